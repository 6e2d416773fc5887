import StreamDecoding
import Testing

@testable import TUI

/// A record pinned, others compared with it.
@Suite struct DifferenceTests {
  private func changes(_ old: String, _ new: String) -> [String] {
    Difference(from: Array(old.utf8), to: Array(new.utf8)).entries.map { entry in
      switch entry.change {
      case .added(let text): "+ \(entry.path) \(text)"
      case .removed(let text): "- \(entry.path) \(text)"
      case .changed(let before, let after): "~ \(entry.path) \(before) > \(after)"
      }
    }
  }

  @Test(arguments: [
    (#"{"a":1}"#, #"{"a":1}"#, []), (#"{"a":1,"b":2}"#, #"{"b":2,"a":1}"#, []),
    (#"{"a":1}"#, #"{"a":2,"c":[]}"#, ["~ .a 1 > 2", "+ .c []"]),
    (#"{"a":{"b":[1,2,3]}}"#, #"{"a":{"b":[1,9,2,3]}}"#, ["+ .a.b[1] 9"]),
    (#"[{"x":1},2]"#, #"[{"x":null},2]"#, ["~ .[0].x 1 > null"]),
    (#"{"a":{"k":1}}"#, #"{"a":"s"}"#, [#"~ .a {"k":1} > "s""#]),
    ("1", "2", ["~  1 > 2"]), ("a\nb\nc", "a\nc\nd", ["-  b", "+  d"]),
    ("x", #"{"a":1}"#, ["-  x", #"+  {"a":1}"#]), ("", "", []),
  ])
  func `what changed, by path or by line`(old: String, new: String, expected: [String]) {
    #expect(changes(old, new) == expected)
  }

  @Test func `many changes, long values and large records are bounded, which is said`() {
    let many = (0..<5000).map { "\"k\($0)\":0" }.joined(separator: ",")
    let difference = Difference(from: Array("{}".utf8), to: Array("{\(many)}".utf8))
    #expect(difference.entries.count == Difference.mostEntries && difference.isCut)
    let long = String(repeating: "x", count: 5000)
    #expect(changes("{}", "{\"a\":\"\(long)\"}")[0].hasSuffix("(5.0 KB)"))
    let large = [UInt8](repeating: 0x20, count: Difference.largest + 1)
    #expect(Difference(from: large, to: []).isTooLarge)
  }

  @Test(arguments: [(120, 36), (80, 24)])
  func `p pins a record and others show what differs`(columns: Int, rows: Int) {
    let program = Program(columns, rows)
    program.openMetrics()
    program.event(#"{"cpu":1,"host":"a","old":true}"#, id: "1")
    program.press(.character("p"))
    program.wait(.milliseconds(100))
    program.event(#"{"cpu":2,"host":"a","new":[1]}"#, id: "2")
    program.type("]")
    program.wait(.milliseconds(100))
    Screen.expect(program.state, is: "pinned-\(columns)x\(rows)")
    program.type("[")
    program.wait(.zero)
    #expect(program.line(with: "pinned") != nil && program.line(with: "id 1 -> ") == nil)
    program.type("]p")
    program.wait(.zero)
    #expect(program.line(with: "\"cpu\": 2,") != nil)
  }
}

import StreamDecoding
import Testing

@Suite struct JSONLayoutTests {
  /// The layout as it is seen on the screen.
  private func shown(_ text: String, lines: Int = .max) -> String {
    let layout = JSONLayout(Array(text.utf8), maximumLines: lines)
    var result = layout.lines.map { line in
      String(repeating: "  ", count: line.indent) + line.spans.map { shown($0, text) }.joined()
    }
    if layout.isCut { result.append("…") }
    if let fault = layout.fault { result.append("! \(fault.sentence)") }
    return result.joined(separator: "\n")
  }

  private func shown(_ span: JSONLayout.Span, _ text: String) -> String {
    switch span.text {
    case .fixed(let text): text
    case .source(let range): String(decoding: Array(text.utf8)[range], as: UTF8.self)
    }
  }

  @Test func `a layout looks like pretty text, with strings as they were written`() throws {
    let text = #"{"a":[1,"\u00e9",null,[]],"b":{},"c":{"d":true,"e":[[2]]}}"#
    let pretty = try JSONValue(parsing: text).text(pretty: true)
    #expect(shown(text) == pretty.split(separator: "é").joined(separator: "\\u00e9"))
    #expect(shown("  1 ") == "1")
  }

  @Test func `tokens have their roles`() {
    let layout = JSONLayout(Array(#"{"a":1,"b":"x","c":true,"d":null}"#.utf8))
    #expect(
      layout.lines.map { $0.spans.map(\.role) } == [
        [.punctuation],
        [.key, .punctuation, .number, .punctuation],
        [.key, .punctuation, .string, .punctuation],
        [.key, .punctuation, .boolean, .punctuation],
        [.key, .punctuation, .null],
        [.punctuation],
      ])
  }

  @Test func `it stops at the number of lines`() {
    #expect(shown("[1,2,3,4]", lines: 3) == "[\n  1,\n  2\n…")
    #expect(shown("[1]", lines: 3) == "[\n  1\n]")
    #expect(shown("[1]", lines: 0) == "…")
  }

  @Test func `what is not JSON is shown up to the fault`() {
    #expect(shown("[1,oops]") == "[\n  1\n! expected a JSON value at byte 3")
    #expect(shown("{} x") == "{}\n! unexpected text after the JSON value at byte 3")
  }
}

import StreamDecoding
import Testing

@testable import TUI

/// `K`, sideways and marks in the records pane.
@Suite struct ColumnsTests {
  private func live(_ texts: [String], _ columns: Int = 120, _ rows: Int = 36) -> Program {
    let program = Program(columns, rows)
    program.openMetrics()
    for (index, text) in texts.enumerated() {
      program.event(text, type: index % 2 == 0 ? "tick" : "warn", id: "\(index)")
    }
    program.press(.character("3"))
    return program
  }

  private let samples = (0..<4).map {
    "{\"host\":\"web-\($0)\",\"zone\":\"eu\",\"load\":{\"cpu\":\(40 + $0)},\"tags\":[\"a\($0)\"],\"ok\":true}"
  }

  @Test func `K proposes what differs between the records, and shows it while one types`() {
    let program = live(samples)
    program.press(.character("K"))
    #expect(program.line(with: " K id, event, .host, .load.cpu, .tags[0]") != nil)
    #expect(program.line(with: "id  event  .host  .load.cpu  .tags[0]") != nil)
    #expect(program.line(with: "3   warn   web-3  43         a3") != nil)
    #expect(program.line(with: "{\"host\"")?.contains("3 Records") != true)
    program.press(.control("u"))
    #expect(program.line(with: "{\"host\":\"web-3\"") != nil)
    program.type(".zone, size")
    #expect(program.line(with: " eu     70") != nil)
    program.press(.enter)
    program.event("{\"zone\":\"a longer zone\"}", type: "tick")
    #expect(program.line(with: ".zone          size") != nil)
    #expect(program.line(with: "a longer zone  24") != nil)
    program.press(.character("K"), .control("u"), .enter)
    #expect(program.line(with: "{\"host\":\"web-3\"") != nil)
  }

  @Test(arguments: [(".a..b", "is not a path"), ("colour", "is no field"), (".a,", "is no field")])
  func `columns that can't be read are said as one types, and Esc goes back`(
    text: String, words: String
  ) {
    let program = live(samples)
    program.press(.character("K"), .control("u"))
    program.type(text)
    #expect(program.line(with: words) != nil)
    program.press(.enter)
    #expect(program.line(with: words) != nil)
    program.press(.escape)
    #expect(program.line(with: "{\"host\":\"web-3\"") != nil)
    #expect(program.state.stream?.table == nil)
  }

  @Test func `with columns a click still chooses the row under it`() {
    let program = live(samples)
    program.press(.character("K"), .enter, .character("k"))
    let lines = program.screen.split(separator: "\n", omittingEmptySubsequences: false)
    let row = lines.firstIndex { $0.contains("1   warn   web-1") } ?? 0
    program.press(.mouse(.init(kind: .press(.left), column: 40, row: row)))
    #expect(program.state.stream?.current == 1)
  }

  @Test
  func `hostile names and values reach no cell raw, and records without the field stay empty`() {
    let program = live([
      "{\"a\\u001b[2J\":\"x\\u001b]52;c;aGk=\\u0007\",\"b\":\"\\u202ex\"}", "no JSON",
    ])
    program.press(.character("K"), .control("u"))
    program.type(".a\u{1B}[2J, .b, n")
    program.press(.control("u"))
    program.type(".b, n")
    for cell in program.frame.cells {
      for scalar in cell.text.unicodeScalars {
        #expect(scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value))
      }
    }
    #expect(program.line(with: "␦x  0") != nil)
  }

  @Test func `a field far into a long record is marked as not looked at`() {
    let program = live(["{\"a\":\"\(String(repeating: "x", count: 100_000))\",\"b\":1}"])
    program.press(.character("K"), .control("u"))
    program.type("n, .b")
    #expect(program.line(with: " 0  …") != nil)
  }

  @Test func `l and h move the records sideways`() {
    let text = (0..<40).map { "word\($0)" }.joined(separator: " ")
    let program = live([text, "short"], 80, 24)
    #expect(program.line(with: "word0 word1") != nil)
    program.press(.character("l"))
    #expect(program.line(with: "word0 ") == nil)
    #expect(program.line(with: "word5 word6") != nil)
    for _ in 0..<30 { program.press(.right) }
    #expect(program.line(with: "word39") != nil)
    for _ in 0..<30 { program.press(.left) }
    #expect(program.line(with: "word0 word1") != nil)
    #expect(program.state.stream?.left == 0)
  }

  @Test(arguments: ["", "id, .i", "id, .i, .longer, size"])
  func `what is whole in its row does not move sideways`(columns: String) {
    let program = live((0..<40).map { "{\"i\":\($0)}" })
    program.press(.character("K"), .control("u"))
    program.type(columns)
    program.press(.enter, .character("l"))
    #expect(program.state.stream?.left == 0)
  }

  @Test(arguments: [
    ("漢字x", 1, " 字x"), ("漢字x", 2, "字x"), ("abc", 0, "abc"), ("abc", 3, ""), ("abc", 9, ""),
  ])
  func `cells are dropped whole`(text: String, columns: Int, rest: String) {
    let spans = [Span(text, .plain)].dropping(columns: columns)
    #expect(spans.map(\.text).joined() == rest)
  }

  @Test func `m marks records, and the quote goes from one to the next`() {
    let program = live((0..<60).map { "{\"i\":\($0)}" })
    program.press(.character("'"))
    #expect(program.line(with: "nothing is marked yet: m marks a record") != nil)
    program.press(.character("g"), .character("m"), .character("j"), .character("j"))
    program.press(.character("m"), .character("G"), .character("'"))
    #expect(program.state.stream?.current == 0)
    #expect(program.line(with: "3 Records")?.contains("60 records · 2 marks") == true)
    #expect(program.line(with: "◆")?.contains("{\"i\":0}") == true)
    program.press(.character("'"))
    #expect(program.state.stream?.current == 2)
    program.press(.character("m"), .character("'"))
    #expect(program.state.stream?.current == 0)
    program.press(.character("&"))
    program.type(".i > 5")
    program.press(.enter, .character("'"))
    #expect(program.line(with: "no marked record is among those that show") != nil)
  }

  @Test func `marks whose records are dropped are told of`() {
    let program = Program(memory: RecordMemory(limit: 20_000, fileLimit: 0))
    program.openMetrics()
    program.ticks(1...10)
    program.press(.character("3"), .character("g"), .character("m"), .character("G"))
    program.ticks(11...1000)
    #expect(program.line(with: "1 mark, 1 gone") != nil)
    program.press(.character("'"))
    #expect(program.line(with: "what was marked was dropped") != nil)
    program.press(.character("m"), .character("k"), .character("'"))
    #expect(program.state.stream?.current == 999)
  }
}

import StreamDecoding
import Testing

@testable import TUI

/// Reading one record: folding, moving, paths, copying.
@Suite struct DetailTests {
  private static let order = """
    {"id":7,"customer":{"name":"A","address":{"street":"Long Road 1","zip":"00100"}},\
    "lines":[{"sku":"x","count":2},{"sku":"y","count":3}],"tags":["new","paid"],\
    "note":"{\\"by\\":\\"me\\",\\"at\\":[1,2]}","total":12.5}
    """

  private func reading(
    _ record: String = order, columns: Int = 120, rows: Int = 36
  ) -> Program {
    let program = Program(columns, rows)
    program.openMetrics()
    program.event(record)
    program.press(.character("5"))
    return program
  }

  /// The rows of the detail, without borders and selection.
  private func rows(_ program: Program) -> [String] {
    let inner = program.state.layout.inner(.detail)
    let frame = program.frame
    return (inner.row + 1..<inner.endRow).map { row in
      let cells = (inner.column..<inner.endColumn).map { frame[$0, row].text }.joined()
      var text = Substring(cells)
      while text.last == " " { text.removeLast() }
      return String(text.dropFirst())
    }
  }

  private func foot(_ program: Program) -> String {
    let rect = program.state.layout.panes[.detail] ?? .none
    let frame = program.frame
    return (rect.column..<rect.endColumn).map { frame[$0, rect.endRow - 1].text }.joined()
  }

  @Test(arguments: [(120, 36), (80, 24)])
  func `a record in full pane is laid out, whatever its size`(columns: Int, rows: Int) {
    let program = reading(columns: columns, rows: rows)
    program.press(.character("f"))
    #expect(
      self.rows(program).prefix(12) == [
        "{", "  \"id\": 7,", "  \"customer\": {", "    \"name\": \"A\",", "    \"address\": {",
        "      \"street\": \"Long Road 1\",", "      \"zip\": \"00100\"", "    }", "  },",
        "  \"lines\": [", "    {", "      \"sku\": \"x\",",
      ])
  }

  @Test func `folding, unfolding and moving`() {
    let program = reading()
    program.press(.down, .down, .character("h"))
    #expect(rows(program).prefix(3) == ["{", "  \"id\": 7,", "  \"customer\": {…}, 2 members"])
    program.press(.down)
    #expect(foot(program).contains("─ .lines ─"))
    program.press(.up, .enter)
    #expect(rows(program)[3] == "    \"name\": \"A\",")
    program.press(.character("j"), .character("j"), .character("j"))
    #expect(foot(program).contains("─ .customer.address.street ─"))
    program.press(.character("h"), .character("h"))
    #expect(rows(program).contains("    \"address\": {…} 2 members"))
    program.press(.character("h"), .character("h"))
    #expect(rows(program).contains("  \"customer\": {…}, 2 members"))
  }

  @Test func `fold all leaves the outermost members`() {
    let program = reading()
    program.press(.character("-"))
    #expect(
      rows(program).prefix(8) == [
        "{", "  \"id\": 7,", "  \"customer\": {…}, 2 members", "  \"lines\": […], 2 elements",
        "  \"tags\": [\"new\", \"paid\"],",
        "  \"note\": \"{\\\"by\\\":\\\"me\\\",\\\"at\\\":[1,2]}\",",
        "  \"total\": 12.5", "}",
      ])
    program.press(.character("+"))
    #expect(rows(program)[3] == "    \"name\": \"A\",")
  }

  /// Keys from the first line, and what `y` and `Y` copy there.
  @Test(arguments: [
    ("j", "7", ".id"),
    ("jj", #"{"name":"A","address":{"street":"Long Road 1","zip":"00100"}}"#, ".customer"),
    ("-jjj", #"[{"sku":"x","count":2},{"sku":"y","count":3}]"#, ".lines"),
    ("-jjjljlj", "x", ".lines[0].sku"),
    ("-jjjjj", #"{"by":"me","at":[1,2]}"#, ".note"),
    ("-jjjjjlj", "me", ".by"), ("-jjjjjljj", "[1,2]", ".at"),
    ("G", order, nil),
  ])
  func `y copies the value under the cursor, Y its path`(
    keys: String, value: String, path: String?
  ) {
    let program = reading()
    program.type(keys)
    #expect(program.type("y") == [.copy(value)])
    #expect(program.type("Y") == (path.map { [.copy($0)] } ?? []))
  }

  @Test func `JSON in a string opens and is marked as such`() {
    let program = reading()
    program.type("-jjjjj")
    #expect(foot(program).contains("─ .note  Enter opens its JSON ─"))
    program.press(.enter)
    #expect(
      rows(program)[5...].prefix(4) == [
        "  \"note\": {  JSON in a string", "    \"by\": \"me\",", "    \"at\": [1, 2]", "  },",
      ])
    program.press(.down)
    #expect(foot(program).contains("─ .by in .note ─"))
    program.press(.character("h"), .character("h"))
    #expect(rows(program)[5] == "  \"note\": {…}, 2 members  JSON in a string")
    #expect(rows(program)[6] == "  \"total\": 12.5")
  }

  @Test(arguments: [
    ("[1]", "", [""]), (#"[{"a":[5,{"b":1}]}]"#, "jjjjj", [".[0].a[1].b"]),
    (#"{"a.b":{"c":1}}"#, "jj", [".[\"a.b\"].c"]), (#""{\"a\":{}}""#, "lj", ["", ".a"]),
  ])
  func `paths as filters write them`(record: String, keys: String, paths: [String]) {
    let program = reading(record)
    program.press(.up)
    program.type(keys)
    #expect(program.state.reading?.paths == paths)
  }

  @Test func `wrapped lines keep their indentation`() {
    let word = String(repeating: "abcdefghi ", count: 12)
    let program = reading("{\"a\":{\"text\":\"\(word)\"}}", columns: 80, rows: 24)
    let lines = rows(program)
    #expect(lines[2].hasPrefix("    \"text\": \"abc"))
    #expect(lines[3].hasPrefix("      ") && !lines[3].hasPrefix("       "))
  }

  @Test func `without wrap lines scroll sideways`() {
    let digits = (0..<200).map { String($0 % 10) }.joined()
    let program = reading("{\"text\":\"\(digits)END\"}")
    program.type("wj")
    #expect(rows(program)[1].hasSuffix("…"))
    for _ in 0..<12 { program.type("l") }
    #expect(rows(program)[1].hasSuffix("END\""))
    while (program.state.detail.reading?.scroll.left ?? 0) > 0 { program.type("h") }
    #expect(rows(program)[1].hasPrefix("  \"text\": \"0123"))
  }

  @Test func `a long record is whole: its last line is reached, and its longest string`() {
    let elements = (0..<3000).map { "{\"id\":\($0),\"name\":\"n\($0)\"}" }.joined(separator: ",")
    let program = reading(
      "{\"all\":[\(elements)],\"last\":\"\(String(repeating: "x", count: 20_000))END\"}")
    #expect(foot(program).contains("KB more"))
    program.type("G")
    #expect(rows(program).last == "}")
    #expect(rows(program).contains { $0.hasSuffix("END\"") })
    program.type("-j")
    #expect(rows(program).prefix(2) == ["{", "  \"all\": […], 3,000 elements"])
  }

  @Test(arguments: [
    "", "plain text\nof two lines", "{oops", "{\"a\":1} {\"b\":2}", "[1,2", "\u{1B}[31mred",
    "nul\u{0}",
  ])
  func `what is no JSON shows as it came`(record: String) {
    let program = reading(record)
    program.type("jjGkghl-+y")
    program.press(.enter)
    #expect(!program.screen.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    let first = record.split(separator: "\n").first.map(String.init) ?? ""
    if first.utf8.allSatisfy({ $0 >= 0x20 }) { #expect(rows(program)[0] == first) }
  }

  @Test func `moving in the detail holds its record`() {
    let program = reading()
    program.press(.down)
    program.event("{\"other\":1}")
    #expect(rows(program)[1] == "  \"id\": 7,")
    program.type("]")
    #expect(rows(program)[1] == "  \"other\": 1")
  }

  @Test func `few rows show a small record whole on them`() {
    let program = reading("{\"a\":1,\"b\":2}", columns: 60, rows: 20)
    program.press(.character("3"))
    #expect(rows(program).count < 6)
  }
}

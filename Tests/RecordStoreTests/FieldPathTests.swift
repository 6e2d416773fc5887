import StreamDecoding
import Testing

@testable import RecordStore

/// Paths as they are shown are paths as they are read.
@Suite struct FieldPathTests {
  private static let names = [
    "a", "user_id", "é", "日本", "a-b", "$ref", "@type", "", ".", "a.b", "a b", " ", "\"", "a\"b",
    "[0]",
    "a]b", "\\", "a\\\"", ",", "a,b", "}", "{a}", "=", "a==b", "&&", "|", "!", "(", "\t", "\n",
    "\u{7F}",
    "\u{85}", "\u{200B}", "\u{202E}x", "\u{FEFF}", "\u{E0001}", "e\u{301}", "\u{301}", "and", "not",
    "0",
  ]

  /// Every name alone, after another and before one, and beside an index.
  private static let paths = names.flatMap { name -> [FieldPath] in
    [
      FieldPath([.name(name)]), FieldPath([.name("x"), .name(name), .index(3)]),
      FieldPath([.index(0), .name(name), .name(name)]),
    ]
  }

  @Test(arguments: paths) func `what is printed is read as the same path`(path: FieldPath) throws {
    #expect(try FieldPath(parsing: path.text) == path)
    let field = try #require(
      try RecordField.list(parsing: "id, \(path.text),data").dropFirst().first)
    #expect(field.name == path.text)
    _ = try RecordTemplate(parsing: "a{\(path.text)}b")
    #expect(try !RecordFilter(parsing: "\(path.text) == 1 and \(path.text)").isEmpty)
  }

  @Test(arguments: names) func `a member of any name is found by its path`(name: String) throws {
    let member = JSONValue.object([name: 7, "other": 8]).text()
    let path = FieldPath([.name(name)]).text
    var store = RecordStore()
    var batch = RecordBatch()
    batch.bytes = Array(member.utf8)
    batch.entries = [.init(kind: .value, payload: 0..<batch.bytes.count)]
    store.append(batch, at: .zero)
    #expect(try RecordFilter(parsing: "\(path) == 7").verdict(on: store[0]) == true)
    #expect(try RecordFilter(parsing: "(\(path)==7)&&not \(path)==8").verdict(on: store[0]) == true)
    let record = RecordTemplate.Record(store[0], time: "")
    #expect(try RecordField(parsing: path).text(of: record) == "7")
  }

  @Test(arguments: [
    ".", "a", "[0]", ".a.", ".a..b", ".[", ".[\"a", ".[\"a\"", ".[\"a\"]b", ".[-1]", ".[x]",
    ".[0]a",
    ".[\"\\q\"]",
  ])
  func `what is no path is refused`(text: String) {
    #expect(throws: RecordFilterProblem.badPath(text)) { try FieldPath(parsing: text) }
  }

  @Test(arguments: [
    ([FieldPath.Part.name("a"), .name("b c"), .index(2)], #".a["b c"][2]"#),
    ([.index(1)], ".[1]"), ([.name("a.b"), .name("c")], #".["a.b"].c"#), ([], ""),
    ([.name("\u{1B}[31m")], #".["\u001b[31m"]"#),
  ])
  func `a path is short where it can be`(parts: [FieldPath.Part], text: String) {
    #expect(FieldPath(parts).text == text)
  }
}

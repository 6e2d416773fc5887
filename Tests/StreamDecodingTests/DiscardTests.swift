import StreamDecoding
import Testing

/// What makes no event is told of all the same.
@Suite struct DiscardTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var parts: [String]
    /// Events by their data, what is discarded by its sentence.
    var told: [String]

    init(_ parts: String..., told: [String]) {
      self.parts = parts
      self.told = told
    }

    var testDescription: String { "\(parts)" }
  }

  private static func told(_ parts: [String], isLost: Bool, by decoder: StreamDecoder) -> [String] {
    var decoder = decoder
    var batch = RecordBatch()
    for part in parts { try? decoder.decode(Array(part.utf8), into: &batch) }
    if isLost { decoder.abandon(into: &batch) } else { try? decoder.finish(into: &batch) }
    return batch.entries.map { entry in
      let text = batch.string(entry.payload)
      return entry.discard?.sentence(of: text) ?? text
    }
  }

  @Test(arguments: [
    Case(
      "{\"tick\": 1}\n\n", told: [#"13 bytes in a line without a known field: {"tick": 1}"#]),
    Case(
      "{\"tick\": 1}\n\n{\"tick\": 1}\n\n",
      told: [#"26 bytes in 2 lines without a known field: {"tick": 1}"#]),
    Case(
      "{\"tick\": 1}\n\n{\"tick\": 2}\n\ndata: a\n\n",
      told: [#"26 bytes in 2 lines without a known field: {"tick": 1} …"#, "a"]),
    Case(
      "{\"a\"", ": 1}\n", "{\"a\": 1}\n",
      told: [
        #"9 bytes in a line without a known field: {"a": 1}"#,
        #"9 bytes in a line without a known field: {"a": 1}"#,
      ]),
    Case("{\"error\": 1}", told: [#"12 bytes in a line without a known field: {"error": 1}"#]),
    Case("Data: x\n\n", told: ["9 bytes in a line without a known field: Data: x"]),
    Case(" data: x\n\n", told: ["10 bytes in a line without a known field:  data: x"]),
    Case("data : x\n\n", told: ["10 bytes in a line without a known field: data : x"]),
    Case("data=x\n\n", told: ["8 bytes in a line without a known field: data=x"]),
    Case("dat: x\r\n\r\n", told: ["10 bytes in a line without a known field: dat: x"]),
    Case(
      "data: a\nfoo: b\n\n", told: ["7 bytes in a line without a known field: foo: b", "a"]),
    Case(
      "data: x\\n\\n",
      told: [#"11 bytes in an event without the blank line that ends it: data: x\n\n"#]),
    Case(
      "data: x\n", told: ["8 bytes in an event without the blank line that ends it: data: x"]),
    Case(
      "data: x\r\n", told: ["9 bytes in an event without the blank line that ends it: data: x"]),
    Case(
      "data: a\n\nevent: b\nid: 2\ndata: c\nda",
      told: [
        "a", "25 bytes in an event without the blank line that ends it: event: b …",
      ]),
    Case(
      "data: a\n\nda",
      told: [
        "a", "2 bytes in an event without the blank line that ends it: da",
      ]),
    Case("event: ping\n\n", told: ["13 bytes in an event without data: event: ping"]),
    Case("event: pi", "ng\n", "\n", told: ["13 bytes in an event without data: event: ping"]),
    Case("id: 7\n\nretry: 10\n\n: hello\n\n", told: [" hello"]),
    Case(
      "retry: soon\n\n",
      told: ["12 bytes in a field retry without a number of milliseconds: retry: soon"]),
    Case(
      "id: 1\0\ndata: a\n\n",
      told: [
        "7 bytes in a field id with a NUL in it: id: 1\0", "a",
      ]),
    Case("\u{FEFF}foo\n\n", told: ["5 bytes in a line without a known field: foo"]),
    Case("\n\n\r\n", told: []),
    Case("", told: []),
  ])
  func `an event stream hides nothing`(_ sample: Case) {
    #expect(Self.told(sample.parts, isLost: false, by: StreamDecoder(format: .sse)) == sample.told)
  }

  @Test(arguments: [
    (
      StreamFormat.sse, "data: a\n\ndata: b",
      [
        "a", "7 bytes in an event without the blank line that ends it: data: b",
      ]
    ),
    (.ndjson, "1\n{\"a\":", ["1", #"5 bytes in a record without its end: {"a":"#]),
    (.ndjson, "1\n2", ["1", "1 byte in a record without its end: 2"]),
    (.json, "[1,{\"a\":", ["1", #"5 bytes in a record without its end: {"a":"#]),
    (.jsonSequence, "\u{1E}1\n\u{1E}[2", ["1", "2 bytes in a record without its end: [2"]),
    (.lines, "a\nb", ["a\n", "1 byte in a record without its end: b"]),
    (.text, "ab", ["ab"]),
  ])
  func `what a lost connection cut is told of, and is no record`(
    format: StreamFormat, text: String, told: [String]
  ) {
    #expect(Self.told([text], isLost: true, by: StreamDecoder(format: format)) == told)
  }

  @Test func `a new connection begins without what the last one left`() throws {
    var decoder = StreamDecoder(format: .sse)
    var batch = RecordBatch()
    try decoder.decode(Array("data: a\nfoo".utf8), into: &batch)
    decoder.abandon(into: &batch)
    decoder.startConnection()
    try decoder.decode(Array("foo\n\n".utf8), into: &batch)
    #expect(
      batch.entries.compactMap(\.discard?.sentence) == [
        "11 bytes in an event without the blank line that ends it",
        "5 bytes in a line without a known field",
      ])
  }
}

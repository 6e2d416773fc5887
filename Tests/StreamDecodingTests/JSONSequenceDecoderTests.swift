import StreamDecoding
import Testing

@Suite struct JSONSequenceDecoderTests {
  private func records(_ text: String) -> [String] {
    let all = Decoded.everyCut(of: Array(text.utf8), with: JSONSequenceDecoder())
    for decoded in all { #expect(decoded == all[0]) }
    return all[0].records
  }

  @Test func `a value comes with its line feed, before the next separator`() throws {
    var decoder = StreamDecoder(format: .jsonSequence)
    var batch = RecordBatch()
    try decoder.decode(Array("\u{1E}{\"a\":1}".utf8), into: &batch)
    #expect(batch.isEmpty)
    try decoder.decode(Array("\n".utf8), into: &batch)
    #expect(batch.entries.map { batch.string($0.payload) } == [#"{"a":1}"#])
  }

  @Test func `a value may span lines`() {
    #expect(records("\u{1E}{\n\"a\": 1\n}\n") == ["value {\n\"a\": 1\n}"])
  }

  @Test func `a record cut by the next separator is invalid and the next one is read`() {
    #expect(
      records("\u{1E}{\"a\":[1,\u{1E}{\"b\":2}\n") == [
        #"invalid {"a":[1, (the JSON text ends too early at byte 8)"#, #"value {"b":2}"#,
      ])
  }

  @Test(arguments: ["12", "true", "null"])
  func `a number or literal that nothing ends may be cut short`(text: String) {
    let invalid =
      "invalid \(text) (nothing ends this value, so it may be cut short at byte \(text.count))"
    #expect(records("\u{1E}\(text)\u{1E}1\n") == [invalid, "value 1"])
    #expect(records("\u{1E}\(text)") == [invalid])
    #expect(records("\u{1E}\(text) \u{1E}1\n") == ["value \(text)", "value 1"])
  }

  @Test func `strings, arrays and objects show their own end`() {
    #expect(records("\u{1E}\"a\"\u{1E}[]\u{1E}{}") == ["value \"a\"", "value []", "value {}"])
  }

  @Test func `text before the first separator is one invalid record`() {
    #expect(
      records(" {} \n\u{1E}1\n") == [
        "invalid {} (text stands before the first record separator at byte 0)", "value 1",
      ])
  }

  @Test func `a text past the limit is an error`() {
    let decoded = Decoded("\u{1E}1\n\u{1E}[1,2,3,4]\n", with: JSONSequenceDecoder(recordLimit: 8))
    #expect(decoded.records == ["value 1"])
    #expect(decoded.failure == .recordTooLarge(limit: 8))
  }
}

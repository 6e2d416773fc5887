import StreamDecoding
import Testing

@Suite struct JSONValueDecoderTests {
  private func records(
    _ text: String, arrays: JSONValueDecoder.TopLevelArrays = .areOpenedIfFirst
  ) -> [String] {
    let all = Decoded.everyCut(of: Array(text.utf8), with: JSONValueDecoder(arrays: arrays))
    for decoded in all { #expect(decoded == all[0]) }
    return all[0].records
  }

  @Test func `values follow each other with or without white space`() {
    #expect(
      records(#"{"a":"}"}{"b":2} [3]"c"4 true{}"#) == [
        #"value {"a":"}"}"#, #"value {"b":2}"#, "value [3]", "value \"c\"", "value 4", "value true",
        "value {}",
      ])
  }

  @Test func `the elements of an array are records as they arrive`() throws {
    var decoder = StreamDecoder(format: .json)
    var batch = RecordBatch()
    try decoder.decode(Array(#"[{"a":1},"#.utf8), into: &batch)
    #expect(batch.entries.map { batch.string($0.payload) } == [#"{"a":1}"#])
    #expect(
      records("[1, [2], {}\n,\"x\"]\n") == ["value 1", "value [2]", "value {}", "value \"x\""])
    #expect(records("[]").isEmpty)
  }

  @Test func `an array stays whole where the caller says so`() {
    #expect(records("[1][2]", arrays: .areValues) == ["value [1]", "value [2]"])
  }

  @Test func `an array that breaks off is reported`() {
    #expect(
      records("[1,2") == [
        "value 1", "value 2", "invalid  (the JSON text ends too early at byte 0)",
      ])
    #expect(records("[1,") == ["value 1", "invalid  (the JSON text ends too early at byte 0)"])
    #expect(records("[{\"a\":") == ["invalid {\"a\": (the JSON text ends too early at byte 5)"])
  }

  @Test func `a comma too many or too few is a fault`() {
    #expect(records("[1,,2]\n") == ["value 1", "invalid ,2] (expected a JSON value at byte 0)"])
    #expect(
      records("[1 2]") == [
        "value 1", "invalid 2] (expected a comma or the end of the array or object at byte 0)",
      ])
    #expect(
      records("1,2\n3") == ["value 1", "invalid ,2 (expected a JSON value at byte 0)", "value 3"])
  }

  @Test func `after a fault reading goes on with the next line`() {
    #expect(
      records("{\"a\":\"x\n{\"b\":2}\n") == [
        "invalid {\"a\":\"x (a control character stands unescaped in a string at byte 7)",
        "value {\"b\":2}",
      ])
    #expect(
      records("[\n{\"a\":tru},\n{\"b\":2},\n3\n]\n") == [
        "invalid {\"a\":tru}, (expected true, false or null at byte 8)", "value {\"b\":2}",
        "value 3",
      ])
  }

  @Test(arguments: ["truefalse", "12ab", "01", "1.2.3", "nullx", "-"])
  func `numbers and literals don't run into each other`(text: String) {
    let decoded = records("\(text)\n1")
    #expect(decoded.count == 2)
    #expect(decoded.first?.hasPrefix("invalid \(text) (") == true)
    #expect(decoded.last == "value 1")
  }

  @Test func `a value past the limit is an error, finished or not`() {
    for text in ["1 [1,2,3,4]", "1 [1,2,3,4,", "1 \"12345678"] {
      let decoder = JSONValueDecoder(recordLimit: 8, arrays: .areValues)
      for decoded in Decoded.everyCut(of: Array(text.utf8), with: decoder) {
        #expect(decoded.records == ["value 1"])
        #expect(decoded.failure == .recordTooLarge(limit: 8))
      }
    }
  }

  @Test func `long strings, numbers and gaps in one-byte parts come whole`() {
    let string = "\"" + String(repeating: "xé\\n", count: 50_000) + "\""
    let number = String(repeating: "7", count: 200_000)
    let text = string + String(repeating: " ", count: 200_000) + number + " "
    let decoded = Decoded(Array(text.utf8).map { [$0] }, with: JSONValueDecoder())
    #expect(decoded.records == ["value \(string)", "value \(number)"])
  }
}

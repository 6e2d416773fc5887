import StreamDecoding
import Testing

@Suite struct NDJSONDecoderTests {
  @Test func `a bad line is one invalid record and reading goes on after it`() {
    let decoded = Decoded("{\"a\":1}\n  {oops \n[1,2]", with: NDJSONDecoder())
    #expect(
      decoded.records == [
        #"value {"a":1}"#,
        "invalid {oops (expected a member name in double quotes or the end of the object at byte 1)",
        "value [1,2]",
      ])
  }

  @Test func `a byte order mark is dropped once, also when it is cut`() {
    for decoded in Decoded.everyCut(of: Array("\u{FEFF}1\n\u{FEFF}2\n".utf8), with: NDJSONDecoder())
    {
      #expect(
        decoded.records == ["value 1", "invalid \u{FEFF}2 (expected a JSON value at byte 0)"])
    }
  }

  @Test func `half a byte order mark is an invalid record`() {
    let decoded = Decoded([[0xEF], [0xBB]], with: NDJSONDecoder())
    #expect(decoded.records == ["invalid \u{FFFD} (expected a JSON value at byte 0)"])
  }

  @Test func `a line at the limit passes and one byte more is an error`() {
    for newline in ["\n", "\r\n"] {
      for decoded in Decoded.everyCut(
        of: Array("1\(newline)[234567]\(newline)".utf8), with: NDJSONDecoder(recordLimit: 8))
      {
        #expect(decoded.records == ["value 1", "value [234567]"])
        #expect(decoded.failure == nil)
      }
      for decoded in Decoded.everyCut(
        of: Array("1\(newline)[2345678]\(newline)".utf8), with: NDJSONDecoder(recordLimit: 8))
      {
        #expect(decoded.records == ["value 1"])
        #expect(decoded.failure == .recordTooLarge(limit: 8))
      }
    }
  }

  @Test func `a long line in one-byte parts comes whole`() {
    let line = "\"" + String(repeating: "é", count: 100_000) + "\""
    let decoded = Decoded(Array(line.utf8).map { [$0] } + [[0x0A]], with: NDJSONDecoder())
    #expect(decoded.records == ["value \(line)"])
  }
}

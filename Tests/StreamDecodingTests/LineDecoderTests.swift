import StreamDecoding
import Testing

@Suite struct LineDecoderTests {
  @Test func `lines come whole, each with its end, however they are cut`() {
    let text = "first\r\n\nsecond € 豆腐\nlast"
    for decoded in Decoded.everyCut(of: Array(text.utf8), with: LineDecoder()) {
      #expect(
        decoded.records == ["text first\r\n", "text \n", "text second € 豆腐\n", "text last"])
    }
  }

  @Test func `a byte order mark at the start is dropped`() {
    for decoded in Decoded.everyCut(of: Array("\u{FEFF}a\n\u{FEFF}b\n".utf8), with: LineDecoder()) {
      #expect(decoded.records == ["text a\n", "text \u{FEFF}b\n"])
    }
    #expect(Decoded([[0xEF, 0xBB]], with: LineDecoder()).records == ["text \u{FFFD}"])
  }

  @Test func `a line over the limit is an error, those before it are not lost`() {
    for decoded in Decoded.everyCut(
      of: Array("1234\n12345\n1\n".utf8), with: LineDecoder(recordLimit: 5))
    {
      #expect(decoded.records == ["text 1234\n"])
      #expect(decoded.failure == .recordTooLarge(limit: 5))
    }
  }

  @Test func `text without a line is no line`() {
    #expect(Decoded("", with: LineDecoder()).records == [])
    #expect(Decoded("\n", with: LineDecoder()).records == ["text \n"])
  }
}

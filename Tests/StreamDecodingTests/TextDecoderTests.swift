import StreamDecoding
import Testing

@Suite struct TextDecoderTests {
  private func pieces(_ parts: [[UInt8]]) -> [String] {
    Decoded(parts, with: TextDecoder()).records
  }

  @Test func `a character cut between two parts comes with the second`() {
    #expect(pieces([[0x61, 0xE2, 0x82], [0xAC, 0x62]]) == ["text a", "text €b"])
    #expect(pieces([[0xF0], [0x9F], [0x98], [0x80]]) == ["text 😀"])
  }

  @Test func `joined pieces are the text, whatever the cuts`() {
    let text = "a€豆腐😀\r\nb\u{0301} end"
    for decoded in Decoded.everyCut(of: Array(text.utf8), with: TextDecoder()) {
      // By bytes: a combining mark at the start of a piece would join the space before it.
      let joined = decoded.records.flatMap { $0.utf8.dropFirst(5) }
      #expect(joined == Array(text.utf8))
    }
  }

  @Test func `a byte order mark at the start is dropped, also when cut, and kept later`() {
    #expect(pieces([[0xEF], [0xBB, 0xBF, 0x61]]) == ["text a"])
    #expect(pieces([[0x61], [0xEF, 0xBB, 0xBF]]) == ["text a", "text \u{FEFF}"])
    #expect(pieces([[0xEF, 0xBB], [0x61]]) == ["text \u{FFFD}a"])
  }

  @Test func `bytes that are not UTF-8 are shown as U+FFFD and hold nothing back`() {
    #expect(pieces([[0x61, 0xFF]]) == ["text a\u{FFFD}"])
    #expect(pieces([[0x80, 0x80, 0x80]]) == ["text \u{FFFD}\u{FFFD}\u{FFFD}"])
    #expect(pieces([[0xE0, 0x80]]) == ["text \u{FFFD}\u{FFFD}"])
    #expect(pieces([[0xE2, 0x82], [0x61]]) == ["text \u{FFFD}a"])
  }

  @Test func `a sequence that never ends comes at the end`() {
    #expect(pieces([[0x61, 0xE2, 0x82]]) == ["text a", "text \u{FFFD}"])
  }
}

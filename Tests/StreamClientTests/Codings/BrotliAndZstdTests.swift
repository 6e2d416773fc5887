import Testing

@testable import StreamClient

/// Bodies compressed by what macOS's own libraries don't undo.
@Suite(.enabled(if: ContentCoding.br.isBuiltIn)) struct BrotliAndZstdTests {
  private typealias Fixture = CompressedFixture

  /// A frame with this window descriptor, of blocks of 128 KiB of the letter x. Source: RFC 8878,
  /// 3.1.1.
  private func zstdFrame(window: UInt8, blocks: Int) -> [UInt8] {
    // A block of one byte, repeated; the last one of the frame has the lowest bit.
    let block: [UInt8] = [0x02, 0x00, 0x10, UInt8(ascii: "x")]
    let last: [UInt8] = [0x03, 0x00, 0x10, UInt8(ascii: "x")]
    let most = Array(repeating: block, count: blocks - 1).joined()
    return [0x28, 0xB5, 0x2F, 0xFD, 0, window] + most + last
  }

  /// A frame that holds no part of the body. Source: RFC 8878, 3.1.2.
  private let skippable: [UInt8] = [0x53, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 7, 7, 7]

  @Test(arguments: [1, 2, 3, 7, 100, .max])
  func `any cut gives the same text`(size: Int) {
    func undo(_ body: [UInt8], _ coding: ContentCoding) -> String? {
      Undoing.text(body, coding, partsOf: size)
    }
    #expect(undo(Fixture.brotli, .br) == Fixture.text)
    #expect(undo(Fixture.brotli + [1, 2], .br) == Fixture.text)
    #expect(undo(Fixture.zstd, .zstd) == Fixture.text)
    #expect(undo(Fixture.zstd + Fixture.zstdPlain, .zstd) == Fixture.text + "plain")
    #expect(undo(skippable + Fixture.zstd, .zstd) == Fixture.text)
    let mixed = Fixture.zstd + skippable + skippable + Fixture.zstdPlain + skippable
    #expect(undo(mixed, .zstd) == Fixture.text + "plain")
    #expect(undo(Fixture.zstdPlain + [0, 0, 7, 9, 9], .zstd) == "plain")
    #expect(undo(Fixture.zstdPlain + [0x28, 0xB5, 7], .zstd) == "plain")
    #expect(undo(skippable, .zstd) == "")
  }

  @Test func `a cut body isn't whole`() {
    for count in 1..<Fixture.brotli.count {
      #expect(Undoing.text(Array(Fixture.brotli.prefix(count)), .br) == nil)
    }
    for body in [Fixture.zstd, skippable] {
      for count in 1..<body.count {
        #expect(Undoing.text(Array(body.prefix(count)), .zstd) == nil)
        #expect(Undoing.text(Fixture.zstdPlain + body.prefix(count), .zstd) == nil)
      }
    }
  }

  @Test func `whatever bit is wrong, no wrong text comes out as a whole`() {
    for place in Fixture.zstd.indices {
      for bit in 0..<8 {
        var damaged = Fixture.zstd
        damaged[place] ^= 1 << bit
        let text = Undoing.text(damaged, .zstd)
        #expect(text == nil || text == Fixture.text, "byte \(place), bit \(bit)")
      }
    }
  }

  @Test func `what is of another kind is damaged`() {
    #expect(Undoing.text(Array("plain text".utf8), .zstd) == nil)
    #expect(Undoing.text(Array("plain text".utf8), .br) == nil)
    #expect(Undoing.text([0xFF, 0xFF, 0xFF], .br) == nil)
    // The format before the first one that was fixed.
    #expect(Undoing.text([0x27] + Fixture.zstd.dropFirst(), .zstd) == nil)
  }

  @Test func `a window is no larger than 8 MiB`() throws {
    let text = Undoing.text(zstdFrame(window: 13 << 3, blocks: 1), .zstd)
    #expect(text == String(repeating: "x", count: 128 << 10))
    #expect(Undoing.text(zstdFrame(window: 13 << 3 | 1, blocks: 1), .zstd) == nil)
    #expect(Undoing.text(zstdFrame(window: 14 << 3, blocks: 1), .zstd) == nil)
    #expect(Undoing.text(zstdFrame(window: 21 << 3, blocks: 1), .zstd) == nil)
  }

  @Test func `a piece is small, however much follows`() throws {
    #expect(try Undoing.size(ofBomb: Fixture.brotliBomb, .br) == 16 << 20)
    let frame = zstdFrame(window: 7 << 3, blocks: 40)
    #expect(try Undoing.size(ofBomb: frame + frame, .zstd) == 10 << 20)
  }

  @Test func `asking for more without more input changes nothing`() throws {
    for (body, coding) in [(Fixture.brotli, ContentCoding.br), (Fixture.zstd, .zstd)] {
      let decoder = try #require(ContentDecoder([coding]))
      var piece: [UInt8] = []
      decoder.append(Array(body.prefix(100)))
      while try decoder.next(into: &piece) {}
      for _ in 0..<100 { #expect(try !decoder.next(into: &piece)) }
      decoder.append(Array(body.dropFirst(100)))
      while try decoder.next(into: &piece) {}
      #expect(decoder.canEnd)
    }
  }

  @Test(arguments: [1, 3, .max])
  func `one coding after another is undone in the order they were applied in`(size: Int) {
    let body = Fixture.brotliOfGzip
    #expect(Undoing.text(body, .gzip, .br, partsOf: size) == Fixture.short)
    #expect(Undoing.text(body, .br, .gzip, partsOf: size) == nil)
    for count in 1..<body.count {
      #expect(Undoing.text(Array(body.prefix(count)), .gzip, .br, partsOf: size) == nil)
    }
  }
}

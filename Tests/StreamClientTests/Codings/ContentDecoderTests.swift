import Testing

@testable import StreamClient

/// Bodies compressed by gzip and deflate, undone in any cut.
@Suite struct ContentDecoderTests {
  private typealias Fixture = CompressedFixture

  @Test(arguments: [1, 2, 3, 7, 100, .max])
  func `any cut gives the same text`(size: Int) {
    func undo(_ body: [UInt8], _ coding: ContentCoding = .gzip) -> String? {
      Undoing.text(body, coding, partsOf: size)
    }
    #expect(undo(Fixture.stored) == "plain")
    #expect(undo(Fixture.fixed) == Fixture.short)
    #expect(undo(Fixture.dynamic) == Fixture.text)
    #expect(undo(Fixture.zlib, .deflate) == Fixture.short)
    #expect(undo(Fixture.bare, .deflate) == Fixture.short)
    #expect(undo(Fixture.fixed + Fixture.stored) == Fixture.short + "plain")
    #expect(undo(Fixture.stored + [0, 0, 7]) == "plain")
    #expect(undo(Fixture.stored + [0x1F, 0, 7]) == "plain")
    #expect(undo(Fixture.zlib + [1, 2], .deflate) == Fixture.short)
    #expect(undo(Fixture.bare + [1, 2], .deflate) == Fixture.short)
  }

  @Test func `a body of nothing is nothing, a cut one isn't whole`() {
    for coding in ContentCoding.allCases { #expect(Undoing.text([], coding) == "") }
    for body in [Fixture.fixed, Fixture.dynamic] {
      for count in 1..<body.count { #expect(Undoing.text(Array(body.prefix(count)), .gzip) == nil) }
    }
    for body in [Fixture.zlib, Fixture.bare] {
      for count in 1..<body.count {
        #expect(Undoing.text(Array(body.prefix(count)), .deflate) == nil)
      }
    }
  }

  @Test func `of several members the last one may not be cut either`() {
    for count in 1..<Fixture.fixed.count {
      #expect(Undoing.text(Fixture.stored + Fixture.fixed.prefix(count), .gzip) == nil)
    }
  }

  @Test(arguments: [Fixture.fixed, Fixture.dynamic, Fixture.stored])
  func `whatever bit is wrong, no wrong text comes out as a whole`(body: [UInt8]) {
    let right = Undoing.text(body, .gzip)
    // The ten bytes of the head hold a time and an operating system, which change nothing.
    for place in 10..<body.count {
      for bit in 0..<8 {
        var damaged = body
        damaged[place] ^= 1 << bit
        let text = Undoing.text(damaged, .gzip)
        #expect(text == nil || text == right, "byte \(place), bit \(bit)")
      }
    }
  }

  @Test func `what isn't gzip, or not of its kind, is damaged`() {
    #expect(Undoing.text(Array("plain text".utf8), .gzip) == nil)
    #expect(Undoing.text([0x1F, 0x8B, 7, 0, 0, 0, 0, 0, 0, 3], .gzip) == nil)
    #expect(Undoing.text([0x1F, 0x8B, 8, 0x20, 0, 0, 0, 0, 0, 3], .gzip) == nil)
    #expect(Undoing.text([0x78, 0x9C, 0xFF, 0xFF], .deflate) == nil)
    #expect(Undoing.text(Fixture.stored + [0x1F, 0x8B, 7], .gzip) == nil)
  }

  @Test(arguments: [1, 7, .max])
  func `what comes before the damage comes out first`(size: Int) throws {
    let decoder = try #require(ContentDecoder([.gzip]))
    var damaged = Fixture.stored + Fixture.fixed
    damaged[damaged.count - 6] ^= 1
    var result: [UInt8] = []
    var piece: [UInt8] = []
    #expect(throws: FailureFact.damagedCoding) {
      for start in stride(from: 0, to: damaged.count, by: min(size, damaged.count)) {
        decoder.append(Array(damaged[start...].prefix(size)))
        while try decoder.next(into: &piece) { result += piece }
      }
    }
    #expect(String(decoding: result, as: UTF8.self) == "plain" + Fixture.short)
    #expect(throws: FailureFact.damagedCoding) { try decoder.next(into: &piece) }
    #expect(!decoder.canEnd)
  }

  @Test(.timeLimit(.minutes(5)), arguments: [0x08, 0x10] as [UInt8])
  func `a head whose text never ends holds no memory, and is read once`(flag: UInt8) throws {
    let decoder = try #require(ContentDecoder([.gzip]))
    let head: [UInt8] = [0x1F, 0x8B, 8, flag, 0, 0, 0, 0, 0, 3]
    var piece: [UInt8] = []
    for byte in head + [UInt8](repeating: UInt8(ascii: "a"), count: 200_000) {
      decoder.append([byte])
      // As a condition alone: an expectation for each byte takes longer than the decoder.
      guard try !decoder.next(into: &piece), decoder.waitingInput < 16 else {
        Issue.record("\(piece.count) bytes out, \(decoder.waitingInput) held")
        return
      }
    }
    #expect(!decoder.canEnd)
  }

  @Test(arguments: [1, 3, .max])
  func `an extra field, a name and a check of a head are passed over`(size: Int) {
    let extra =
      [0x1F, 0x8B, 8, 0x0E, 0, 0, 0, 0, 0, 3, 5, 0] + Array("extraname".utf8) + [0, 1, 2]
    #expect(
      Undoing.text(extra + Fixture.stored.dropFirst(10), .gzip, partsOf: size) == "plain")
  }

  @Test(.timeLimit(.minutes(5)))
  func `members of nothing cost what they are long, not the square of it`() throws {
    let empty: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    let body = Array(Array(repeating: empty, count: 100_000).joined()) + Fixture.stored
    let decoder = try #require(ContentDecoder([.gzip]))
    decoder.append(body)
    var piece: [UInt8] = []
    #expect(try decoder.next(into: &piece))
    #expect(String(decoding: piece, as: UTF8.self) == "plain")
    #expect(try !decoder.next(into: &piece))
    #expect(decoder.canEnd)
  }

  @Test func `a piece is small, however much follows`() throws {
    let bomb = GzipBomb.head + Array(repeating: GzipBomb.block, count: 1000).joined()
    #expect(try Undoing.size(ofBomb: bomb, .gzip) == 1000 << 16)
  }
}

import Testing

@testable import StreamClient

/// Bodies compressed by zlib 1.2.13, undone in any cut.
@Suite struct ContentDecoderTests {
  private typealias Fixture = CompressedFixture

  /// What comes of a body that comes in parts of this size; nil where it is damaged or cut.
  private func undo(
    _ body: [UInt8], _ coding: ContentDecoder.Coding = .gzip, partsOf size: Int = .max
  ) -> String? {
    var decoder = ContentDecoder(coding)
    var result: [UInt8] = []
    var rest = body[...]
    do throws(FailureFact) {
      while !rest.isEmpty {
        let part = rest.prefix(size)
        rest = rest.dropFirst(part.count)
        part.withUnsafeBytes { decoder.append($0) }
        while case let piece = try decoder.next(), !piece.isEmpty { result += piece }
      }
    } catch {
      #expect(error == .damagedCoding)
      return nil
    }
    return decoder.canEnd ? String(decoding: result, as: UTF8.self) : nil
  }

  @Test(arguments: [1, 2, 3, 7, 100, .max])
  func `any cut gives the same text`(size: Int) {
    #expect(undo(Fixture.stored, partsOf: size) == "plain")
    #expect(undo(Fixture.fixed, partsOf: size) == Fixture.short)
    #expect(undo(Fixture.dynamic, partsOf: size) == Fixture.text)
    #expect(undo(Fixture.zlib, .deflate, partsOf: size) == Fixture.short)
    #expect(undo(Fixture.bare, .deflate, partsOf: size) == Fixture.short)
    #expect(undo(Fixture.fixed + Fixture.stored, partsOf: size) == Fixture.short + "plain")
    #expect(undo(Fixture.stored + [0, 0, 7], partsOf: size) == "plain")
    #expect(undo(Fixture.zlib + [1, 2], .deflate, partsOf: size) == Fixture.short)
  }

  @Test func `a body of nothing is nothing, a cut one isn't whole`() {
    #expect(undo([]) == "")
    for body in [Fixture.fixed, Fixture.dynamic] {
      for count in 1..<body.count { #expect(undo(Array(body.prefix(count))) == nil) }
    }
    for count in 1..<Fixture.zlib.count {
      #expect(undo(Array(Fixture.zlib.prefix(count)), .deflate) == nil)
    }
  }

  @Test(arguments: [Fixture.fixed, Fixture.dynamic, Fixture.stored])
  func `whatever bit is wrong, no wrong text comes out as a whole`(body: [UInt8]) {
    let right = undo(body)
    // The ten bytes of the head hold a time and an operating system, which change nothing.
    for place in 10..<body.count {
      for bit in 0..<8 {
        var damaged = body
        damaged[place] ^= 1 << bit
        let text = undo(damaged)
        #expect(text == nil || text == right, "byte \(place), bit \(bit)")
      }
    }
  }

  @Test func `what isn't gzip, or not of its kind, is damaged`() {
    #expect(undo(Array("plain text".utf8)) == nil)
    #expect(undo([0x1F, 0x8B, 7, 0, 0, 0, 0, 0, 0, 3]) == nil)
    #expect(undo([0x78, 0x9C, 0xFF, 0xFF], .deflate) == nil)
  }

  @Test(.timeLimit(.minutes(1)), arguments: [0x08, 0x10] as [UInt8])
  func `a head whose text never ends holds no memory, and is read once`(flag: UInt8) throws {
    var decoder = ContentDecoder(.gzip)
    let head: [UInt8] = [0x1F, 0x8B, 8, flag, 0, 0, 0, 0, 0, 3]
    for byte in head + [UInt8](repeating: UInt8(ascii: "a"), count: 200_000) {
      [byte].withUnsafeBytes { decoder.append($0) }
      let piece = try decoder.next()
      // As a condition alone: an expectation for each byte takes longer than the decoder.
      guard piece.isEmpty, decoder.waitingInput < 16 else {
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
    #expect(undo(extra + Fixture.stored.dropFirst(10), partsOf: size) == "plain")
  }

  @Test(.timeLimit(.minutes(1)))
  func `members of nothing cost what they are long, not the square of it`() throws {
    var decoder = ContentDecoder(.gzip)
    let empty: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    let body = Array(Array(repeating: empty, count: 100_000).joined()) + Fixture.stored
    body.withUnsafeBytes { decoder.append($0) }
    #expect(String(decoding: try decoder.next(), as: UTF8.self) == "plain")
    #expect(try decoder.next().isEmpty)
    #expect(decoder.canEnd)
  }

  @Test func `a piece is small, however much follows`() throws {
    var decoder = ContentDecoder(.gzip)
    let bomb = GzipBomb.head + Array(repeating: GzipBomb.block, count: 1000).joined()
    bomb.withUnsafeBytes { decoder.append($0) }
    var count = 0
    while case let piece = try decoder.next(), !piece.isEmpty {
      #expect(piece.count <= 65 << 10)
      #expect(piece.allSatisfy { $0 == UInt8(ascii: "x") })
      count += piece.count
    }
    #expect(count == 1000 << 16)
  }
}

enum CompressedFixture {
  static let short = "tide tide tide tide 12"

  /// With 60 words, so that zlib makes codes of its own.
  static let text =
    """
    anchor47 buoy44 the29 rope41 harbour10 crane23 keel15 chart34 crane36 rope0 lamp26 \
    anchor11 chart10 ship8 wave8 berth0 the13 lamp10 tide18 deck12 lamp11 lamp24 mast1 \
    buoy26 tide9 anchor4 deck19 the38 deck4 mast22 mast30 deck11 keel30 tide3 anchor1 buoy25 \
    the35 wind23 chart37 the28 harbour45 tide39 lamp7 rope29 buoy32 buoy33 anchor49 wave6 \
    buoy18 harbour27 ship13 deck32 buoy9 deck17 ship19 deck19 tide5 berth46 mast30 tide46

    """

  /// Blocks without compression.
  static let stored = bytes(
    """
    1f8b0800000000000003010500faff706c61696ecf62201905000000
    """)

  /// The fixed codes, and a head with everything in it.
  static let fixed = bytes(
    """
    1f8b081e00000000000303006162636e616d6500636f6d6d656e740000002bc94c49552841250c8d000713c875
    16000000
    """)

  /// Codes of its own.
  static let dynamic = bytes(
    """
    1f8b08000000000000033d50410e83300cbbef15790269d3429f532052111ba0aedbb4dfaf4d60a74889edd88e
    db94f64c3d8caffd4b0425b10990f7830921c53ceeaf8c1d4c396e6c2caccc777430d54bb1a46beb05dfc13d3e
    0ee3218a24a2a22af9999663804f7cf30023e792baf606ad10eabd2c33e300334f2b1a5da28a113ce2b3a098ab
    ca0d184e7d527c685256c98a364686ed1480e2d9ea177b9953452764079f659b6b384dd54b07c3159e9c328338
    ea256a6da8f1add171a95290905eb6f85730bd3450f336432729a8bbf314fe61ea2ba72591bf72b425f9db0f2e
    be5507ab010000
    """)

  /// In zlib's frame.
  static let zlib = bytes(
    """
    78da2bc94c49552841250c8d005c06077c
    """)

  /// Without a frame.
  static let bare = bytes(
    """
    2bc94c49552841250c8d00
    """)

  private static func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    return stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
  }
}

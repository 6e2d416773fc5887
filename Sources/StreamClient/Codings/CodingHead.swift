import CCompression

/// What a member or a frame starts with, by which it is told from what is none.
enum CodingHead {
  /// What the first bytes are.
  enum Finding {
    case start(CCompressionFormat)
    case needsInput
    case somethingElse
  }

  /// Looks at the first bytes of a body, or of what follows a whole member of it.
  static func finding(
    _ bytes: ArraySlice<UInt8>, _ coding: ContentCoding, isFirst: Bool
  ) -> Finding {
    switch coding {
    case .gzip: compare(bytes, gzip, CCOMPRESSION_GZIP)
    case .zstd: frame(bytes)
    case .deflate: isFirst ? deflate(bytes) : .somethingElse
    case .br: isFirst ? .start(CCOMPRESSION_BROTLI) : .somethingElse
    }
  }

  /// Source: RFC 1952, 2.3.1.
  private static let gzip: [UInt8] = [0x1F, 0x8B]
  /// Source: RFC 8878, 3.1.1.
  private static let zstd: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]
  /// Behind a byte of its own. Source: RFC 8878, 3.1.2.
  private static let skippable: [UInt8] = [0x2A, 0x4D, 0x18]

  private static func compare(
    _ bytes: ArraySlice<UInt8>, _ mark: [UInt8], _ format: CCompressionFormat
  ) -> Finding {
    guard zip(bytes, mark).allSatisfy({ $0 == $1 }) else { return .somethingElse }
    return bytes.count < mark.count ? .needsInput : .start(format)
  }

  /// A frame, or one to be skipped. Compared here and not by the library, which also reads the
  /// formats of its own past.
  private static func frame(_ bytes: ArraySlice<UInt8>) -> Finding {
    guard let first = bytes.first, first & 0xF0 == 0x50 else {
      return compare(bytes, zstd, CCOMPRESSION_ZSTD)
    }
    return compare(bytes.dropFirst(), skippable, CCOMPRESSION_ZSTD)
  }

  /// In zlib's frame or without. Source: RFC 1950, 2.2.
  private static func deflate(_ bytes: ArraySlice<UInt8>) -> Finding {
    guard let first = bytes.first, let second = bytes.dropFirst().first else { return .needsInput }
    let isMultiple = (Int(first) << 8 | Int(second)) % 31 == 0
    let isFramed = first & 15 == 8 && isMultiple && second & 32 == 0
    return .start(isFramed ? CCOMPRESSION_ZLIB : CCOMPRESSION_DEFLATE)
  }
}

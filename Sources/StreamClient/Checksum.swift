/// The checksum of a compressed frame over what has come so far.
enum Checksum: Sendable, Hashable {
  /// Source: RFC 1952, 8.
  case crc32(UInt32)
  /// Source: RFC 1950, 9.
  case adler32(UInt32)

  mutating func update(_ bytes: ArraySlice<UInt8>) {
    self = bytes.withUnsafeBytes { bytes in
      switch self {
      case .crc32(let old): .crc32(Self.crc32(old, bytes))
      case .adler32(let old): .adler32(Self.adler32(old, bytes))
      }
    }
  }

  /// Eight bytes at a time, each by a table of its own: a byte at a time takes as long as the
  /// inflation itself. Source: Kounavis and Berry, "Slicing-by-8", 2005.
  private static func crc32(_ old: UInt32, _ bytes: UnsafeRawBufferPointer) -> UInt32 {
    tables.withUnsafeBufferPointer { table in
      var crc = ~old
      var position = 0
      while position + 8 <= bytes.count {
        let word =
          UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
          ^ UInt64(crc)
        crc = 0
        for byte in 0..<8 {
          crc ^=
            table[(7 &- byte) &<< 8 | Int(truncatingIfNeeded: word &>> UInt64(byte &* 8)) & 0xFF]
        }
        position += 8
      }
      while position < bytes.count {
        crc = table[Int((crc ^ UInt32(bytes[position])) & 0xFF)] ^ crc >> 8
        position += 1
      }
      return ~crc
    }
  }

  /// The most bytes whose sums fit 32 bits before they are reduced, as in zlib.
  private static let adlerRun = 5552

  private static func adler32(_ old: UInt32, _ bytes: UnsafeRawBufferPointer) -> UInt32 {
    var (low, high) = (old & 0xFFFF, old >> 16)
    var rest = bytes[...]
    while !rest.isEmpty {
      for byte in rest.prefix(adlerRun) {
        low &+= UInt32(byte)
        high &+= low
      }
      low %= 65521
      high %= 65521
      rest = rest.dropFirst(adlerRun)
    }
    return high << 16 | low
  }

  /// Eight tables of 256: what a byte gives that 0 to 7 others follow.
  private static let tables: [UInt32] = {
    var tables: [UInt32] = (0..<256).map { byte in
      (0..<8).reduce(UInt32(byte)) { crc, _ in crc & 1 == 1 ? 0xEDB8_8320 ^ crc >> 1 : crc >> 1 }
    }
    for place in 256..<2048 {
      let before = tables[place - 256]
      tables.append(tables[Int(before & 0xFF)] ^ before >> 8)
    }
    return tables
  }()
}

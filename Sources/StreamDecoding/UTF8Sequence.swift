/// What stands at one place of a byte buffer, read as UTF-8.
/// Source: Unicode 16, table 3-7 "Well-formed UTF-8 byte sequences".
enum UTF8Sequence: Equatable {
  /// A whole character of that many bytes.
  case whole(Int)
  /// The buffer ends inside a sequence that is well-formed so far.
  case cut
  case invalid

  @inline(__always)
  init(_ bytes: UnsafeRawBufferPointer, at start: Int) {
    let lead = bytes[start]
    if lead < 0x80 {
      self = .whole(1)
      return
    }
    guard let (length, second) = Self.shape(of: lead) else {
      self = .invalid
      return
    }
    self = Self.check(bytes, at: start, length: length, second: second)
  }

  /// The length a lead byte announces and the second bytes it allows; nil if it can't lead.
  @inline(__always)
  private static func shape(of lead: UInt8) -> (Int, ClosedRange<UInt8>)? {
    switch lead {
    case 0xC2...0xDF: (2, 0x80...0xBF)
    case 0xE0: (3, 0xA0...0xBF)
    case 0xED: (3, 0x80...0x9F)
    case 0xE1...0xEF: (3, 0x80...0xBF)
    case 0xF0: (4, 0x90...0xBF)
    case 0xF1...0xF3: (4, 0x80...0xBF)
    case 0xF4: (4, 0x80...0x8F)
    default: nil
    }
  }

  @inline(__always)
  private static func check(
    _ bytes: UnsafeRawBufferPointer, at start: Int, length: Int, second: ClosedRange<UInt8>
  ) -> UTF8Sequence {
    guard start + 1 < bytes.count else { return .cut }
    guard second.contains(bytes[start + 1]) else { return .invalid }
    for index in start + 2..<start + max(length, 2) {
      guard index < bytes.count else { return .cut }
      guard bytes[index] & 0xC0 == 0x80 else { return .invalid }
    }
    return .whole(length)
  }
}

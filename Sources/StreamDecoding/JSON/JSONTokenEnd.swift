/// Where a string, number or literal of a JSON text ends.
enum JSONTokenEnd: Equatable {
  /// The byte after the token.
  case at(Int)
  /// The buffer ends first; everything before the given byte is good and need not be read again.
  case cut(Int)
  case fault(Int, RecordFault.Reason)

  /// The end of a string of which `bytes` holds a good part up to `start`, opening quote included.
  @inline(__always)
  init(ofString bytes: UnsafeRawBufferPointer, from start: Int) {
    var index = start
    while true {
      index = Self.skipPlain(bytes, from: index)
      guard index < bytes.count else {
        self = .cut(index)
        return
      }
      switch bytes[index] {
      case UInt8(ascii: "\""):
        self = .at(index + 1)
        return
      case UInt8(ascii: "\\"):
        switch Self.escape(bytes, at: index) {
        case .at(let end): index = end
        case let other:
          self = other
          return
        }
      case 0..<0x20:
        self = .fault(index, .controlCharacter)
        return
      default:
        switch UTF8Sequence(bytes, at: index) {
        case .whole(let length): index += length
        case .cut:
          self = .cut(index)
          return
        case .invalid:
          self = .fault(index, .invalidUTF8)
          return
        }
      }
    }
  }

  /// The end of a number: `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`.
  @inline(__always)
  init(ofNumber bytes: UnsafeRawBufferPointer, from start: Int, isFinal: Bool) {
    var index = start
    var isGood = true
    if bytes[index] == UInt8(ascii: "-") { index += 1 }
    if index < bytes.count, bytes[index] == UInt8(ascii: "0") {
      index += 1
    } else {
      isGood = Self.skipDigits(bytes, &index)
    }
    if isGood, index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      isGood = Self.skipDigits(bytes, &index)
    }
    if isGood, index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < bytes.count, bytes[index] == 0x2B || bytes[index] == 0x2D { index += 1 }
      isGood = Self.skipDigits(bytes, &index)
    }
    if index == bytes.count {
      self = !isFinal ? .cut(index) : isGood ? .at(index) : .fault(index, .unexpectedEnd)
    } else {
      self = isGood && !Self.isRun(bytes[index]) ? .at(index) : .fault(index, .invalidNumber)
    }
  }

  /// The end of `true`, `false` or `null`, whose first byte is known to fit.
  @inline(__always)
  init(
    ofLiteral kind: JSONToken.Kind, _ bytes: UnsafeRawBufferPointer, from start: Int, isFinal: Bool
  ) {
    let word: StaticString = kind == .true ? "true" : kind == .false ? "false" : "null"
    for index in 1..<word.utf8CodeUnitCount {
      guard start + index < bytes.count else {
        self = .cut(bytes.count)
        return
      }
      guard bytes[start + index] == word.utf8Start[index] else {
        self = .fault(start + index, .invalidLiteral)
        return
      }
    }
    let end = start + word.utf8CodeUnitCount
    if end == bytes.count {
      self = isFinal ? .at(end) : .cut(end)
    } else {
      self = Self.isRun(bytes[end]) ? .fault(end, .invalidLiteral) : .at(end)
    }
  }

  /// The first byte from `start` on that can't belong to a number or literal.
  static func ofRun(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index < bytes.count, isRun(bytes[index]) { index += 1 }
    return index
  }

  /// Letters, digits and the signs of numbers: two of them in a row belong to one token, so that
  /// `truefalse` and `01` are faults also where values may follow each other without a space.
  @inline(__always)
  static func isRun(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E, 0x5F: true
    default: false
    }
  }

  @inline(__always)
  private static func skipDigits(_ bytes: UnsafeRawBufferPointer, _ index: inout Int) -> Bool {
    let start = index
    while index < bytes.count, bytes[index] &- 0x30 < 10 { index += 1 }
    return index > start
  }

  private static func escape(_ bytes: UnsafeRawBufferPointer, at start: Int) -> JSONTokenEnd {
    guard start + 1 < bytes.count else { return .cut(start) }
    switch bytes[start + 1] {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: return .at(start + 2)
    case UInt8(ascii: "u"):
      for index in start + 2..<start + 6 {
        guard index < bytes.count else { return .cut(start) }
        guard hexDigit(bytes[index]) != nil else { return .fault(index, .invalidEscape) }
      }
      return .at(start + 6)
    default: return .fault(start + 1, .invalidEscape)
    }
  }

  /// Skips what needs no look: eight bytes at a time, none a control, a quote, a backslash or
  /// beyond ASCII. The lowest bit of the mask is exact; higher ones may not be.
  @inline(__always)
  static func skipPlain(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var index = start
    while index + 8 <= bytes.count {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let quotes = word ^ (ones &* 0x22)
      let backslashes = word ^ (ones &* 0x5C)
      let found =
        ((word &- ones &* 0x20) & ~word) | ((quotes &- ones) & ~quotes)
        | ((backslashes &- ones) & ~backslashes) | word
      let mask = found & (ones &* 0x80)
      if mask != 0 { return index + mask.trailingZeroBitCount >> 3 }
      index += 8
    }
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x20 || byte == 0x22 || byte == 0x5C || byte >= 0x80 { break }
      index += 1
    }
    return index
  }
}

/// The value of a hexadecimal digit, or nil.
@inline(__always)
func hexDigit(_ byte: UInt8) -> UInt16? {
  switch byte {
  case 0x30...0x39: UInt16(byte - 0x30)
  case 0x41...0x46: UInt16(byte - 0x41 + 10)
  case 0x61...0x66: UInt16(byte - 0x61 + 10)
  default: nil
  }
}

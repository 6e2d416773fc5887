/// The text of JSON string tokens.
public enum JSONString {
  /// The text of the string or key whose token (with its quotes) is `range` of `bytes`.
  ///
  /// The token must come from a `JSONScanner`. Escapes are resolved; halves of a surrogate pair
  /// that stand alone become U+FFFD.
  public static func text(of range: Range<Int>, in bytes: UnsafeRawBufferPointer) -> String {
    let inner = range.lowerBound + 1..<max(range.upperBound - 1, range.lowerBound + 1)
    let content = UnsafeRawBufferPointer(rebasing: bytes[inner])
    guard firstIndex(of: UInt8(ascii: "\\"), in: content, from: 0) < content.count else {
      return String(decoding: content, as: UTF8.self)
    }
    return String(decoding: unescaped(content), as: UTF8.self)
  }

  private static func unescaped(_ content: UnsafeRawBufferPointer) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(content.count)
    var index = 0
    while index < content.count {
      let byte = content[index]
      guard byte == UInt8(ascii: "\\"), index + 1 < content.count else {
        result.append(byte)
        index += 1
        continue
      }
      if let simple = simpleEscape(content[index + 1]) {
        result.append(simple)
        index += 2
      } else {
        index = appendUnicodeEscape(content, at: index, to: &result)
      }
    }
    return result
  }

  private static func simpleEscape(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "u"): nil
    default: letter
    }
  }

  /// Appends the character of `\uXXXX` (or of a pair of them) and returns where reading goes on.
  private static func appendUnicodeEscape(
    _ content: UnsafeRawBufferPointer, at start: Int, to result: inout [UInt8]
  ) -> Int {
    let first = codeUnit(content, at: start) ?? 0xFFFD
    var end = start + 6
    var scalar = Unicode.Scalar(first)
    if UTF16.isLeadSurrogate(first), let second = codeUnit(content, at: end),
      UTF16.isTrailSurrogate(second)
    {
      scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + UInt32(second) - 0xDC00)
      end += 6
    }
    result.append(contentsOf: String(Character(scalar ?? "\u{FFFD}")).utf8)
    return end
  }

  private static func codeUnit(_ content: UnsafeRawBufferPointer, at start: Int) -> UInt16? {
    guard start + 6 <= content.count, content[start] == UInt8(ascii: "\\"),
      content[start + 1] == UInt8(ascii: "u")
    else { return nil }
    var unit: UInt16 = 0
    for index in start + 2..<start + 6 {
      guard let digit = hexDigit(content[index]) else { return nil }
      unit = unit << 4 | digit
    }
    return unit
  }
}

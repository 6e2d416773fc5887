import WebText

/// A format of a text that can be checked. Others allow everything.
///
/// Source: JSON Schema 2020-12, 7.3 "Defined formats"; where servers take more, so does this.
enum TextFormat: String {
  case date
  case time
  case dateTime = "date-time"
  case duration
  case uuid
  case email
  case uri
  case url
  case ipv4
  case ipv6
  case ipvanyaddress

  /// What a text must be to fit, with an example.
  var words: String {
    switch self {
    case .date: "a date such as \(example)"
    case .time: "a time such as \(example)"
    case .dateTime: "a date and time such as \(example)"
    case .duration: "a duration such as \(example)"
    case .uuid: "a UUID such as \(example)"
    case .email: "an email address such as \(example)"
    case .uri, .url: "a URI such as \(example)"
    case .ipv4: "an IPv4 address such as \(example)"
    case .ipv6: "an IPv6 address such as \(example)"
    case .ipvanyaddress: "an IP address such as \(example)"
    }
  }

  /// A text that fits.
  var example: String {
    switch self {
    case .date: "2025-01-31"
    case .time: "12:00:00"
    case .dateTime: "2025-01-31T12:00:00Z"
    case .duration: "P1D"
    case .uuid: "00000000-0000-0000-0000-000000000000"
    case .email: "me@example.com"
    case .uri, .url: "https://example.com/"
    case .ipv4, .ipvanyaddress: "192.0.2.1"
    case .ipv6: "2001:db8::1"
    }
  }

  func fits(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return switch self {
    case .date: Self.isDate(bytes[...])
    case .time: Self.isTime(bytes[...])
    case .dateTime:
      bytes.count > 11 && [0x54, 0x74, 0x20].contains(bytes[10]) && Self.isDate(bytes[..<10])
        && Self.isTime(bytes[11...])
    case .duration: Self.isDuration(text)
    case .uuid: Self.isUUID(bytes)
    case .email: Self.isEmail(text)
    case .uri, .url: Self.isURI(text)
    case .ipv4: Self.isIPv4(text)
    case .ipv6: Self.isIPv6(text)
    case .ipvanyaddress: Self.isIPv4(text) || Self.isIPv6(text)
    }
  }

  /// Digits alone as a number; nil for anything else.
  private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard !bytes.isEmpty, bytes.count < 10, bytes.allSatisfy({ $0.decimalDigit != nil }) else {
      return nil
    }
    return Int(String(decoding: bytes, as: UTF8.self))
  }

  /// RFC 3339, `full-date`.
  private static func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
    let parts = bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], let year = number(parts[0]),
      let month = number(parts[1]), let day = number(parts[2]), (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }

  /// RFC 3339, `full-time`; without its seconds and its offset, too, as Pydantic takes it.
  private static func isTime(_ bytes: ArraySlice<UInt8>) -> Bool {
    var clock = bytes
    if let last = clock.last, [0x5A, 0x7A].contains(last) {
      clock.removeLast()
    } else if let sign = clock.lastIndex(where: { [0x2B, 0x2D].contains($0) }) {
      let offset = clock[(sign + 1)...].filter { $0 != UInt8(ascii: ":") }
      guard offset.count == 4, let value = number(offset[...]), value / 100 < 24, value % 100 < 60
      else { return false }
      clock = clock[..<sign]
    }
    let halves = clock.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    if halves.count > 2 || halves.count == 2 && number(halves[1]) == nil { return false }
    let parts = halves[0].split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard [2, 3].contains(parts.count), halves.count == 1 || parts.count == 3 else { return false }
    return zip(parts, [23, 59, 60]).allSatisfy { part, most in
      part.count == 2 && number(part).map { $0 <= most } == true
    }
  }

  /// ISO 8601: `P3DT4H`, with a sign and fractions.
  private static func isDuration(_ text: String) -> Bool {
    let body = text.drop { $0 == "-" || $0 == "+" }
    guard text.count - body.count < 2, body.first == "P" else { return false }
    let rest = body.dropFirst()
    return rest.contains(where: \.isNumber) && rest.last?.isLetter == true && rest.last != "T"
      && rest.utf8.allSatisfy { $0.decimalDigit != nil || "YMWDTHS.,".utf8.contains($0) }
  }

  /// With its hyphens or without them all.
  private static func isUUID(_ bytes: [UInt8]) -> Bool {
    let parts = bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return [[8, 4, 4, 4, 12], [32]].contains(parts.map(\.count))
      && parts.joined().allSatisfy { $0.hexDigit != nil }
  }

  private static func isEmail(_ text: String) -> Bool {
    guard let at = text.lastIndex(of: "@") else { return false }
    let domain = text[text.index(after: at)...]
    return at != text.startIndex && !domain.isEmpty && !domain.hasPrefix(".")
      && !domain.hasSuffix(".") && !domain.contains("..") && !text.contains(where: \.isWhitespace)
  }

  /// RFC 3986: a scheme, and no spaces.
  private static func isURI(_ text: String) -> Bool {
    guard let colon = text.firstIndex(of: ":"), text.utf8.first?.isASCIILetter == true else {
      return false
    }
    let scheme = text[..<colon].utf8
    return !text[text.index(after: colon)...].isEmpty && !text.contains(where: \.isWhitespace)
      && scheme.allSatisfy(\.isInScheme)
  }

  private static func isIPv4(_ text: String) -> Bool {
    let parts = Array(text.utf8).split(
      separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        part.count <= 3 && number(part).map { $0 < 256 } == true
          && (part.count == 1 || part.first != UInt8(ascii: "0"))
      }
  }

  private static func isIPv6(_ text: String) -> Bool {
    IPv6Address(Array(text.utf8)[...]) != nil
  }
}

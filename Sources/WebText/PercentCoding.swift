/// Text as it stands in a URL, a form or a header: the one coder of `%XX`.
public enum PercentCoding {
  /// A query's name or value. Source: RFC 3986, 2.3: only what is unreserved stays.
  public static func query(_ text: String) -> String {
    encoded(text.utf8, .reserved)
  }

  /// A form's name or value. Source: WHATWG URL, 5.2.
  public static func form(_ text: String) -> String {
    encoded(text.utf8, .form, spaceAsPlus: true)
  }

  /// A name in a multipart form's head. Source: WHATWG HTML, 4.10.21.8.
  public static func quoted(_ text: String) -> String {
    encoded(text.utf8, .quoted)
  }

  /// The bytes as text, each of the set as `%XX`. Source: WHATWG URL, 1.3.
  public static func encoded(
    _ bytes: some Collection<UInt8>, _ set: PercentEncodeSet, spaceAsPlus: Bool = false
  ) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      if spaceAsPlus, byte == UInt8(ascii: " ") {
        result.append(UInt8(ascii: "+"))
      } else if set.contains(byte), !(set.keepsEncoded && isSign(byte, before: rest)) {
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The text with each `%XX` read; a `%` without two digits stays, and bytes that are no UTF-8
  /// become U+FFFD. Source: WHATWG URL, 1.3.
  public static func decoded(_ text: some StringProtocol) -> String {
    String(decoding: decoded(text.utf8), as: UTF8.self)
  }

  /// A form's name or value, as `decoded`, each `+` a space. Source: WHATWG URL, 5.1.
  public static func decoded(form text: some StringProtocol) -> String {
    let spaced = text.utf8.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }
    return String(decoding: decoded(spaced), as: UTF8.self)
  }

  /// The bytes with each `%XX` read; a `%` without two digits stays.
  public static func decoded(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%"), let value = value(of: rest) else {
        result.append(byte)
        continue
      }
      result.append(value)
      rest = rest.dropFirst(2)
    }
    return result
  }

  /// Whether each `%` has two hexadecimal digits behind it.
  public static func isWhole(_ text: some StringProtocol) -> Bool {
    let bytes = text.utf8
    return bytes.indices.allSatisfy {
      bytes[$0] != UInt8(ascii: "%") || value(of: bytes[$0...].dropFirst()) != nil
    }
  }

  private static func isSign(_ byte: UInt8, before rest: some Collection<UInt8>) -> Bool {
    byte == UInt8(ascii: "%") && value(of: rest) != nil
  }

  /// What two hexadecimal digits at the start stand for.
  private static func value(of rest: some Collection<UInt8>) -> UInt8? {
    let pair = rest.prefix(2).compactMap(\.hexDigit)
    return pair.count == 2 ? pair[0] << 4 | pair[1] : nil
  }

  private static let digits = Array("0123456789ABCDEF".utf8)
}

extension String {
  /// The text as it may stand in a part of a request; without a set only what is unreserved stays,
  /// which is right in a path's segment and in a query.
  public func percentEncoded(_ set: PercentEncodeSet = .reserved) -> String {
    PercentCoding.encoded(utf8, set)
  }
}

/// Text as it stands in a URL or a form.
package enum PercentCoding {
  /// A query's name or value. Source: RFC 3986, 2.3: only what is unreserved stays.
  package static func query(_ text: String) -> String {
    encoded(text.utf8, .reserved)
  }

  /// A form's name or value. Source: WHATWG URL, 5.2.
  package static func form(_ text: String) -> String {
    encoded(text.utf8, .form, spaceAsPlus: true)
  }

  /// A name in a multipart form's head. Source: WHATWG HTML, 4.10.21.8.
  static func quoted(_ text: String) -> String {
    encoded(text.utf8, .quoted)
  }

  /// The bytes as text, each of the set as `%XX`. Source: WHATWG URL, 1.3.
  static func encoded(
    _ bytes: some Collection<UInt8>, _ set: PercentEncodeSet, spaceAsPlus: Bool = false
  ) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for byte in bytes {
      if spaceAsPlus, byte == UInt8(ascii: " ") {
        result.append(UInt8(ascii: "+"))
      } else if set.contains(byte) {
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The text with each `%XX` read; a `%` without two digits stays, and bytes that are no UTF-8
  /// become U+FFFD. Source: WHATWG URL, 1.3.
  package static func decoded(_ text: some StringProtocol) -> String {
    String(decoding: decoded(text.utf8), as: UTF8.self)
  }

  /// The bytes with each `%XX` read; a `%` without two digits stays.
  static func decoded(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    let bytes = Array(bytes)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let high = bytes[index + 1].hexDigit, let low = bytes[index + 2].hexDigit
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  private static let digits = Array("0123456789ABCDEF".utf8)
}

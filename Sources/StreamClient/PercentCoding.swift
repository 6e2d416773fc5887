/// Text as it stands in a URL or a form.
package enum PercentCoding {
  /// A query's name or value. Source: RFC 3986, 2.3: only what is unreserved stays.
  package static func query(_ text: String) -> String {
    coded(text) { byte in
      isAlphanumeric(byte) || "-._~".utf8.contains(byte) ? [byte] : nil
    }
  }

  /// A form's name or value. Source: WHATWG URL, 5.2.
  package static func form(_ text: String) -> String {
    coded(text) { byte in
      if byte == UInt8(ascii: " ") { return [UInt8(ascii: "+")] }
      return isAlphanumeric(byte) || "*-._".utf8.contains(byte) ? [byte] : nil
    }
  }

  /// A name in a multipart form's head. Source: WHATWG HTML, 4.10.21.8.
  static func quoted(_ text: String) -> String {
    coded(text) { byte in "\"\r\n".utf8.contains(byte) ? nil : [byte] }
  }

  /// A byte for which `plain` has nothing becomes `%XX`.
  private static func coded(_ text: String, _ plain: (UInt8) -> [UInt8]?) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    let bytes = text.utf8.flatMap { byte in
      plain(byte) ?? [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}

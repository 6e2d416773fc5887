/// What stays as it is in a part of a URL; everything else becomes `%XX` of its UTF-8 bytes.
enum PercentEncoding {
  /// RFC 3986 unreserved characters: right in a path segment, a query name or value, a cookie.
  case pathSegment
  /// The same, and the slash.
  case pathWithSlashes

  static let component = PercentEncoding.pathSegment

  func keeps(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    case UInt8(ascii: "/"): self == .pathWithSlashes
    default: false
    }
  }
}

extension String {
  /// The text as it may stand in a URL: UTF-8, every other byte than the kept ones encoded.
  func percentEncoded(_ encoding: PercentEncoding = .component) -> String {
    var result = ""
    for byte in utf8 {
      if encoding.keeps(byte) {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += digits.utf8.count == 1 ? "%0" + digits : "%" + digits
      }
    }
    return result
  }
}

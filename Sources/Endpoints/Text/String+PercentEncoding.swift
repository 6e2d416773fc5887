/// What stays as it is in a part of a request; everything else becomes `%XX` of its UTF-8 bytes.
public enum PercentEncoding: Sendable {
  /// RFC 3986 unreserved characters: right in a path segment, a query name or value.
  case component
  /// The same, and the slash.
  case pathWithSlashes
  /// What an API's author writes as a path: RFC 3986 `pchar`, the slash, and what is encoded
  /// already.
  case pathText
  /// RFC 6265 `cookie-octet`, in a cookie's name too. A backend reads a cookie as it comes, so
  /// nothing else is encoded.
  case cookie

  fileprivate func keeps(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      return true
    default: break
    }
    switch self {
    case .component: return false
    case .pathWithSlashes: return byte == UInt8(ascii: "/")
    case .pathText: return "/!$&'()*+,;=:@".utf8.contains(byte)
    case .cookie:
      return (0x21...0x7E).contains(byte) && !"\",;\\".utf8.contains(byte)
    }
  }
}

extension String {
  /// The text as it may stand in a part of a request: UTF-8, every other byte than the kept ones
  /// encoded.
  public func percentEncoded(_ encoding: PercentEncoding = .component) -> String {
    var result = ""
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      let isEncoded = encoding == .pathText && byte == UInt8(ascii: "%") && rest.beginsWithHex
      if isEncoded || encoding.keeps(byte) {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += digits.utf8.count == 1 ? "%0" + digits : "%" + digits
      }
    }
    return result
  }
}

extension Substring.UTF8View {
  /// Two hexadecimal digits: what follows the `%` of an encoded byte.
  fileprivate var beginsWithHex: Bool {
    let digits = prefix(2)
    return digits.count == 2
      && digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit && $0 < 0x80 }
  }
}

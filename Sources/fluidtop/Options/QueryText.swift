/// Adds query parameters to a URL that the user typed whole.
enum QueryText {
  static func adding(_ values: [(name: String, value: String)], to url: String) -> String {
    guard !values.isEmpty else { return url }
    let query = text(of: values)
    // The fragment never reaches a server; the query stands before it.
    let parts = url.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let base = parts[0]
    let separator =
      base.contains("?") ? (base.hasSuffix("?") || base.hasSuffix("&") ? "" : "&") : "?"
    return base + separator + query
  }

  /// `a=1&b=2`, as in a query and in a form's body.
  static func text(of values: [(name: String, value: String)]) -> String {
    values.map { encoded($0.name) + "=" + encoded($0.value) }.joined(separator: "&")
  }

  /// Source: RFC 3986, section 2.3: everything but the unreserved characters is encoded.
  static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let hex = String(byte, radix: 16, uppercase: true)
        result += hex.count == 1 ? "%0" + hex : "%" + hex
      }
    }
    return result
  }
}

import NIOHTTP1

/// A request, read whole, with its target taken apart.
struct DemoRequest: Sendable {
  var method: HTTPMethod
  /// Path segments, percent-decoded.
  var segments: [String]
  /// The query's names and values, decoded, in order.
  var query: [(name: String, value: String)]
  var headers: HTTPHeaders
  var body: [UInt8]

  init(head: HTTPRequestHead, body: [UInt8] = []) {
    method = head.method
    headers = head.headers
    self.body = body
    let parts = head.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    segments = parts[0].split(separator: "/").map { Self.decoded($0) }
    let pairs = parts.count > 1 ? parts[1].split(separator: "&") : []
    query = pairs.map { pair in
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = sides.count > 1 ? Self.decoded(sides[1], plusIsSpace: true) : ""
      return (Self.decoded(sides[0], plusIsSpace: true), value)
    }
  }

  /// Percent-decodes; a `%` without two hex digits stays as it is.
  private static func decoded(_ text: Substring, plusIsSpace: Bool = false) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let pair = UInt8(hexDigits: rest.prefix(2)) {
        bytes.append(pair)
        rest.removeFirst(2)
      } else {
        bytes.append(byte == UInt8(ascii: "+") && plusIsSpace ? UInt8(ascii: " ") : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension UInt8 {
  fileprivate init?(hexDigits: ArraySlice<UInt8>) {
    guard hexDigits.count == 2, !hexDigits.contains(UInt8(ascii: "+")) else { return nil }
    self.init(String(decoding: hexDigits, as: UTF8.self), radix: 16)
  }
}

import NIOHTTP1
import WebText

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
    segments = parts[0].split(separator: "/").map { PercentCoding.decoded($0) }
    let pairs = parts.count > 1 ? parts[1].split(separator: "&") : []
    query = pairs.map { pair in
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = sides.count > 1 ? PercentCoding.decoded(form: sides[1]) : ""
      return (PercentCoding.decoded(form: sides[0]), value)
    }
  }
}

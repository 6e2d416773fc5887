import NIOHTTP1
import StreamDecoding

/// What an endpoint answers.
struct DemoResponse: Sendable {
  enum Body: Sendable {
    case bytes([UInt8])
    case feed(Feed)
  }

  var status: HTTPResponseStatus = .ok
  var headers: HTTPHeaders = [:]
  var body: Body

  static func json(_ value: JSONValue, status: HTTPResponseStatus = .ok) -> DemoResponse {
    DemoResponse(
      status: status, headers: ["Content-Type": "application/json"],
      body: .bytes(Array(value.text().utf8)))
  }

  /// A live stream, with the headers FastAPI sends so that proxies do not hold it back.
  static func stream(_ mediaType: String, _ feed: Feed) -> DemoResponse {
    DemoResponse(
      headers: [
        "Content-Type": mediaType, "Cache-Control": "no-cache", "X-Accel-Buffering": "no",
      ],
      body: .feed(feed))
  }

  static let noContent = DemoResponse(status: .noContent, body: .bytes([]))
}

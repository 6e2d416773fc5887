import AsyncHTTPClient
import NIOCore
import StreamDecoding

/// A response whose body is still to come.
struct HTTPAnswer: Sendable {
  var status: Int
  var headers: [HeaderField]
  /// Where it came from, after redirects.
  var url: String
  var place: String
  var body: AnswerBody

  init(
    status: Int, headers: [HeaderField], url: String, place: String, raw: HTTPClientResponse.Body
  ) {
    self.status = status
    self.headers = headers
    self.url = url
    self.place = place
    body = AnswerBody(raw: raw, coding: ContentDecoder.Coding(headers))
  }

  var mediaType: MediaType { MediaType(headers.first("Content-Type")) }

  /// The announced length of the body; nil where there is none that can be read, and where it is
  /// that of the compressed body.
  var contentLength: Int? {
    guard !isCompressed else { return nil }
    return headers.first("Content-Length").flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil }
  }

  /// Whether the body was compressed on its way; it is read as it was before.
  var isCompressed: Bool { ContentDecoder.Coding(headers) != nil }

  /// The coding of a body that can't be undone here, such as `br`.
  var unreadableCoding: String? {
    let codings = ContentDecoder.Coding.names(headers)
    return codings.isEmpty || isCompressed ? nil : codings.joined(separator: ", ")
  }

  /// The start of the body, for an error: what comes of it within a limit and a time.
  func start(limit: Int, within time: Duration) async -> [UInt8] {
    let body = body
    return await TimeLimit.limiting(time) {
      var start: [UInt8] = []
      var iterator = body.makeAsyncIterator()
      while start.count < limit, let part = try? await iterator.next() {
        start.append(contentsOf: part.readableBytesView.prefix(limit - start.count))
      }
      return start
    }.result
  }

  /// Why the status is no good; reads the start of the body.
  func statusFact() async -> FailureFact {
    guard status != 204 else { return .noContent(status: status) }
    let body = unreadableCoding == nil ? await start(limit: 64 << 10, within: .seconds(5)) : []
    let document = mediaType.isJSON ? try? JSONValue(parsing: body) : nil
    return .status(status, body: body, detail: document?["detail"])
  }

  func response(kind: StreamKind) -> StreamResponse {
    StreamResponse(
      status: status, mediaType: mediaType.essence, headers: headers, kind: kind, url: url)
  }
}

extension ContentDecoder.Coding {
  /// Nil where a body is as it is, or is compressed in another way.
  fileprivate init?(_ headers: [HeaderField]) {
    let names = Self.names(headers)
    guard names.count == 1 else { return nil }
    switch names[0] {
    // The older name means the same. Source: RFC 9110, 8.4.1.3.
    case "gzip", "x-gzip": self = .gzip
    case "deflate": self = .deflate
    default: return nil
    }
  }

  /// What was done to the body, in order and in small letters.
  fileprivate static func names(_ headers: [HeaderField]) -> [String] {
    (headers.joined("Content-Encoding") ?? "").split(separator: ",")
      .map { $0.trimmingSpaces().lowercased() }.filter { !$0.isEmpty && $0 != "identity" }
  }
}

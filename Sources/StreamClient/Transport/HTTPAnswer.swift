import StreamDecoding
import WebText

/// A response whose body is still to come.
struct HTTPAnswer: Sendable {
  var status: Int
  var headers: [HeaderField]
  /// Where it came from, after redirects.
  var url: String
  var place: String
  var httpVersion: String
  var connection: ConnectionFacts
  var body: AnswerBody
  /// The `Authorization` that it answers; nil where there was none.
  private var authorization: String?

  init(
    _ answer: TransferAnswer, to request: OutgoingRequest, login: Login?, place: String,
    body: AnswerBody
  ) {
    status = answer.head.status
    headers = answer.head.headers
    httpVersion = answer.head.httpVersion
    connection = answer.connection
    url = request.shownURL
    authorization = request.headers.first("Authorization") ?? login.map { "\($0.scheme)" }
    self.place = place
    self.body = body
  }

  /// Reads the body; at most one of them may be in use.
  func reader(
    counting received: ReceivedBytes? = nil, observer: (any WireObserver)? = nil
  ) -> BodyReader {
    BodyReader(body, codings: codings, counting: received, observer: observer)
  }

  var mediaType: MediaType { MediaType(headers.first("Content-Type")) }

  /// The announced length of the body; nil where there is none that can be read, and where it is
  /// that of the compressed body.
  var contentLength: Int? {
    guard !isCompressed else { return nil }
    return headers.first("Content-Length").flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil }
  }

  /// Whether the body was compressed on its way; it is read as it was before.
  var isCompressed: Bool { !codings.isEmpty }

  /// What is undone; none where the body is as it is, or nobody knows what was done to it.
  private var codings: [ContentCoding] {
    ContentCoding.chain(of: headers.joined("Content-Encoding")) ?? []
  }

  /// The start of the body, for an error: what comes of it within a limit and a time.
  func start(
    limit: Int, within time: Duration, _ clock: StreamClock, observer: (any WireObserver)? = nil
  ) async -> [UInt8] {
    await TimeLimit.limiting(time, clock: clock) {
      var start: [UInt8] = []
      var part: [UInt8] = []
      var reader = reader(observer: observer)
      while start.count < limit, (try? await reader.next(into: &part)) ?? false {
        start += part.prefix(limit - start.count)
      }
      return start
    }.result
  }

  /// Why the status is no good; reads the start of the body.
  func statusFact(
    _ clock: StreamClock, observer: (any WireObserver)? = nil
  ) async -> FailureFact {
    guard status != 204 else { return .noContent(status: status) }
    let body = await start(limit: 64 << 10, within: .seconds(5), clock, observer: observer)
    let document = mediaType.isJSON ? try? JSONValue(parsing: body) : nil
    let login = RefusedLogin(authorization, asked: headers)
    return .status(status, body: body, detail: document?["detail"], login: login)
  }

  func response(kind: StreamKind) -> StreamResponse {
    StreamResponse(
      status: status, mediaType: mediaType.essence, headers: headers, kind: kind, url: url,
      httpVersion: httpVersion, connection: connection)
  }
}

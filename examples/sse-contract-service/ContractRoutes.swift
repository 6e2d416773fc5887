import StreamClient
import StreamDecoding

/// What the service answers, and the streams it runs.
actor ContractRoutes {
  /// What a suite may test: <https://github.com/launchdarkly/sse-contract-tests> names them.
  static let capabilities: [JSONValue] = [
    "bom", "comments", "event-type-listeners", "headers", "last-event-id", "post", "read-timeout",
    "report", "restart", "server-directed-shutdown-request",
  ]

  private let client = StreamClient()
  /// Tells the suite what happens, over connections that are no stream's: a suite counts those.
  private let teller = StreamClient()
  private var streams: [String: ContractStream] = [:]
  private var streamCount = 0
  private let (end, ending) = AsyncStream.makeStream(of: Void.self)

  /// The answer to one request.
  func answer(_ request: ServiceRequest) -> ServiceResponse {
    switch (request.method, request.path) {
    case ("GET", "/"):
      return .json(200, ["capabilities": .array(Self.capabilities)])
    case ("POST", "/"):
      return create(request.body)
    case ("DELETE", "/"):
      return .empty(204)
    case ("POST", let path):
      guard let stream = streams[path] else { return .empty(404) }
      return command(request.body, to: stream)
    case ("DELETE", let path):
      guard let stream = streams.removeValue(forKey: path) else { return .empty(404) }
      stream.stop()
      return .empty(204)
    default:
      return .empty(405)
    }
  }

  /// A request's answer is on its way; the one to the last request has to leave before the service.
  func answered(_ request: ServiceRequest) {
    if request.method == "DELETE", request.path == "/" { ending.finish() }
  }

  /// Returns when a client has asked the service to end.
  func untilToldToEnd() async {
    for await _ in end {}
  }

  /// Ends every stream.
  func stopAll() async {
    for stream in streams.values { stream.stop() }
    streams = [:]
    await client.shutdown()
    await teller.shutdown()
  }

  private func create(_ body: [UInt8]) -> ServiceResponse {
    guard let document = try? JSONValue(parsing: body),
      let parameters = StreamParameters(document)
    else { return .empty(400) }
    streamCount += 1
    let path = "/streams/\(streamCount)"
    streams[path] = ContractStream(parameters, client: client, teller: teller)
    return ServiceResponse(status: 201, headers: [("Location", path)])
  }

  private func command(_ body: [UInt8], to stream: ContractStream) -> ServiceResponse {
    let document = try? JSONValue(parsing: body)
    switch document?["command"]?.stringValue {
    case "restart":
      stream.restart()
      return .empty(202)
    case "listen":
      guard let type = document?["listen"]?["type"]?.stringValue else { return .empty(400) }
      stream.listen(for: type)
      return .empty(202)
    default:
      return .empty(400)
    }
  }
}

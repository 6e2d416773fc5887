import NIOCore
import NIOHTTP1
import NIOPosix
import StreamDecoding

/// A request, read whole.
struct ServiceRequest: Sendable {
  var method: String
  /// The target without its query.
  var path: String
  var body: [UInt8]
}

/// What the service answers.
struct ServiceResponse: Sendable {
  var status: Int
  var headers: [(name: String, value: String)] = []
  var body: [UInt8] = []

  static func empty(_ status: Int) -> ServiceResponse {
    ServiceResponse(status: status)
  }

  static func json(_ status: Int, _ value: JSONValue) -> ServiceResponse {
    ServiceResponse(
      status: status, headers: [("Content-Type", "application/json")],
      body: Array(value.text().utf8))
  }
}

/// Listens on 127.0.0.1 and has each request answered, one at a time on each connection.
struct HTTPListener: Sendable {
  private typealias Connection = NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>

  let port: Int
  private let serving: Task<Void, Never>
  private let channel: any Channel

  /// Starts to listen; a `port` of 0 takes a free one. Throws when the port can't be had.
  ///
  /// `answered` is told of each request whose answer is on its way.
  static func start(
    port: Int, answer: @escaping @Sendable (ServiceRequest) async -> ServiceResponse,
    answered: @escaping @Sendable (ServiceRequest) async -> Void
  ) async throws -> HTTPListener {
    let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .bind(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          return try Connection(wrappingChannelSynchronously: channel)
        }
      }
    let serving = Task {
      try? await withThrowingDiscardingTaskGroup { group in
        try await server.executeThenClose { connections in
          for try await connection in connections {
            // A connection that breaks ends alone.
            group.addTask { try? await serve(connection, answer, answered) }
          }
        }
      }
      return
    }
    return HTTPListener(
      port: server.channel.localAddress?.port ?? port, serving: serving, channel: server.channel)
  }

  /// Stops listening, and closes every connection.
  func stop() async {
    serving.cancel()
    try? await channel.close()
    await serving.value
  }

  private static func serve(
    _ connection: Connection, _ answer: @Sendable (ServiceRequest) async -> ServiceResponse,
    _ answered: @Sendable (ServiceRequest) async -> Void
  ) async throws {
    try await connection.executeThenClose { parts, writer in
      var request = ServiceRequest(method: "", path: "", body: [])
      for try await part in parts {
        switch part {
        case .head(let head):
          let path = String(head.uri.prefix { $0 != "?" })
          request = ServiceRequest(method: head.method.rawValue, path: path, body: [])
        case .body(let bytes):
          request.body.append(contentsOf: bytes.readableBytesView)
          // A suite's requests are small.
          guard request.body.count <= 1 << 20 else { return }
        case .end:
          try await send(await answer(request), to: writer)
          await answered(request)
        }
      }
    }
  }

  private static func send(
    _ response: ServiceResponse, to writer: NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>
  ) async throws {
    var headers = HTTPHeaders(response.headers.map { ($0.name, $0.value) })
    if response.status != 204 {
      headers.add(name: "Content-Length", value: String(response.body.count))
    }
    let status = HTTPResponseStatus(statusCode: response.status)
    let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
    try await writer.write(.head(head))
    try await writer.write(.body(.byteBuffer(ByteBuffer(bytes: response.body))))
    try await writer.write(.end(nil))
  }
}

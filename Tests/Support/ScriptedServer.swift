import NIOCore
import NIOPosix

/// A server on 127.0.0.1 that plays a script on each connection and records what it was asked.
///
/// ```swift
/// let server = try await ScriptedServer.start([
///   [.expectRequest, .head(headers: ["Content-Type": "text/event-stream"], framing: .chunked),
///    .chunk("id: 1\ndata: one\n\n"), .wait(milliseconds: 20), .reset],
///   .stream("text/event-stream", "data: two\n\n"),
/// ])
/// …
/// #expect(server.requests.last?[header: "Last-Event-ID"] == "1")
/// await server.stop()
/// ```
public struct ScriptedServer: Sendable {
  private let channel: any Channel
  private let record: ConnectionRecord

  /// The port it listens on.
  public let port: Int

  /// `http://127.0.0.1:PORT`, without a slash at the end.
  public var baseURL: String { "http://127.0.0.1:\(port)" }

  /// Starts a server that plays one script per connection, in order.
  ///
  /// Connections after the last script play it again, or are closed at once when `repeatsLast` is
  /// false. A `port` of 0 takes a free one. Throws when the port cannot be had.
  public static func start(
    _ scripts: [ConnectionScript], repeatsLast: Bool = true, port: Int = 0
  ) async throws -> ScriptedServer {
    try await start(port: port) { number in
      if number < scripts.count { return .steps(scripts[number]) }
      guard repeatsLast, let last = scripts.last else { return .steps([.close]) }
      return .steps(last)
    }
  }

  /// Starts a server that chooses the steps for each request, on any connection.
  ///
  /// The steps need no `.expectRequest`; when they have run out, the connection waits for its next
  /// request.
  public static func start(
    port: Int = 0, answering: @escaping @Sendable (RecordedRequest) -> ConnectionScript
  ) async throws -> ScriptedServer {
    try await start(port: port) { _ in .routes(answering) }
  }

  private static func start(
    port: Int, choosing script: @escaping @Sendable (Int) -> ScriptChoice
  ) async throws -> ScriptedServer {
    let record = ConnectionRecord()
    let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        guard let number = record.open(channel) else { return channel.close() }
        return channel.eventLoop.makeCompletedFuture {
          let player = ScriptPlayer(number: number, record: record, script: script(number))
          try channel.pipeline.syncOperations.addHandler(player)
        }
      }
    let channel = try await bootstrap.bind(host: "127.0.0.1", port: port).get()
    return ScriptedServer(
      channel: channel, record: record, port: channel.localAddress?.port ?? port)
  }

  /// Every connection so far, in the order they came.
  public var connections: [RecordedConnection] { record.connections }

  /// Every request read so far, by connection and then in order.
  public var requests: [RecordedRequest] { record.connections.flatMap(\.requests) }

  /// Waits until what was recorded satisfies `condition`; false when it did not in all patience.
  public func sees(_ condition: @Sendable ([RecordedConnection]) -> Bool) async -> Bool {
    await eventually { condition(record.connections) }
  }

  /// Stops listening and ends every connection; returns when the port is free again.
  public func stop() async {
    try? await channel.close()
    for open in record.stop() { try? await open.close() }
  }
}

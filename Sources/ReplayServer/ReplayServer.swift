import LocalServer

/// A backend that plays recordings: the same heads, bytes, cuts and times.
public struct ReplayServer: Sendable {
  private let server: LocalServer

  /// The port it listens on.
  public var port: Int { server.port }

  /// Starts it; a `port` of 0 takes a free one. Throws when the address cannot be had.
  public static func start(
    _ replay: Replay, host: String = "127.0.0.1", port: Int = 0
  ) async throws -> ReplayServer {
    let stage = ReplayStage(replay)
    return ReplayServer(
      server: try await LocalServer.start(host: host, port: port) { ReplayHandler(stage) })
  }

  /// Ends every answer and stops listening.
  public func stop() async { await server.stop() }
}

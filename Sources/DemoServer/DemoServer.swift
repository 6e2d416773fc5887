import LocalServer

/// The built-in demo backend, "Harbour API": one endpoint of each kind and habit, and the OpenAPI
/// document that tells of them.
///
/// It listens on 127.0.0.1 alone, needs no files and gives the same data on every run.
public struct DemoServer: Sendable {
  private let server: LocalServer
  let activity: FeedActivity

  /// The port it listens on.
  public var port: Int { server.port }

  /// `http://127.0.0.1:PORT`, without a slash at the end.
  public var baseURL: String { "http://127.0.0.1:\(port)" }

  /// Connections open now, whether or not a stream runs on them.
  public var openConnections: Int { server.openConnections }

  /// Starts the server; a `port` of 0 takes a free one. Throws when the port cannot be had.
  public static func start(port: Int = 0) async throws -> DemoServer {
    let router = Router.harbour
    let activity = FeedActivity()
    let server = try await LocalServer.start(port: port) {
      RequestHandler(router: router, activity: activity)
    }
    return DemoServer(server: server, activity: activity)
  }

  /// Ends every stream and stops listening; returns when the port is free again.
  public func stop() async { await server.stop() }
}

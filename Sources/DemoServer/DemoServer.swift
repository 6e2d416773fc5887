import NIOCore
import NIOHTTP1
import NIOPosix

/// The built-in demo backend, "Harbour API": one endpoint of each kind and habit, and the OpenAPI
/// document that tells of them.
///
/// It listens on 127.0.0.1 alone, needs no files and gives the same data on every run.
public struct DemoServer: Sendable {
  /// Unsent bytes of one stream above which its feed waits for the client.
  private static let unsentLimit = 256 << 10

  private let group: MultiThreadedEventLoopGroup
  private let channel: any Channel
  let activity: ServerActivity

  /// The port it listens on.
  public let port: Int

  /// `http://127.0.0.1:PORT`, without a slash at the end.
  public var baseURL: String { "http://127.0.0.1:\(port)" }

  /// Connections open now, whether or not a stream runs on them.
  public var openConnections: Int { activity.openConnections }

  /// Starts the server; a `port` of 0 takes a free one. Throws when the port cannot be had.
  public static func start(port: Int = 0) async throws -> DemoServer {
    // Threads of its own: a flood must not take the event loops of the client that reads it.
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
    let activity = ServerActivity()
    do {
      let channel = try await bootstrap(on: group, reportingTo: activity)
        .bind(host: "127.0.0.1", port: port).get()
      return DemoServer(
        group: group, channel: channel, activity: activity,
        port: channel.localAddress?.port ?? port)
    } catch {
      try? await group.shutdownGracefully()
      throw error
    }
  }

  /// Ends every stream and stops listening; returns when the port is free again.
  public func stop() async {
    try? await channel.close()
    for open in activity.stop() { try? await open.close() }
    try? await group.shutdownGracefully()
  }

  private static func bootstrap(
    on group: MultiThreadedEventLoopGroup, reportingTo activity: ServerActivity
  ) -> ServerBootstrap {
    let router = Router.harbour
    let marks = ChannelOptions.Types.WriteBufferWaterMark(low: unsentLimit / 2, high: unsentLimit)
    return ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
      .childChannelOption(.writeBufferWaterMark, value: marks)
      .childChannelInitializer { channel in
        guard activity.add(channel) else { return channel.close() }
        return channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          try pipeline.configureHTTPServerPipeline()
          try pipeline.addHandler(RequestHandler(router: router, activity: activity))
        }
      }
  }
}

import NIOCore
import NIOHTTP1
import NIOPosix

/// A small server that listens on one address, for programs on this machine.
public struct LocalServer: Sendable {
  /// What the handler of a connection reads and writes.
  public enum Language: Sendable {
    /// The parts of HTTP/1.1 messages.
    case http
    /// Bytes as they come.
    case bytes
  }

  /// Unsent bytes of one connection above which it counts as not writable.
  private static let unsentLimit = 256 << 10
  /// The same for a connection that a handler makes itself.
  public static let unsentMarks = ChannelOptions.Types.WriteBufferWaterMark(
    low: unsentLimit / 2, high: unsentLimit)

  private let group: MultiThreadedEventLoopGroup
  private let channel: any Channel
  private let connections: OpenConnections

  /// The port it listens on.
  public let port: Int

  /// Connections open now, whether or not an answer runs on them.
  public var openConnections: Int { connections.count }

  /// Starts it; a `port` of 0 takes a free one. Throws a `ListenFailure` when the address cannot be had.
  ///
  /// - Parameter handler: Makes what answers the requests of one connection, on its event loop.
  public static func start(
    host: String = "127.0.0.1", port: Int, language: Language = .http,
    handler: @escaping @Sendable () -> any ChannelHandler
  ) async throws -> LocalServer {
    // Threads of its own: a flood must not take the event loops of the client that reads it.
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
    let connections = OpenConnections()
    do {
      let channel = try await bootstrap(on: group, connections, language, handler)
        .bind(host: host, port: port).get()
      return LocalServer(
        group: group, channel: channel, connections: connections,
        port: channel.localAddress?.port ?? port)
    } catch {
      try? await group.shutdownGracefully()
      throw ListenFailure(error)
    }
  }

  /// Ends every answer and stops listening; returns when the port is free again, a second time at
  /// once.
  public func stop() async {
    // Event loops that have shut down answer nobody any more.
    guard let open = connections.stop() else { return }
    try? await channel.close()
    // What was accepted before that is on its way from one loop to the other, and back.
    for _ in 0..<2 {
      for loop in group.makeIterator() { try? await loop.submit {}.get() }
    }
    for channel in open { try? await channel.close() }
    try? await group.shutdownGracefully()
  }

  private static func bootstrap(
    on group: MultiThreadedEventLoopGroup, _ connections: OpenConnections,
    _ language: Language, _ handler: @escaping @Sendable () -> any ChannelHandler
  ) -> ServerBootstrap {
    ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      // Without descriptors a connection that waits is accepted in vain, over and over.
      .serverChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(
            AcceptBackoffHandler(shouldForwardIOErrorCaught: false))
        }
      }
      .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
      .childChannelOption(.writeBufferWaterMark, value: unsentMarks)
      .childChannelInitializer { channel in
        guard connections.add(channel) else { return channel.close() }
        return channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          if case .http = language { try pipeline.configureHTTPServerPipeline() }
          try pipeline.addHandler(handler())
        }
      }
  }
}

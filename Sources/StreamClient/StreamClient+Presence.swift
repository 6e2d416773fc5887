import NIOCore
import NIOPosix
import Synchronization

extension StreamClient {
  /// Holds one silent connection to a URL's server for as long as the server lets it.
  ///
  /// A server that is restarted drops it: nothing is asked over it, so nothing is polled and no
  /// access log grows. Some servers drop silent connections after a minute or so, too.
  ///
  /// Returns false at once where there is no server, or where only a proxy leads to it; else true,
  /// when the connection has ended. Cancelling the task closes it, and ends its making.
  public func holdConnection(to url: String) async -> Bool {
    guard let origin = Origin(url: url), configuration.proxy.server(for: origin) == nil else {
      return false
    }
    let timeout = TimeAmount.seconds(min(60, configuration.connectTimeout.components.seconds + 1))
    let attempt = ConnectionAttempt()
    let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connectTimeout(timeout)
      // A network that is gone says nothing by itself.
      .channelOption(.socketOption(.so_keepalive), value: 1)
      .channelInitializer { channel in
        attempt.add(channel)
        return channel.eventLoop.makeSucceededVoidFuture()
      }
    return await withTaskCancellationHandler {
      let connecting = bootstrap.connect(host: origin.host, port: origin.port)
      guard let channel = try? await connecting.get() else { return false }
      try? await channel.closeFuture.get()
      return true
    } onCancel: {
      attempt.close()
    }
  }
}

/// The channels of one connection: a name with several addresses is tried at more than one.
private final class ConnectionAttempt: Sendable {
  private struct State {
    var channels: [any Channel] = []
    var isClosed = false
  }

  private let state = Mutex(State())

  func add(_ channel: any Channel) {
    let isClosed = state.withLock { state in
      state.channels.append(channel)
      return state.isClosed
    }
    if isClosed { channel.close(promise: nil) }
  }

  func close() {
    let channels = state.withLock { state in
      state.isClosed = true
      return state.channels
    }
    for channel in channels { channel.close(promise: nil) }
  }
}

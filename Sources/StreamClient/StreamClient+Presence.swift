import NIOCore
import NIOPosix

extension StreamClient {
  /// Holds one silent connection to a URL's server for as long as the server lets it.
  ///
  /// A server that is restarted drops it: nothing is asked over it, so nothing is polled and no
  /// access log grows. Some servers drop silent connections after a minute or so, too.
  ///
  /// Returns false at once where there is no server, or where only a proxy leads to it; else true,
  /// when the connection has ended. Cancelling the task closes it.
  public func holdConnection(to url: String) async -> Bool {
    guard let origin = Origin(url: url), configuration.proxy.server(for: origin) == nil else {
      return false
    }
    let timeout = TimeAmount.seconds(min(60, configuration.connectTimeout.components.seconds + 1))
    let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connectTimeout(timeout)
    guard
      let channel = try? await bootstrap.connect(host: origin.host, port: origin.port).get()
    else { return false }
    await withTaskCancellationHandler {
      try? await channel.closeFuture.get()
    } onCancel: {
      channel.close(promise: nil)
    }
    return true
  }
}

import LocalServer
import NIOCore
import NIOPosix

/// A connection to the target, for one exchange.
final class UpstreamConnection: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private static let connectTime = TimeAmount.seconds(10)

  private let exchange: Exchange
  private let breakBehind: @Sendable () -> Bool
  private var wasReset = false

  private init(_ exchange: Exchange, breakBehind: @escaping @Sendable () -> Bool) {
    self.exchange = exchange
    self.breakBehind = breakBehind
  }

  /// Makes one; the exchange is told when it is there, or why it isn't.
  static func connect(_ exchange: Exchange, _ stage: ProxyStage, on loop: any EventLoop) {
    let bootstrap = ClientBootstrap(group: loop).connectTimeout(connectTime)
      .channelOption(.autoRead, value: false)
      .channelOption(.writeBufferWaterMark, value: LocalServer.unsentMarks)
    let connecting: EventLoopFuture<(any Channel, @Sendable () -> Bool)>
    if let dial = stage.dial {
      let promise = loop.makePromise(of: DialledConnection.self)
      let dialling = promise.completeWithTask { try await dial() }
      exchange.givesUpDialling = { dialling.cancel() }
      connecting = promise.futureResult.assumeIsolated()
        .flatMap { dialled in
          bootstrap.withConnectedSocket(dialled.descriptor).map { ($0, dialled.wasReset) }
        }.nonisolated()
    } else {
      let url = stage.target.url
      let direct = bootstrap.channelOption(.socketOption(.tcp_nodelay), value: 1)
      let port = url.effectivePort ?? 80
      // An address needs no name service, which would ask on another thread.
      let address = try? SocketAddress(ipAddress: url.address, port: port)
      let connected =
        address.map { direct.connect(to: $0) }
        ?? direct.connect(host: url.address, port: port).assumeIsolated().flatMapError { error in
          // This machine by rule, which a system without a file of hosts does not know: RFC 6761, 6.3.
          guard url.host == "localhost", error.isUnknownHost else {
            return loop.makeFailedFuture(error)
          }
          return direct.connect(host: "127.0.0.1", port: port)
        }.nonisolated()
      connecting = connected.map { ($0, { false }) }
    }
    connecting.assumeIsolated().whenComplete { result in
      switch result {
      case .success((let channel, let breakBehind)):
        let handler = UpstreamConnection(exchange, breakBehind: breakBehind)
        try? channel.pipeline.syncOperations.addHandler(handler)
        exchange.connected(channel)
      case .failure(let error): exchange.notConnected(error)
      }
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    exchange.received(unwrapInboundIn(data))
  }

  func channelReadComplete(context: ChannelHandlerContext) { exchange.readingEnded() }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable { exchange.upstreamTakesMore() }
  }

  func channelInactive(context: ChannelHandlerContext) {
    exchange.upstreamEnded(wasReset: wasReset || breakBehind())
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    wasReset = true
    context.close(promise: nil)
  }
}

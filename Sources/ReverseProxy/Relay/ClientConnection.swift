import NIOCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One connection of a client: takes its requests one after the other, and answers them in order.
///
/// The socket is read only while there is somebody to take what comes, and its end is seen all the
/// same.
final class ClientConnection: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// How long a client may take for a head, or be silent between requests.
  private static let longestIdle = TimeAmount.minutes(2)
  /// How long what a client still sends is passed over, so that it can read the answer that it gets.
  private static let longestFarewell = TimeAmount.seconds(2)

  private let stage: ProxyStage
  private var context: ChannelHandlerContext?
  /// What has come, and isn't dealt with.
  private var waiting = ByteBuffer()
  private var exchange: Exchange?
  /// Whether no request is taken any more.
  private var isLeaving = false
  private var isProceeding = false
  private var timer: Scheduled<Void>?

  init(_ stage: ProxyStage) { self.stage = stage }

  // MARK: The channel's

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    try? context.channel.syncOptions?.setOption(.autoRead, value: false)
  }

  func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

  func channelActive(context: ChannelHandlerContext) {
    if stage.enter() {
      awaitRequest(context)
      context.read()
    } else {
      answer(503, "there are more than \(ProxyStage.mostConnections) connections", isLast: true)
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var buffer = unwrapInboundIn(data)
    guard !isLeaving else { return }
    if waiting.readableBytes == 0 { waiting = buffer } else { waiting.writeBuffer(&buffer) }
  }

  func channelReadComplete(context: ChannelHandlerContext) { proceed() }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable { exchange?.clientTakesMore() }
  }

  func channelInactive(context: ChannelHandlerContext) {
    stage.leave()
    timer?.cancel()
    exchange?.clientLeft()
    exchange = nil
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  // MARK: Requests

  /// Goes on with what has come; reads more where somebody takes it.
  func proceed() {
    guard let context, !isProceeding else { return }
    isProceeding = true
    while !isLeaving {
      if let exchange {
        exchange.take(&waiting)
        guard self.exchange !== exchange else { break }
      } else {
        guard begin(context) else { break }
      }
    }
    isProceeding = false
    if isLeaving { waiting.clear() }
    let takesMore = exchange?.takesRequest ?? true
    if takesMore || waiting.readableBytes < HeadParser.limit { context.read() }
  }

  /// False where no whole head has come.
  private func begin(_ context: ChannelHandlerContext) -> Bool {
    do {
      let length = try waiting.withUnsafeReadableBytes { try HeadParser.length(of: $0) }
      guard let length, let bytes = waiting.readBytes(length: length) else { return false }
      timer?.cancel()
      let request = try HeadParser.request(bytes)
      let framing = try request.framing()
      let addresses = try stage.check.addresses(of: request)
      let exchange = Exchange(request, framing, addresses, stage, client: self)
      self.exchange = exchange
      exchange.begin(on: context.eventLoop)
      return true
    } catch {
      let fault = error as? MessageFault ?? .badStartLine
      stage.observer.refused("a request is not passed on: \(fault.reason)")
      answer(fault.status, "the request is not passed on: \(fault.reason)", isLast: true)
      return false
    }
  }

  /// An idle connection is one of a limited number.
  private func awaitRequest(_ context: ChannelHandlerContext) {
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: Self.longestIdle) {
      self.closeAfterWrites()
    }
  }

  // MARK: Answers

  var isWritable: Bool { context?.channel.isWritable ?? false }

  func send(_ buffer: ByteBuffer) { context?.write(wrapOutboundOut(buffer), promise: nil) }

  func send(_ bytes: [UInt8]) {
    guard let context else { return }
    send(context.channel.allocator.buffer(bytes: bytes))
  }

  func flush() { context?.flush() }

  /// Answers by itself.
  func answer(_ status: Int, _ text: String, isLast: Bool, hasBody: Bool = true) {
    let body = Array("fluidtop: \(text)\n".utf8)
    var head = AnswerHead(
      status: status, reason: [], minorVersion: 1,
      lines: [HeaderLine("Content-Type", "text/plain; charset=utf-8")])
    head.lines.add(.length(body.count))
    if isLast { head.lines.append(HeaderLine("Connection", "close")) }
    send(head.bytes + (hasBody ? body : []))
    exchangeEnded(isLast: isLast)
  }

  /// The exchange is over, and all of its answer is written.
  func exchangeEnded(isLast: Bool) {
    exchange = nil
    flush()
    guard let context, context.channel.isActive else { return }
    guard !isLast else { return leave(context) }
    awaitRequest(context)
    proceed()
  }

  /// Ends the sending side; what still comes is passed over for a while: a socket that is closed with
  /// unread bytes takes back what was sent last.
  private func leave(_ context: ChannelHandlerContext) {
    isLeaving = true
    waiting.clear()
    timer?.cancel()
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: Self.longestFarewell) {
      context.close(promise: nil)
    }
    try? context.channel.syncOptions?.setOption(.allowRemoteHalfClosure, value: true)
    afterWrites { context in
      context.close(mode: .output, promise: nil)
      context.read()
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if let event = event as? ChannelEvent, event == .inputClosed { context.close(promise: nil) }
    context.fireUserInboundEventTriggered(event)
  }

  /// Closes the connection when what is written has gone out. What breaks off where only the end of
  /// the connection ends a body is reset, or it would be taken for whole.
  func closeAfterWrites(isReset: Bool = false) {
    isLeaving = true
    afterWrites { context in
      if isReset {
        let now = linger(l_onoff: 1, l_linger: 0)
        _ = (context.channel as? any SocketOptionProvider)?.setSoLinger(now)
      }
      context.close(promise: nil)
    }
  }

  private func afterWrites(_ then: @escaping (ChannelHandlerContext) -> Void) {
    guard let context else { return }
    context.writeAndFlush(wrapOutboundOut(ByteBuffer())).assumeIsolated().whenComplete { _ in
      if context.channel.isActive { then(context) }
    }
  }
}

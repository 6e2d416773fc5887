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

  /// How long a client may take for a head, be silent between requests, or take nothing of the last
  /// answer.
  private static let longestIdle = TimeAmount.minutes(2)
  /// How long what a client still sends is passed over, so that it can read the answer that it gets.
  private static let longestFarewell = TimeAmount.seconds(2)

  private let stage: ProxyStage
  private var context: ChannelHandlerContext?
  /// What has come, and isn't dealt with.
  private var waiting = ByteBuffer()
  private var headEnd = HeadEnd()
  private var exchange: Exchange?
  /// Whether no request is taken any more.
  private var isLeaving = false
  private var isProceeding = false
  /// Whether a client that may go has ended its side while its answer was still being written.
  private var hasEnded = false
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
        // Apart: a write that fails reads before it returns, and what it brings ends exchanges, and
        // comes to what is waiting.
        var taken = ByteBuffer()
        swap(&taken, &waiting)
        exchange.take(&taken)
        putBack(taken)
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

  /// What was not taken comes before what came meanwhile.
  private func putBack(_ rest: ByteBuffer) {
    guard !isLeaving, rest.readableBytes > 0 else { return }
    var later = waiting
    waiting = rest
    if later.readableBytes > 0 { waiting.writeBuffer(&later) }
  }

  /// False where no whole head has come.
  private func begin(_ context: ChannelHandlerContext) -> Bool {
    do {
      let length = try waiting.withUnsafeReadableBytes { try headEnd.length(of: $0) }
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
    guard let context, context.channel.isActive else { return }
    // All is decided before the flush, which may bring more of the client's: behind the last request
    // none is taken.
    if isLast { isLeaving = true } else { awaitRequest(context) }
    flush()
    guard context.channel.isActive else { return }
    if isLast { leave(context) } else { proceed() }
  }

  /// Ends the sending side when all has gone out; what comes until then, and for a while behind it, is
  /// passed over: a socket that is closed with unread bytes takes back what was sent last.
  private func leave(_ context: ChannelHandlerContext) {
    isLeaving = true
    waiting.clear()
    try? context.channel.syncOptions?.setOption(.allowRemoteHalfClosure, value: true)
    context.read()
    afterWrites { [self] context in
      guard !hasEnded else { return context.close(promise: nil) }
      timer = context.eventLoop.assumeIsolated().scheduleTask(in: Self.longestFarewell) {
        context.close(promise: nil)
      }
      context.close(mode: .output, promise: nil)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if let event = event as? ChannelEvent, event == .inputClosed {
      hasEnded = true
      if unsent(context) == 0 { context.close(promise: nil) }
    }
    context.fireUserInboundEventTriggered(event)
  }

  /// Closes the connection when what is written has gone out. What breaks off where only the end of
  /// the connection ends a body is reset, or it would be taken for whole.
  func closeAfterWrites(isReset: Bool = false) {
    isLeaving = true
    afterWrites { isReset ? Self.reset($0) : $0.close(promise: nil) }
  }

  private static func reset(_ context: ChannelHandlerContext) {
    let now = linger(l_onoff: 1, l_linger: 0)
    _ = (context.channel as? any SocketOptionProvider)?.setSoLinger(now)
    context.close(promise: nil)
  }

  private func afterWrites(_ then: @escaping (ChannelHandlerContext) -> Void) {
    guard let context else { return }
    watchWrites(context)
    context.writeAndFlush(wrapOutboundOut(ByteBuffer())).assumeIsolated().whenComplete {
      [self] _ in
      timer?.cancel()
      if context.channel.isActive { then(context) }
    }
  }

  /// Gives up a client that takes nothing of its last answer: it would keep its place for good. It
  /// is reset, as it hasn't got all.
  private func watchWrites(_ context: ChannelHandlerContext) {
    let before = unsent(context)
    timer?.cancel()
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: Self.longestIdle) { [self] in
      if unsent(context) < before { watchWrites(context) } else { Self.reset(context) }
    }
  }

  /// What is written and hasn't gone out.
  private func unsent(_ context: ChannelHandlerContext) -> Int {
    (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
  }
}

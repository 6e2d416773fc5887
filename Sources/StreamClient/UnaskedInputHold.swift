import NIOCore

/// Holds back what comes from the socket until the reader asks for it, the end included.
///
/// When a server closes, NIO reads all that is left at once, asked or not, and AsyncHTTPClient
/// drops the body parts nobody has asked for yet if the connection ends before its body does: the
/// last records of a server that breaks down would never be seen. This handler stands at the
/// socket and makes an ended connection look like one that is still being read, bit by bit.
///
/// What it holds is no more than the kernel had buffered. A TLS connection ends by a message of
/// its own, above this handler; that one can't be held here.
final class UnaskedInputHold: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer

  /// The first read is asked for before the handler is there.
  private var isAsked = true
  private var hasEnded = false
  private var held: [NIOAny] = []

  /// Puts the handler in front of all others.
  static func install(on channel: any Channel) -> EventLoopFuture<Void> {
    // The fewer the readings, the fewer the wake-ups; only a busy connection gets large ones.
    let sizes = AdaptiveRecvByteBufferAllocator(
      minimum: 1 << 10, initial: 1 << 14, maximum: 1 << 19)
    // Without this option the channel closes by itself at the end of input.
    return channel.setOption(.recvAllocator, value: sizes).flatMap {
      channel.setOption(.allowRemoteHalfClosure, value: true)
    }.flatMapThrowing {
      try channel.pipeline.syncOperations.addHandler(UnaskedInputHold(), position: .first)
      try BodyPartJoin.install(in: channel.pipeline.syncOperations)
    }
  }

  func read(context: ChannelHandlerContext) {
    isAsked = true
    guard hasEnded else { return context.read() }
    guard !held.isEmpty else { return context.close(promise: nil) }
    let parts = held
    held = []
    for part in parts { context.fireChannelRead(part) }
    completeReading(context)
    askAgain(context)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard isAsked else { return held.append(data) }
    context.fireChannelRead(data)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    guard isAsked else { return }
    completeReading(context)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard event as? ChannelEvent == .inputClosed else {
      return context.fireUserInboundEventTriggered(event)
    }
    hasEnded = true
    if isAsked {
      read(context: context)
    } else {
      askAgain(context)
    }
  }

  private func completeReading(_ context: ChannelHandlerContext) {
    isAsked = false
    context.fireChannelReadComplete()
  }

  /// NIO asks by itself after each reading, but no more when the input has ended.
  private func askAgain(_ context: ChannelHandlerContext) {
    context.channel.read()
  }
}

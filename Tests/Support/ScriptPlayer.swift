import NIOCore

/// Plays one connection's script on its event loop.
final class ScriptPlayer: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  /// Floods are sent in pieces of about this size, so that `bytesSent` follows the client's reading.
  private static let pieceSize = 64 << 10

  private let number: Int
  private let record: ConnectionRecord
  private var script: ScriptChoice
  private var steps: ArraySlice<ConnectionScript.Step> = []
  private var reader = RequestReader()
  private var expectsRequest = false

  init(number: Int, record: ConnectionRecord, script: ScriptChoice) {
    self.number = number
    self.record = record
    self.script = script
  }

  func channelActive(context: ChannelHandlerContext) {
    switch script {
    case .steps(let script): steps = script.steps[...]
    case .routes: expectsRequest = true
    }
    play(context)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let buffer = unwrapInboundIn(data)
    reader.append(buffer.readableBytesView)
    guard !reader.isOverLimit else {
      context.close(promise: nil)
      return
    }
    if expectsRequest { play(context) }
  }

  func channelInactive(context: ChannelHandlerContext) {
    steps = []
    record.end(number, by: .client)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  /// Takes steps until one has to wait for the client, the kernel or the clock.
  private func play(_ context: ChannelHandlerContext) {
    guard context.channel.isActive else { return }
    if expectsRequest {
      guard let request = reader.next() else { return }
      expectsRequest = false
      record.add(request, to: number)
      if case .routes(let routes) = script { steps = routes(request).steps[...] }
    }
    guard let step = steps.popFirst() else {
      if case .routes = script { awaitNextRequest(context) }
      return
    }
    take(step, context)
  }

  private func take(_ step: ConnectionScript.Step, _ context: ChannelHandlerContext) {
    switch step {
    case .expectRequest:
      awaitNextRequest(context)
    case .send(let bytes):
      send(context.channel.allocator.buffer(bytes: bytes), times: 1, context)
    case .flood(let bytes, let times):
      flood(bytes, times: times, context)
    case .wait(let milliseconds):
      let delay = TimeAmount.milliseconds(Int64(milliseconds))
      context.eventLoop.assumeIsolated().scheduleTask(in: delay) { self.play(context) }
    case .reset:
      reset(context)
    case .close:
      record.end(number, by: .script)
      context.close(promise: nil)
    case .hold:
      steps = []
    }
  }

  private func awaitNextRequest(_ context: ChannelHandlerContext) {
    expectsRequest = true
    if !reader.buffer.isEmpty { play(context) }
  }

  private func flood(_ bytes: [UInt8], times: Int, _ context: ChannelHandlerContext) {
    guard !bytes.isEmpty, times > 0 else { return play(context) }
    let perPiece = min(times, max(1, Self.pieceSize / bytes.count))
    var piece = context.channel.allocator.buffer(capacity: bytes.count * perPiece)
    for _ in 0..<perPiece { piece.writeBytes(bytes) }
    let rest = times % perPiece
    if rest > 0 { steps = [.flood(bytes, times: rest)] + steps }
    send(piece, times: times / perPiece, context)
  }

  private func send(_ buffer: ByteBuffer, times: Int, _ context: ChannelHandlerContext) {
    guard times > 0, buffer.readableBytes > 0 else { return play(context) }
    let written = context.writeAndFlush(NIOAny(buffer))
    written.assumeIsolated().whenSuccess {
      self.record.addBytesSent(buffer.readableBytes, to: self.number)
      self.send(buffer, times: times - 1, context)
    }
  }

  /// SO_LINGER of zero seconds makes `close` send RST instead of FIN (POSIX, `setsockopt`).
  private func reset(_ context: ChannelHandlerContext) {
    record.end(number, by: .script)
    guard let socket = context.channel as? any SocketOptionProvider else {
      context.close(promise: nil)
      return
    }
    let lingering = socket.setSoLinger(.init(l_onoff: 1, l_linger: 0))
    lingering.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
  }
}

/// Where a connection's steps come from.
enum ScriptChoice: Sendable {
  case steps(ConnectionScript)
  /// Chosen anew for each request on the connection.
  case routes(@Sendable (RecordedRequest) -> ConnectionScript)
}

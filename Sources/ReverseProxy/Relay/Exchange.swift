import LocalServer
import NIOCore

/// One request and its answer, on their way between a client and the target.
final class Exchange {
  private enum Phase {
    /// There is no connection to the target yet.
    case connecting
    case asking
    case answering
    /// Both sides speak another protocol; nobody reads it.
    case upgraded
    case over
  }

  private let request: RequestHead
  private let addresses: AddressRewriting
  private let stage: ProxyStage
  private let client: ClientConnection
  private let run: Int
  private var phase = Phase.connecting
  private var requestBody: SentBody
  private var upstream: (any Channel)?
  /// What has come of the answer's head.
  private var head = ByteBuffer()
  private var headEnd = HeadEnd()
  private var answer: AnswerBody?
  /// Whether the target ended whole or in the middle; dealt with when what is held has gone out.
  private var end: Bool?
  private var timer: Scheduled<Void>?
  /// Ends the making of a connection that nobody waits for any more.
  var givesUpDialling: (() -> Void)?

  init(
    _ request: RequestHead, _ framing: BodyFraming, _ addresses: AddressRewriting,
    _ stage: ProxyStage, client: ClientConnection
  ) {
    self.request = request
    self.addresses = addresses
    self.stage = stage
    self.client = client
    requestBody = SentBody(framing)
    run = stage.newRun()
  }

  private lazy var passedOn = request.passedOn(requestBody.framing, by: addresses)

  func begin(on loop: any EventLoop) {
    let proxied = ProxiedRequest(
      passedOn, hasBody: !requestBody.isEmpty, origin: stage.target.origin)
    stage.observer.began(run, proxied)
    after(stage.faults.latency, on: loop) { [self] in
      if let status = stage.refusal() {
        return refuse(status, Faults.Refusals.text, .spoiled(status: status))
      }
      UpstreamConnection.connect(self, stage, on: loop)
    }
  }

  private func after(
    _ wait: Duration, on loop: any EventLoop, _ work: @escaping () -> Void
  ) {
    guard wait > .zero else { return work() }
    let time = TimeAmount(min(wait, .seconds(366 * 86_400)))
    timer = loop.assumeIsolated().scheduleTask(in: time, work)
  }

  // MARK: The request

  /// Whether more of the request can be sent.
  var takesRequest: Bool {
    guard phase != .connecting, phase != .over, let upstream, upstream.isWritable
    else { return false }
    return phase == .upgraded || !requestBody.isDone
  }

  func connected(_ channel: any Channel) {
    guard phase == .connecting else { return channel.close(promise: nil) }
    upstream = channel
    phase = .asking
    channel.writeAndFlush(channel.allocator.buffer(bytes: passedOn.bytes), promise: nil)
    channel.read()
    client.proceed()
  }

  func notConnected(_ error: any Error) {
    guard phase == .connecting else { return }
    let failure = ConnectFailure(error)
    fail(failure.status, failure.sentence(at: stage.target.authority))
  }

  /// Sends on what belongs to the request, as far as the target takes it.
  ///
  /// A write that fails gives what the target has sent before it returns, and with it perhaps the
  /// exchange's end: `waiting` is nothing that somebody else reaches, and is done with before it.
  func take(_ waiting: inout ByteBuffer) {
    guard takesRequest, let upstream, waiting.readableBytes > 0 else { return }
    if phase == .upgraded {
      let bytes = waiting
      waiting = ByteBuffer()
      return upstream.writeAndFlush(bytes, promise: nil)
    }
    do {
      let (count, bytes) = try waiting.withUnsafeReadableBytes { try requestBody.take($0) }
      waiting.moveReaderIndex(forwardBy: count)
      upstream.writeAndFlush(upstream.allocator.buffer(bytes: bytes), promise: nil)
    } catch {
      let fault = error as? MessageFault ?? .badChunk
      fail(fault.status, "the request is not passed on: \(fault.reason)")
    }
  }

  func upstreamTakesMore() { client.proceed() }

  // MARK: The answer

  func received(_ buffer: ByteBuffer) {
    var buffer = buffer
    switch phase {
    case .asking:
      if head.readableBytes == 0 { head = buffer } else { head.writeBuffer(&buffer) }
      readHeads()
    case .answering: relay(&buffer)
    case .upgraded: client.send(buffer)
    case .connecting, .over: break
    }
  }

  /// What one reading gave has been dealt with.
  func readingEnded() {
    client.flush()
    readOn()
  }

  func clientTakesMore() {
    pour()
    readOn()
  }

  /// Reads the target only as fast as the client takes it.
  private func readOn() {
    guard client.isWritable, answer?.isHolding != true else { return }
    upstream?.read()
  }

  private func readHeads() {
    do {
      while phase == .asking {
        let length = try head.withUnsafeReadableBytes { try headEnd.length(of: $0) }
        guard let length, let bytes = head.readBytes(length: length) else { return }
        let answer = try HeadParser.answer(bytes)
        if answer.status == 101 {
          upgrade(answer)
        } else if answer.status >= 200 {
          try open(answer)
        } else if request.minorVersion == 1 {
          client.send(answer.passedOn(nil, isLast: false, by: addresses).bytes)
        }
      }
    } catch {
      let fault = error as? MessageFault ?? .badStartLine
      let what = "\(stage.target.authority) gave an answer that can't be passed on"
      return fail(502, "\(what): \(fault.reason)")
    }
    if head.readableBytes > 0 {
      var rest = ByteBuffer()
      swap(&rest, &head)
      received(rest)
    }
    guard phase == .upgraded else { return }
    // Only now: what these bring must come behind what the head has brought.
    client.flush()
    client.proceed()
  }

  private func open(_ answer: AnswerHead) throws(MessageFault) {
    let framing = try answer.framing(to: request.method)
    let body = AnswerBody(framing, toVersion: request.minorVersion, stage.faults)
    phase = .answering
    self.answer = body
    stage.observer.answered(run, ProxiedAnswer(answer))
    client.send(answer.passedOn(body.framing, isLast: !request.isKeptAlive, by: addresses).bytes)
    if case .time(let time)? = stage.faults.cut, let loop = upstream?.eventLoop {
      after(time, on: loop) { self.spoil() }
    }
    if body.isWhole { finish() }
  }

  private func upgrade(_ answer: AnswerHead) {
    guard request.asksForWebSocket, answer.lines.elements(of: "upgrade") == ["websocket"] else {
      return fail(502, "\(stage.target.authority) changed the protocol unasked")
    }
    phase = .upgraded
    stage.observer.answered(run, ProxiedAnswer(answer))
    client.send(answer.passedOnAsUpgrade(by: addresses).bytes)
  }

  private func relay(_ buffer: inout ByteBuffer) {
    guard var answer else { return }
    self.answer = nil
    do {
      let reading = try buffer.withUnsafeReadableBytes { try answer.read($0) }
      if !reading.part.isEmpty { stage.observer.received(run, reading.part) }
      if answer.isSpoiled {
        answer.hold(reading.part)
      } else if let bytes = answer.written(reading.part) {
        client.send(bytes)
      } else if let slice = buffer.readSlice(length: reading.count) {
        client.send(slice)
      }
      self.answer = answer
      if answer.isSpoiled { pour() } else if answer.isWhole { finish() }
    } catch {
      self.answer = answer
      breakOff()
    }
  }

  /// Sends what is held, piece by piece, as far as the client takes it.
  private func pour() {
    guard phase == .answering, answer?.isSpoiled == true else { return }
    while client.isWritable, let piece = answer?.nextPiece() {
      client.send(piece)
      client.flush()
    }
    guard let answer, phase == .answering else { return }
    if answer.isCut { return spoil() }
    guard !answer.isHolding else { return }
    if answer.isWhole || end == true { finish() } else if end == false { breakOff() }
  }

  // MARK: Ends

  func upstreamEnded(wasReset: Bool) {
    switch phase {
    case .connecting, .over: break
    case .asking: fail(502, "\(stage.target.authority) closed the connection without an answer")
    case .answering:
      let isWhole = answer?.endsWithConnection == true && !wasReset
      if answer?.isHolding == true {
        end = isWhole
      } else if isWhole {
        finish()
      } else {
        breakOff()
      }
    case .upgraded:
      end(.complete)
      client.closeAfterWrites()
    }
  }

  func clientLeft() {
    guard phase != .over else { return }
    end(phase == .upgraded ? .complete : .left)
  }

  private func finish() {
    guard phase == .answering, let answer else { return }
    client.send(answer.ending)
    end(.complete)
    client.exchangeEnded(isLast: !request.isKeptAlive || !requestBody.isDone)
  }

  private func breakOff() {
    end(.lost)
    client.closeAfterWrites(isReset: answer?.looksWholeWhenCut == true)
  }

  private func spoil() {
    guard phase == .answering else { return }
    end(.spoiled(status: nil))
    client.closeAfterWrites(isReset: answer?.looksWholeWhenCut == true)
  }

  private func fail(_ status: Int, _ reason: String) {
    if phase == .answering { return breakOff() }
    refuse(status, reason, .failed(status: status, reason: reason))
  }

  private func refuse(_ status: Int, _ text: String, _ end: ProxiedEnd) {
    self.end(end)
    client.answer(
      status, text, isLast: !request.isKeptAlive || !requestBody.isDone,
      hasBody: request.method != "HEAD")
  }

  private func end(_ end: ProxiedEnd) {
    if phase == .connecting { givesUpDialling?() }
    givesUpDialling = nil
    phase = .over
    timer?.cancel()
    // First: what the closing brings about must not be told before it.
    stage.observer.ended(run, end)
    upstream?.close(promise: nil)
  }
}

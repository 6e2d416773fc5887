import NIOCore
import NIOHTTP1
import Recordings

/// Sends one answer, part by part, each when its time has come and never faster than the client
/// reads.
final class ReplayPlayer {
  /// How the answer ends.
  enum Ending {
    case whole
    /// The connection closes before the body's end.
    case cut
  }

  /// Parts written before other connections of the event loop get their turn.
  private static let partsPerTurn = 16

  private let scene: ReplayScene
  private let replay: Replay
  private let head: HTTPResponseHead
  private let context: ChannelHandlerContext
  private let finish: (Ending) -> Void
  private var started = NIODeadline.now()
  private var part: Int
  /// What of the current part is still to be sent.
  private var rest: ArraySlice<UInt8> = []
  private var hasBegun = false
  private var sent = 0
  private var timer: Scheduled<Void>?
  private var isSending = false
  private var isOver = false

  init(
    _ scene: ReplayScene, of replay: Replay, _ head: HTTPResponseHead,
    on context: ChannelHandlerContext, finish: @escaping (Ending) -> Void
  ) {
    self.scene = scene
    self.replay = replay
    self.head = head
    self.context = context
    self.finish = finish
    part = scene.start.part
  }

  /// Sends the head when the server had thought about it for long enough.
  func begin() {
    let connection = scene.connection
    let thought = (connection.answered ?? connection.asked) - connection.asked
    after(scaled(thought) + Self.bounded(replay.faults.latency)) {
      self.hasBegun = true
      self.started = .now()
      self.context.writeAndFlush(
        NIOAny(HTTPServerResponsePart.head(self.head)), promise: nil)
      if case .time(let time)? = self.replay.faults.cut { self.cut(after: time) }
      self.go()
    }
  }

  /// Sends what is due, as long as the channel is writable; to be called again when it becomes so.
  func go() {
    // Flushing can make the channel writable again while the loop below runs.
    guard hasBegun, !isSending, !isOver else { return }
    isSending = true
    defer { isSending = false }
    for _ in 0..<Self.partsPerTurn {
      guard context.channel.isActive else { return cancel() }
      guard context.channel.isWritable else { return }
      if rest.isEmpty {
        guard part < scene.connection.parts.count else { return end() }
        let due = started + scaled(scene.wait(before: part))
        guard due <= .now() else { return after(due - .now()) { self.go() } }
        guard let bytes = scene.bytes(of: part) else { return over(.cut) }
        rest = bytes[...]
        part += 1
      }
      if send() { return over(.cut) }
    }
    after(.zero) { self.go() }
  }

  /// Sends no more.
  func cancel() {
    isOver = true
    timer?.cancel()
  }

  /// True where the body is to break off here.
  private func send() -> Bool {
    var piece = rest
    if let fragment = replay.faults.fragment { piece = piece.prefix(fragment) }
    var isCut = false
    if case .bytes(let limit)? = replay.faults.cut, sent + piece.count >= limit {
      piece = piece.prefix(limit - sent)
      isCut = true
    }
    sent += piece.count
    rest = rest.dropFirst(piece.count)
    if !piece.isEmpty {
      let buffer = context.channel.allocator.buffer(bytes: piece)
      context.writeAndFlush(
        NIOAny(HTTPServerResponsePart.body(.byteBuffer(buffer))), promise: nil)
    }
    return isCut
  }

  private func end() {
    if scene.breaksOff { return over(.cut) }
    if replay.isOnce || !scene.wentOn { over(.whole) }
  }

  private func cut(after time: Duration) {
    let loop = context.eventLoop.assumeIsolated()
    loop.scheduleTask(in: Self.bounded(time)) { if !self.isOver { self.over(.cut) } }
  }

  private func over(_ ending: Ending) {
    cancel()
    finish(ending)
  }

  private func after(_ delay: TimeAmount, _ work: @escaping () -> Void) {
    timer?.cancel()
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: delay, work)
  }

  private func scaled(_ wait: Duration) -> TimeAmount {
    guard let speed = replay.speed else { return .zero }
    return Self.bounded(wait / speed)
  }

  /// A capture may say anything; nobody waits for longer than a year.
  private static func bounded(_ wait: Duration) -> TimeAmount {
    TimeAmount(max(.zero, min(wait, .seconds(366 * 86_400))))
  }
}

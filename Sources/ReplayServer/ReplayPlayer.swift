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
  private let pace: ReplayPace?
  /// Its number there.
  private var number = 0
  private var ends: RecordEnds
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
    pace = replay.paces?[scene.played.title]
    ends = RecordEnds(scene.connection.head)
    part = scene.start.part
  }

  /// Sends the head when the server had thought about it for long enough.
  func begin() {
    let connection = scene.connection
    let thought = (connection.answered ?? connection.asked) - connection.asked
    after(scaled(thought) + Self.bounded(replay.faults.latency)) {
      self.hasBegun = true
      self.started = .now()
      self.follow()
      self.context.writeAndFlush(
        NIOAny(HTTPServerResponsePart.head(self.head)), promise: nil)
      if case .time(let time)? = self.replay.faults.cut { self.cut(after: time) }
      self.go()
    }
  }

  /// Goes on when the pace is changed.
  private func follow() {
    guard let pace else { return }
    let loop = context.eventLoop
    let bound = NIOLoopBound(self, eventLoop: loop)
    number = pace.begin(at: scene.begins, length: scene.played.length) {
      loop.execute { bound.value.go() }
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
        guard isDue(part) else { return }
        guard let bytes = scene.bytes(of: part) else { return over(.cut) }
        rest = bytes[...]
        part += 1
      } else if pace != nil {
        // It may be held between two records that came at once.
        guard isDue(part - 1) else { return }
      }
      if send() { return over(.cut) }
    }
    after(.zero) { self.go() }
  }

  /// Whether a part is to be sent now; if not, it is looked at again when that may have changed.
  private func isDue(_ part: Int) -> Bool {
    let wait: TimeAmount
    switch pace?.turn(of: scene.time(of: part), for: number) {
    case .due: return true
    case .held:
      timer?.cancel()
      return false
    case .after(let time): wait = Self.bounded(time)
    case nil:
      let due = started + scaled(scene.wait(before: part))
      if due <= .now() { return true }
      wait = due - .now()
    }
    after(wait) { self.go() }
    return false
  }

  /// Sends no more.
  func cancel() {
    isOver = true
    timer?.cancel()
    pace?.end(of: number)
  }

  /// True where the body is to break off here.
  private func send() -> Bool {
    var piece = rest
    if let fragment = replay.faults.fragment { piece = piece.prefix(fragment) }
    if let pace { piece = recordsDue(in: piece, pace) }
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

  /// What of a piece is sent at once: step by step a record at most.
  private func recordsDue(in piece: ArraySlice<UInt8>, _ pace: ReplayPace) -> ArraySlice<UInt8> {
    guard pace.isStepping else {
      ends.pass(piece)
      return piece
    }
    guard let count = ends.end(in: piece) else { return piece }
    pace.stepped()
    return piece.prefix(count)
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
    let speed = pace.map { $0.standing.speed } ?? replay.speed
    guard let speed else { return .zero }
    return Self.bounded(wait / speed)
  }

  /// A capture may say anything; nobody waits for longer than a year.
  private static func bounded(_ wait: Duration) -> TimeAmount {
    TimeAmount(max(.zero, min(wait, .seconds(366 * 86_400))))
  }
}

import StreamClient
import Synchronization
import WebText

/// One stream on its way into a capture: counted, and shown to a person who watches.
final class RecordSession: Sendable {
  private static let shownEvery = Duration.milliseconds(200)

  private struct State {
    var records = 0
    var remaining: Int?
    var shown: ContinuousClock.Instant?
    var ending: Ending?
  }

  private let state: Mutex<State>
  private let started = ContinuousClock.now
  private let shows = StandardError.isTerminal

  init(limit: Int?) { state = Mutex(State(remaining: limit)) }

  /// `n.capture  1234 records, 254 KB, 72.1 s`
  func summary(of file: CaptureFile) -> String {
    let records = state.withLock { $0.records }
    let elapsed = ContinuousClock.now - started
    return "\(file.path)  \(Self.counted(records)), "
      + "\(ByteCount.text(file.size)), \(elapsed.inSeconds) s"
  }

  /// Follows the stream until it ends, or enough has come. Nil is success.
  func run(
    _ request: StreamRequest, options: StreamOptions, with client: StreamClient,
    for limit: Duration?
  ) async -> Ending? {
    await client.follow(request, options: options, for: limit) { self.receive($0) }
    return state.withLock { $0.ending }
  }

  /// False when nothing more is wanted.
  private func receive(_ signal: StreamSignal) -> Bool {
    switch signal {
    case .records(let batch): return took(batch.entries.count { $0.kind.isRecord })
    case .lost(let failure, let retryIn, _):
      StandardError.say("\(failure.sentence); trying again in \(retryIn.inSeconds) s")
    case .failed(let failure): state.withLock { $0.ending = .failed(failure.sentence) }
    case .requesting, .opened, .answering, .answered, .saved, .progress, .completed, .closed: break
    }
    return true
  }

  private func took(_ count: Int) -> Bool {
    let now = ContinuousClock.now
    let (records, isDue, goesOn) = state.withLock { state in
      state.records += count
      state.remaining = state.remaining.map { max(0, $0 - count) }
      let isDue = state.shown.map { now - $0 >= Self.shownEvery } ?? true
      if isDue { state.shown = now }
      return (state.records, isDue, state.remaining != 0)
    }
    if isDue, shows {
      StandardError.write(control: "\r\u{1B}[K\(Self.counted(records)), Ctrl-C ends")
    }
    return goesOn
  }

  private static func counted(_ records: Int) -> String {
    "\(records) \(records == 1 ? "record" : "records")"
  }
}

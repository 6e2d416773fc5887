/// Counts bytes and says when it is time to show them: at most 30 times a second.
struct ProgressMeter: Sendable {
  static let interval = Duration.milliseconds(1000 / 30)

  private(set) var done = 0
  let total: Int?
  private var shownAt: ContinuousClock.Instant?

  init(done: Int = 0, total: Int?) {
    self.done = done
    self.total = total
  }

  mutating func add(_ count: Int) {
    done += count
  }

  /// Whether to show the count now; saying so counts as showing it.
  mutating func isDue(at now: ContinuousClock.Instant) -> Bool {
    if let shownAt, now - shownAt < Self.interval { return false }
    shownAt = now
    return true
  }

  var signal: StreamSignal { .progress(done: done, total: total) }
}

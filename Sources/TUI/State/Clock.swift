/// What time it is, as the last tick said.
struct Clock: Hashable, Sendable {
  /// Since the program started.
  var now: Duration = .zero
  /// The user's clock when the program started; nil before the first tick.
  private var start: TimeOfDay?

  /// The user's clock at `elapsed` since the program's start.
  func timeOfDay(at elapsed: Duration) -> TimeOfDay {
    (start ?? TimeOfDay(milliseconds: 0)).advanced(by: elapsed)
  }

  /// Takes the time of a tick. The start is worked out anew only when somebody has set the user's
  /// clock: rounding would make the times on the screen flicker by a millisecond.
  mutating func set(_ wallClock: TimeOfDay, at now: Duration) {
    self.now = now
    let seen = wallClock.advanced(by: .zero - now)
    guard let start, abs(start.milliseconds - seen.milliseconds) < 1000 else {
      self.start = seen
      return
    }
  }
}

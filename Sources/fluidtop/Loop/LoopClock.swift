/// The time that the loop goes by.
struct LoopClock: Sendable {
  /// Since the program's start.
  let elapsed: @Sendable () -> Duration
  /// When that was.
  let start: WallClock

  static func starting() -> LoopClock {
    let start = ContinuousClock.now
    return LoopClock(elapsed: { ContinuousClock.now - start }, start: .now)
  }
}

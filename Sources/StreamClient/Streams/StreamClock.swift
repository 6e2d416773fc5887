/// What a stream's own waits are timed by: for silence, and between connections.
struct StreamClock: Sendable {
  typealias Instant = ContinuousClock.Instant

  let now: @Sendable () -> Instant
  /// Returns at that time, or earlier where the task is cancelled.
  let sleep: @Sendable (_ end: Instant) async -> Void

  static let system = StreamClock(
    now: { .now }, sleep: { try? await Task.sleep(until: $0, clock: .continuous) })

  func sleep(for duration: Duration) async {
    await sleep(now() + duration)
  }
}

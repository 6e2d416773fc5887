import Synchronization

/// The waits between connections, which the client's shutdown cuts short: a server may have made them
/// minutes long.
final class ReconnectionWaits: Sendable {
  private struct State {
    var sleeping: [Int: Task<Void, Never>] = [:]
    var last = 0
    var isEnded = false
  }

  private let state = Mutex(State())
  private let clock: StreamClock

  init(clock: StreamClock) {
    self.clock = clock
  }

  /// Returns when the time is over, the task is cancelled, or the client is shut down.
  func wait(_ delay: Duration) async {
    let sleep = Task { [clock] in await clock.sleep(for: delay) }
    let number: Int? = state.withLock { state in
      guard !state.isEnded else { return nil }
      state.last += 1
      state.sleeping[state.last] = sleep
      return state.last
    }
    if number == nil { sleep.cancel() }
    await withTaskCancellationHandler {
      await sleep.value
    } onCancel: {
      sleep.cancel()
    }
    if let number { state.withLock { _ = $0.sleeping.removeValue(forKey: number) } }
  }

  /// Ends all waits, and those to come at once.
  func end() {
    let sleeping = state.withLock { state in
      state.isEnded = true
      return state.sleeping
    }
    for sleep in sleeping.values { sleep.cancel() }
  }
}

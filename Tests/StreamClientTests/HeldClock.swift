import ScriptedServers
import Synchronization

@testable import StreamClient

/// A clock that stands still until the test moves it on.
final class HeldClock: Sendable {
  private struct Sleeper {
    let end: StreamClock.Instant
    let continuation: CheckedContinuation<Void, Never>
  }

  private struct State {
    var now: StreamClock.Instant = .now
    var sleepers: [Int: Sleeper] = [:]
    var last = 0
  }

  private let state = Mutex(State())

  /// The clock for what is tested.
  var clock: StreamClock {
    StreamClock(now: { self.state.withLock { $0.now } }, sleep: { await self.sleep(until: $0) })
  }

  /// For how long it is waited at this moment, the shortest first.
  var waits: [Duration] {
    state.withLock { state in state.sleepers.values.map { state.now.duration(to: $0.end) }.sorted()
    }
  }

  func advance(by duration: Duration) {
    let woken = state.withLock { state in
      state.now += duration
      let due = state.sleepers.filter { $0.value.end <= state.now }
      for number in due.keys { state.sleepers.removeValue(forKey: number) }
      return due.values
    }
    for sleeper in woken { sleeper.continuation.resume() }
  }

  /// Moves the time on, once each time somebody waits for it, until the condition holds: between
  /// two readings nobody may wait yet. Whoever waits only when it holds is not woken.
  func advance(by step: Duration, until condition: () -> Bool) async -> Bool {
    await eventually {
      let isWaitedFor = !waits.isEmpty
      if condition() { return true }
      if isWaitedFor { advance(by: step) }
      return false
    }
  }

  private func sleep(until end: StreamClock.Instant) async {
    let number = state.withLock { state in
      state.last += 1
      return state.last
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let sleeps = state.withLock { state in
          guard !Task.isCancelled, end > state.now else { return false }
          state.sleepers[number] = Sleeper(end: end, continuation: continuation)
          return true
        }
        if !sleeps { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.sleepers.removeValue(forKey: number) }?.continuation.resume()
    }
  }
}

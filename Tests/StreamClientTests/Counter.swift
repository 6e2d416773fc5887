import Synchronization

/// Counts from 1, from any task.
final class Counter: Sendable {
  private let state = Mutex(0)

  var value: Int { state.withLock { $0 } }

  func next() -> Int {
    state.withLock { value in
      value += 1
      return value
    }
  }
}

import Synchronization

/// Ends a reading that waits too long for the server; the time in which the receiver works doesn't
/// count.
final class IdleWatch: Sendable {
  private let waitingSince = Mutex<ContinuousClock.Instant?>(nil)

  /// The reader waits for the server from now on.
  func waiting() {
    waitingSince.withLock { $0 = .now }
  }

  /// Something has come.
  func arrived() {
    waitingSince.withLock { $0 = nil }
  }

  /// Runs a reading under a watch. When the server is silent for longer than the limit the reading
  /// is cancelled, and what it then returns is the result. Without a limit there is no watch.
  static func guarding<Result: Sendable>(
    _ limit: Duration?, _ reading: @escaping @Sendable (IdleWatch?) async -> Result
  ) async -> (result: Result, isExpired: Bool) {
    guard let limit else { return (await reading(nil), false) }
    let watch = IdleWatch()
    return await TimeLimit.cancelling {
      await reading(watch)
    } after: {
      await watch.expire(after: limit)
    }
  }

  /// Returns when the reader has waited for the limit, or the task is cancelled.
  private func expire(after limit: Duration) async {
    while !Task.isCancelled {
      let now = ContinuousClock.now
      let deadline = waitingSince.withLock { $0 ?? now } + limit
      guard deadline > now else { return }
      try? await Task.sleep(until: deadline, clock: .continuous)
    }
  }
}

/// Ends a piece of work that takes too long.
enum TimeLimit {
  /// Runs the work; when the time is over it is cancelled, and what it then returns is the result.
  static func limiting<Result: Sendable>(
    _ time: Duration, clock: StreamClock = .system,
    _ work: @escaping @Sendable () async -> Result
  ) async -> (result: Result, isExpired: Bool) {
    let working = Task { await work() }
    let expiring = Task {
      await clock.sleep(for: time)
      guard !Task.isCancelled else { return false }
      working.cancel()
      return true
    }
    return await withTaskCancellationHandler {
      let result = await working.value
      expiring.cancel()
      return (result, await expiring.value)
    } onCancel: {
      working.cancel()
      expiring.cancel()
    }
  }
}

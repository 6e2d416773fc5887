/// Ends a piece of work that takes too long.
enum TimeLimit {
  /// Runs the work; when the time is over it is cancelled, and what it then returns is the result.
  static func limiting<Result: Sendable>(
    _ time: Duration, _ work: @escaping @Sendable () async -> Result
  ) async -> (result: Result, isExpired: Bool) {
    await cancelling(work) { try? await Task.sleep(for: time) }
  }

  /// Runs the work, and cancels it when `expiry` returns first.
  static func cancelling<Result: Sendable>(
    _ work: @escaping @Sendable () async -> Result,
    after expiry: @escaping @Sendable () async -> Void
  ) async -> (result: Result, isExpired: Bool) {
    let working = Task { await work() }
    let expiring = Task {
      await expiry()
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

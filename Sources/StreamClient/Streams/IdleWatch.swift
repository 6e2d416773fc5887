import Synchronization

/// Ends a reading that waits too long for the server, or whose connection is to be made anew.
///
/// It ends only the waiting: the time in which the receiver works doesn't count, and nothing that
/// has arrived is lost with the connection.
final class IdleWatch: Sendable {
  /// Why a reading was ended.
  enum Expiry: Sendable, Hashable {
    case silence
    case restart
  }

  private struct State {
    var waitingSince: ContinuousClock.Instant?
    var isRestartWanted = false
    var expiry: Expiry?
    var cancel: (@Sendable () -> Void)?

    /// What to call, outside the lock, to end the reading.
    mutating func expire(_ expiry: Expiry) -> (@Sendable () -> Void)? {
      guard self.expiry == nil else { return nil }
      self.expiry = expiry
      return cancel
    }
  }

  private let state = Mutex(State())
  private let clock: StreamClock

  init(clock: StreamClock = .system) {
    self.clock = clock
  }

  /// The reader waits for the server from now on.
  func waiting() {
    let cancel = state.withLock { state in
      state.waitingSince = clock.now()
      return state.isRestartWanted ? state.expire(.restart) : nil
    }
    cancel?()
  }

  /// Something has come; false where it came too late, and isn't to be used any more.
  @discardableResult
  func arrived() -> Bool {
    state.withLock { state in
      state.waitingSince = nil
      return state.expiry == nil
    }
  }

  /// Ends the reading as soon as it waits for the server.
  func restart() {
    wantRestart()?()
  }

  /// The same; what it returns ends the reading, and is to be called where no lock is held.
  func wantRestart() -> (@Sendable () -> Void)? {
    state.withLock { state in
      state.isRestartWanted = true
      return state.waitingSince == nil ? nil : state.expire(.restart)
    }
  }

  /// Whether a restart was asked for and nothing came of it.
  var isRestartOpen: Bool { state.withLock { $0.isRestartWanted && $0.expiry == nil } }

  /// Runs a reading under a watch. When the server is silent for longer than the limit, or the
  /// control wants another connection, the reading is cancelled, and what it then returns is the
  /// result. Without either there is no watch.
  static func watching<Result: Sendable>(
    _ limit: Duration?, _ control: StreamControl?, clock: StreamClock,
    on executor: (any TaskExecutor)? = nil,
    _ reading: @escaping @Sendable (IdleWatch?) async -> Result
  ) async -> (result: Result, expiry: Expiry?) {
    let limit = limit.flatMap { $0 > .zero ? $0 : nil }
    guard limit != nil || control != nil else { return (await reading(nil), nil) }
    let watch = IdleWatch(clock: clock)
    let working = Task(executorPreference: executor) { await reading(watch) }
    watch.attach { working.cancel() }
    control?.follow(watch)
    let timing = limit.map { limit in Task { await watch.expire(after: limit) } }
    let result = await withTaskCancellationHandler {
      await working.value
    } onCancel: {
      working.cancel()
    }
    timing?.cancel()
    control?.follow(nil)
    return (result, watch.state.withLock { $0.expiry })
  }

  /// Runs a reading under a watch of the server's silence alone.
  static func guarding<Result: Sendable>(
    _ limit: Duration?, clock: StreamClock,
    _ reading: @escaping @Sendable (IdleWatch?) async -> Result
  ) async -> (result: Result, isExpired: Bool) {
    let (result, expiry) = await watching(limit, nil, clock: clock, reading)
    return (result, expiry != nil)
  }

  private func attach(_ cancel: @escaping @Sendable () -> Void) {
    let isExpired = state.withLock { state in
      state.cancel = cancel
      return state.expiry != nil
    }
    if isExpired { cancel() }
  }

  /// Ends the reading when it has waited for the limit; returns then, or when the task is cancelled.
  private func expire(after limit: Duration) async {
    while !Task.isCancelled {
      let (deadline, cancel) = state.withLock { state in
        let now = clock.now()
        let deadline = (state.waitingSince ?? now) + limit
        return (deadline, deadline > now ? nil : state.expire(.silence))
      }
      guard deadline > clock.now() else {
        cancel?()
        return
      }
      await clock.sleep(deadline)
    }
  }
}

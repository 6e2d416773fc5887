import WebText

/// Decides what comes after the end of a connection: another one, and when, or the end.
///
/// Source: WHATWG HTML, 9.2 "Server-sent events", with our decisions where it leaves
/// room: docs/decisions/005-connections.md.
/// Knows no clock and no socket: it is told what happened and when.
struct Reconnection: Sendable {
  /// How a connection ended.
  enum Ending: Sendable, Hashable {
    /// The body came to its end.
    case clean
    /// It broke, or never came to be.
    case lost
    /// The server answered with a status that isn't a stream.
    case answered(status: Int, retryAfter: Duration?)
    /// Nothing a second try would change.
    case fatal
  }

  /// What to do next.
  enum Step: Sendable, Hashable {
    /// Connect again after this wait.
    case retry(after: Duration)
    /// The stream is complete.
    case complete
    /// The stream has failed.
    case fail
    /// It has failed, and so many attempts in a row to connect again with it: more aren't allowed.
    case giveUp(attempts: Int)
  }

  static let shortestDelay = Duration.milliseconds(100)
  static let longestServerDelay = Duration.seconds(5 * 60)
  static let longestBackOff = Duration.seconds(30)
  static let stableAfter = Duration.seconds(60)
  /// A `Retry-After` beyond a day is as good as a day.
  static let longestRetryAfter = Duration.seconds(24 * 60 * 60)

  /// An answer to a reconnect that may change by itself.
  static let passingStatuses: Set<Int> = [408, 429, 500, 502, 503, 504]

  let policy: ReconnectPolicy
  let initialDelay: Duration
  /// The most attempts in a row to connect again that may fail; nil for any number.
  let limit: Int?
  /// What the wait after a failed attempt grows from, at least.
  let shortestBackOff: Duration
  /// Whether the stream is one of events; nobody knows before the first answer, unless the caller
  /// says so.
  private(set) var isEvents: Bool
  /// The number of attempts since the last stable connection that failed to open a stream.
  private(set) var failedAttempts = 0
  private(set) var hasOpened = false
  /// The attempts to connect again since the stream was open last.
  private var attempts = 0
  private var openedAt: ContinuousClock.Instant?

  init(
    policy: ReconnectPolicy, initialDelay: Duration, isKnownAsEvents: Bool, limit: Int? = nil,
    shortestBackOff: Duration = shortestDelay
  ) {
    self.policy = policy
    self.limit = limit
    self.initialDelay = initialDelay
    self.shortestBackOff = shortestBackOff
    isEvents = isKnownAsEvents
  }

  /// A stream has opened.
  mutating func opened(at now: ContinuousClock.Instant, asEvents: Bool) {
    hasOpened = true
    attempts = 0
    isEvents = asEvents
    openedAt = now
  }

  /// The caller has dropped the connection, and wants another one at once.
  mutating func restarted() {
    openedAt = nil
    failedAttempts = 0
    attempts = 0
  }

  /// A connection has ended, whether or not it opened.
  ///
  /// - Parameters:
  ///   - serverRetry: The server's last `retry` in milliseconds.
  ///   - jitter: From 0 up to 1, drawn anew each time.
  mutating func ended(
    _ ending: Ending, serverRetry: Int?, at now: ContinuousClock.Instant, jitter: Double
  ) -> Step {
    let step = step(after: ending, serverRetry: serverRetry, at: now, jitter: jitter)
    guard case .retry = step, let limit else { return step }
    guard attempts < limit else {
      return ending == .clean ? .complete : .giveUp(attempts: attempts)
    }
    attempts += 1
    return step
  }

  private mutating func step(
    after ending: Ending, serverRetry: Int?, at now: ContinuousClock.Instant, jitter: Double
  ) -> Step {
    let wasOpen = openedAt.map { now - $0 }
    openedAt = nil
    guard isEvents else { return ending == .clean ? .complete : .fail }
    if let wasOpen, wasOpen >= Self.stableAfter { failedAttempts = 0 }
    if wasOpen == nil { failedAttempts += 1 }
    let delay = delay(serverRetry: serverRetry, jitter: jitter)
    switch ending {
    case .clean: return policy == .always ? .retry(after: delay) : .complete
    case .lost: return policy == .never ? .fail : .retry(after: delay)
    case .answered where !hasOpened: return .fail
    case .answered(204, _): return .complete
    case .answered(let status, let retryAfter) where Self.passingStatuses.contains(status):
      guard policy != .never else { return .fail }
      return .retry(after: max(delay, min(retryAfter ?? .zero, Self.longestRetryAfter)))
    case .answered, .fatal: return .fail
    }
  }

  /// The plain delay after a connection that was open; doubled for each attempt that failed, to
  /// 30 s, and then drawn from its upper half, so that clients don't come back all at once.
  private func delay(serverRetry: Int?, jitter: Double) -> Duration {
    let plain = base(serverRetry: serverRetry)
    guard failedAttempts > 0 else { return plain }
    // Doubled, nothing would stay nothing, and a server that is down be asked without a pause.
    let base = max(plain, shortestBackOff)
    let limit = max(base, Self.longestBackOff)
    var delay = base
    for _ in 0..<failedAttempts where delay < limit { delay = min(delay * 2, limit) }
    return max(base, delay * (0.5 + 0.5 * jitter))
  }

  private func base(serverRetry: Int?) -> Duration {
    guard let serverRetry else { return max(initialDelay, .zero) }
    // A `retry` has any number of digits; clamp it before it becomes a duration.
    let milliseconds = min(serverRetry, Self.longestServerDelay.wholeMilliseconds)
    return max(Self.shortestDelay, .milliseconds(milliseconds))
  }
}

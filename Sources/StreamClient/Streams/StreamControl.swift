import Synchronization

/// Drops a running stream's connection on demand, and has another one made at once.
///
/// ```swift
/// let control = StreamControl()
/// await client.run(request, control: control) { signal in … }
/// control.restart()  // from anywhere
/// ```
public final class StreamControl: Sendable {
  private enum State {
    /// No stream runs.
    case idle
    /// A connection has ended, and what comes next isn't there yet.
    case between(isRestartWanted: Bool)
    /// A connection is being made or read, or the next one awaited.
    case watched(IdleWatch)
  }

  private let state = Mutex(State.idle)

  /// Creates a control for one stream at a time.
  public init() {}

  /// Connects again now: what has arrived is delivered first, an open connection is closed, and a
  /// wait for the next attempt is cut short. An event stream goes on after its last event ID, the
  /// other kinds begin anew. No signal but `requesting` tells of it. Does nothing when no stream
  /// runs.
  public func restart() {
    // Noted with this lock held, with which `follow` looks for it: else it could ask the watch for the
    // last time just before.
    let cancel: (@Sendable () -> Void)? = state.withLock { state in
      switch state {
      case .idle: return nil
      case .between:
        state = .between(isRestartWanted: true)
        return nil
      case .watched(let watch): return watch.wantRestart()
      }
    }
    cancel?()
  }

  /// The reading to end, from now on.
  func follow(_ watch: IdleWatch?) {
    let isWanted = state.withLock { state in
      // A wish that came when nothing was awaited any more holds for what comes next.
      let isWanted =
        switch state {
        case .idle: false
        case .between(let isRestartWanted): isRestartWanted
        case .watched(let watch): watch.isRestartOpen
        }
      state = watch.map(State.watched) ?? .between(isRestartWanted: isWanted)
      return isWanted
    }
    if isWanted { watch?.restart() }
  }

  /// The stream has ended.
  func release() {
    state.withLock { $0 = .idle }
  }
}

import Synchronization

/// A stream that runs; `close()` ends it.
///
/// The stream goes on when the connection is let go of, as an `EventSource` does.
public final class StreamConnection: Sendable {
  /// Where a stream stands. Source: WHATWG HTML, 9.2.2, `EventSource.readyState`.
  public enum ReadyState: Int, Sendable, Hashable {
    /// A connection is being made, or awaited.
    case connecting = 0
    /// The connection is open.
    case open = 1
    /// The stream has ended for good.
    case closed = 2
  }

  private struct State {
    var readyState = ReadyState.connecting
    var url: String
    var lastEventID: String
    var closedByCaller = false
    var task: Task<Void, Never>?
  }

  private let state: Mutex<State>
  let control = StreamControl()

  init(url: String, lastEventID: String) {
    state = Mutex(State(url: url, lastEventID: lastEventID))
  }

  /// Where the stream stands now.
  public var readyState: ReadyState { state.withLock { $0.readyState } }

  /// Where the stream comes from: the request's URL, after redirects once it is open.
  public var url: String { state.withLock { $0.url } }

  /// The last event ID so far; empty where there is none.
  public var lastEventID: String { state.withLock { $0.lastEventID } }

  /// Ends the stream: the socket closes, and no callback begins any more.
  ///
  /// Called within a callback, or on the actor that the callbacks are of, it is exact. From anywhere
  /// else one callback may be beginning at that very moment.
  public func close() {
    let task = state.withLock { state in
      state.closedByCaller = true
      state.readyState = .closed
      return state.task
    }
    task?.cancel()
  }

  /// Connects again now, as if the server had dropped the connection, but without `onError` and
  /// without a wait. An event stream goes on after its last event ID, the other kinds begin anew.
  /// Does nothing once the stream has ended.
  public func restart() {
    control.restart()
  }

  /// Returns when the stream has ended and the last callback has returned; cancelling the task that
  /// waits ends neither. A callback that awaits it would wait for itself.
  public func finished() async {
    let task = state.withLock { $0.task }
    await task?.value
  }

  var isClosedByCaller: Bool { state.withLock { $0.closedByCaller } }

  /// The task that runs the stream; cancelled at once if the caller has closed already.
  func attach(_ task: Task<Void, Never>) {
    let isClosed = state.withLock { state in
      state.task = task
      return state.closedByCaller
    }
    if isClosed { task.cancel() }
  }

  func changeState(to readyState: ReadyState) {
    state.withLock { state in
      guard !state.closedByCaller else { return }
      state.readyState = readyState
    }
  }

  func open(at url: String) {
    changeState(to: .open)
    state.withLock { $0.url = url }
  }

  func remember(lastEventID: String) {
    state.withLock { $0.lastEventID = lastEventID }
  }
}

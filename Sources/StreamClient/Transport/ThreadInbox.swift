import Synchronization

/// What other threads want of the transport's thread, in order.
final class ThreadInbox: Sendable {
  enum Message: Sendable {
    case start(Transfer)
    /// The reader has taken what there was; more may come.
    case goOn(Transfer)
    /// Nobody reads it any more: its socket is closed.
    case close(Transfer)
    /// A task's next step. The executor lives until it is done.
    case job(UnownedJob, TransportThread)
    /// Ends every transfer; then the continuation goes on.
    case endTransfers(CheckedContinuation<Void, Never>)
    /// Ends the thread.
    case stop
  }

  private struct State {
    var messages: [Message] = []
    /// Whether the thread waits for sockets, and has to be woken.
    var isAsleep = false
  }

  private let state = Mutex(State())
  let alarm: Alarm

  init(alarm: Alarm) {
    self.alarm = alarm
  }

  func post(_ message: Message) {
    let isAsleep = state.withLock { state in
      state.messages.append(message)
      defer { state.isAsleep = false }
      return state.isAsleep
    }
    if isAsleep { alarm.ring() }
  }

  /// What has come, into an empty array; where nothing has, the thread is asleep from now on.
  func take(into messages: inout [Message]) {
    state.withLock { state in
      swap(&state.messages, &messages)
      state.isAsleep = messages.isEmpty
    }
  }

  /// The thread looks at its sockets again.
  func isAwake() {
    state.withLock { $0.isAsleep = false }
  }
}

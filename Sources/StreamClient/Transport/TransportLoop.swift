/// What the transport's thread does: takes in what others want, lets libcurl read and write what is
/// ready, runs the tasks' next steps.
///
/// It is made on its thread, and never leaves it; so are all that it holds.
final class TransportLoop {
  private let inbox: ThreadInbox
  private let transfers: RunningTransfers
  private var messages: [ThreadInbox.Message] = []
  private var isStopped = false

  init(inbox: ThreadInbox, sockets: consuming SocketPoll, keepsCookies: Bool) {
    self.inbox = inbox
    transfers = RunningTransfers(
      sockets: sockets, alarm: inbox.alarm, keepsCookies: keepsCookies)
  }

  func run() {
    while true {
      let isIdle = handleMessages()
      if isStopped { break }
      let events = transfers.wait(isIdle: isIdle)
      if isIdle { inbox.isAwake() }
      transfers.move(events)
    }
    transfers.shutDown()
  }

  /// Whether there is nothing more to do but to wait for the sockets. What messages lead to is
  /// messages again, mostly few: to look at the sockets in between would be a call for nothing.
  private func handleMessages() -> Bool {
    for _ in 0..<8 {
      inbox.take(into: &messages)
      guard !messages.isEmpty else { return true }
      for message in messages { handle(message) }
      messages.removeAll(keepingCapacity: true)
    }
    return false
  }

  private func handle(_ message: ThreadInbox.Message) {
    switch message {
    case .start(let transfer): transfers.start(transfer)
    case .goOn(let transfer): transfers.goOn(transfer)
    case .close(let transfer): transfers.close(transfer)
    case .job(let job, let executor):
      job.runSynchronously(on: executor.asUnownedTaskExecutor())
    case .endTransfers(let waiting):
      transfers.shutDown()
      waiting.resume()
    case .stop: isStopped = true
    }
  }
}

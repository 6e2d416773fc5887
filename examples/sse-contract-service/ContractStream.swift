import StreamClient
import StreamDecoding
import Synchronization

/// One stream that a suite has asked for; what it says is posted to the suite, one after the other.
final class ContractStream: Sendable {
  private let control = StreamControl()
  private let listenedTypes = Mutex<Set<String>>(["message"])
  private let task = Mutex<Task<Void, Never>?>(nil)

  /// Starts the stream.
  init(_ parameters: StreamParameters, client: StreamClient, teller: StreamClient) {
    let posts = CallbackPosts(url: parameters.callbackURL, client: teller)
    let running = Task { [control] in
      await client.run(parameters.request, options: parameters.options, control: control) {
        [weak self] signal in
        // Awaited: nothing is read from the stream before the suite has taken what came.
        for message in Self.messages(for: signal) where self?.isWanted(message) ?? false {
          await posts.post(message)
        }
      }
    }
    task.withLock { $0 = running }
  }

  /// Closes the connection; nothing more is posted.
  func stop() {
    task.withLock { $0 }?.cancel()
  }

  /// Closes the connection and makes another.
  func restart() {
    control.restart()
  }

  /// Posts events of this type from now on.
  func listen(for type: String) {
    listenedTypes.withLock { _ = $0.insert(type) }
  }

  /// A suite names every type but `message` before it is sent.
  private func isWanted(_ message: CallbackMessage) -> Bool {
    guard case .event(let event) = message else { return true }
    return listenedTypes.withLock { $0.contains(event.type) }
  }

  private static func messages(for signal: StreamSignal) -> [CallbackMessage] {
    switch signal {
    case .records(let batch): batch.entries.compactMap { CallbackMessage($0, of: batch) }
    case .lost(let failure, _, _), .failed(let failure): [.error(failure.message)]
    case .requesting, .opened, .answering, .answered, .saved, .progress, .completed, .closed: []
    }
  }
}

import StreamClient
import Synchronization
import TUI

/// The user's headers, kept back while the backend is a server that only a document names.
final class GuardedHeaders: Sendable {
  private let all: [HeaderField]
  private let isForeign = Mutex(false)

  init(_ headers: [HeaderField]) {
    all = headers
  }

  /// What may be sent with a request of an endpoint.
  var allowed: [HeaderField] { isForeign.withLock { $0 } ? [] : all }

  /// Takes note of where the backend is, and says it where that keeps something back.
  func note(foreignOrigin: String?, in inbox: Inbox) {
    isForeign.withLock { $0 = foreignOrigin != nil }
    guard let foreignOrigin, !all.isEmpty else { return }
    inbox.post(.problem(ForeignServer(origin: foreignOrigin).screenSentence))
  }
}

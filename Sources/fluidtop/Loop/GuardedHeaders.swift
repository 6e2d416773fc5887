import StreamClient
import Synchronization
import TUI

/// The user's headers and authorization, kept back while the backend is a server that only a document names.
final class GuardedHeaders: Sendable {
  private let all: [HeaderField]
  private let authorization: StreamRequest.Authorization?
  private let secretNames: Set<String>
  private let isForeign = Mutex(false)

  init(
    _ headers: [HeaderField], authorization: StreamRequest.Authorization?,
    secretNames: Set<String>
  ) {
    all = headers
    self.authorization = authorization
    self.secretNames = secretNames
  }

  /// Adds what may be sent with a request of an endpoint, but for what its user chose for it.
  func add(to request: inout StreamRequest, without chosen: Set<String>) {
    if isForeign.withLock({ $0 }) { return }
    for header in all where !chosen.contains(header.name.lowercased()) {
      request.headers.replace(header)
    }
    request.secretNames.formUnion(secretNames)
    if !chosen.contains("authorization") { request.authorization = authorization }
  }

  /// Takes note of where the backend is, and says it where that keeps something back.
  func note(foreignOrigin: String?, in inbox: Inbox) {
    isForeign.withLock { $0 = foreignOrigin != nil }
    guard let foreignOrigin, !all.isEmpty || authorization != nil else { return }
    inbox.post(.problem(ForeignServer(origin: foreignOrigin).screenSentence))
  }
}

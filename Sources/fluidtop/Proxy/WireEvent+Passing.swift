import Endpoints
import ReverseProxy
import StreamClient
import WebText

extension WireEvent {
  /// An answer comes from where it was asked for.
  func with(url: String) -> WireEvent {
    if case .answered(let head, _) = self { .answered(head, url: url) } else { self }
  }
}

extension StreamRequest {
  /// What somebody else asked for, secrets hidden.
  init(passing sent: SentRequest, declaredAs kind: EndpointKind?) {
    self.init(
      url: WebURL.hidingSecrets(inQueryOf: sent.url, behind: "***", named: sent.secretNames),
      method: sent.method)
    declare(as: kind)
  }
}

/// What is known of the backend behind a proxy.
struct KnownBackend {
  private let catalog: Catalog
  /// Looked for once, and not with each request.
  private let secretNames: Set<String>

  init(_ catalog: Catalog = Catalog()) {
    self.catalog = catalog
    secretNames = catalog.secretNames
  }

  /// The endpoint that answers a request which passes, whose secrets are told to it.
  func endpoint(passing sent: inout SentRequest) -> Endpoint? {
    sent.secretNames = secretNames
    return catalog.endpoint(answering: sent.method, at: URLText(sent.url).path)
  }
}

extension WireEnd {
  /// How what passed ended; nil is our own doing, and `missed` bytes nobody looked at.
  init(_ end: ProxiedEnd?, missed: Int) {
    func failed(_ kind: StreamFailure.Kind, _ message: String) -> WireEnd {
      .failed(StreamFailure(kind: kind, message: message))
    }
    if missed > 0 {
      self = failed(.closed, ProxiedEnd.words(missed: missed))
      return
    }
    self =
      switch end {
      case .complete: .complete
      case .lost: failed(.connectionLost, "the connection broke off before the body's end")
      case .failed(_, let reason): failed(.connect, reason)
      case .spoiled: failed(.connectionLost, "broken off on purpose")
      case .left, nil: .closed
      }
  }
}

extension PassingAnswer {
  /// What the end of a run is to its client; nil is our own doing. Where not all of it was looked at
  /// nobody knows.
  mutating func signals(of end: ProxiedEnd?, isTold: Bool) -> [StreamSignal] {
    switch end {
    case _ where !isTold: abandon()
    case .complete: self.end()
    case .lost, .spoiled: lose()
    case .left, .failed, nil: abandon()
    }
  }
}

extension ProxiedEnd {
  static func words(missed: Int) -> String {
    "\(ByteCount.text(missed)) passed faster than they could be written, and are not here"
  }
}

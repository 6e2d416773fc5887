import WebText

/// Hears what goes over the wire for one stream, in order and never two at once: for who keeps it.
///
/// It is called where the stream is read: what takes long there holds the stream back.
public protocol WireObserver: AnyObject, Sendable {
  /// A request goes out, credentials and all.
  func requesting(_ request: SentRequest)
  /// Its answer begins.
  func answered(_ head: AnswerHead, url: String)
  /// One reading of the socket gave this: after the transfer coding, before a content coding is
  /// undone.
  func received(_ part: [UInt8])
  /// The connection is over.
  func ended(_ end: WireEnd)
}

/// A request as it went out.
public struct SentRequest: Sendable {
  /// The method.
  public var method: String
  /// Where it went, without credentials: those of its query are `***`.
  public var url: String
  /// The header lines in order, credentials among them.
  public var headers: [HeaderField]
  /// The body, where it is in memory; nil for none and for one that comes from files.
  public var body: [UInt8]?
  /// Whether there is a body.
  public var hasBody: Bool
  /// The ID after which the stream is to go on.
  public var lastEventID: String?
  /// `StreamRequest.secretNames`.
  public var secretNames: Set<String> = []

  /// Creates a request.
  public init(
    method: String, url: String, headers: [HeaderField], body: [UInt8]? = nil,
    hasBody: Bool = false,
    lastEventID: String? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.hasBody = hasBody
    self.lastEventID = lastEventID
  }
}

/// What a `WireObserver` hears, for who hands it on before it is dealt with.
package enum WireEvent: Sendable {
  case requesting(SentRequest)
  case answered(AnswerHead, url: String)
  case received([UInt8])
  case ended(WireEnd)
}

/// How a connection ended.
public enum WireEnd: Sendable {
  /// The body ended.
  case complete
  /// It was lost, and another one follows.
  case lost(StreamFailure)
  /// The stream is over.
  case failed(StreamFailure)
  /// Our side closed it: nothing more was wanted.
  case closed
}

extension SentRequest {
  init(_ outgoing: OutgoingRequest, lastEventID: String?) {
    let bytes: [UInt8]? = if case .bytes(let bytes)? = outgoing.body { bytes } else { nil }
    self.init(
      method: outgoing.method, url: outgoing.observedURL, headers: outgoing.headers, body: bytes,
      hasBody: outgoing.body != nil, lastEventID: lastEventID)
    secretNames = outgoing.secrets.declared
  }
}

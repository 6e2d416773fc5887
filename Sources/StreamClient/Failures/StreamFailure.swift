import StreamDecoding

/// Why a stream or a download failed.
public struct StreamFailure: Error, Sendable, Hashable {
  /// What went wrong, by its name in traces.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// No connection: refused, unknown host, bad URL.
    case connect
    /// The connection broke, or the body ended before its end.
    case connectionLost
    /// The server answered with a status outside 2xx.
    case status
    /// The answer is not of a kind that can be read as a stream.
    case mediaType
    /// A record isn't valid JSON or UTF-8.
    case invalidRecord
    /// A record is larger than the limit.
    case recordTooLarge
    /// The server was silent for too long, or didn't accept the connection in time.
    case timeout
    /// The certificate or the TLS handshake.
    case tls
    /// Too many redirects, a loop, or a target that can't be followed.
    case redirect
    /// The file on disk: exists already, no room, no permission.
    case file
    /// The client was shut down or the stream closed.
    case closed
  }

  /// What went wrong.
  public var kind: Kind
  /// What happened, and where.
  public var cause: String
  /// What to do next, where a setting can help.
  public var remedy: Remedy?
  /// The HTTP status, where there was one.
  public var status: Int?
  /// The first 64 KiB of the answer's body, where the status was outside 2xx.
  public var body: [UInt8]
  /// FastAPI's `detail` of that body, where there is one.
  public var detail: JSONValue?
  /// The file that was not to be overwritten.
  public var path: String?
  /// The answer's head, where there was an answer that can't be read as a stream.
  public var head: AnswerHead?

  /// One sentence: what happened, where, what to do next.
  public var message: String { remedy.map { cause + "; " + $0.words } ?? cause }

  /// Creates a failure; `message` is the sentence without the remedy.
  public init(
    kind: Kind, message: String, status: Int? = nil, body: [UInt8] = [], detail: JSONValue? = nil,
    remedy: Remedy? = nil, head: AnswerHead? = nil
  ) {
    self.kind = kind
    cause = message
    self.remedy = remedy
    self.status = status
    self.body = body
    self.detail = detail
    self.head = head
  }
}

extension StreamFailure {
  /// The failure after which so many attempts to connect again were all that are allowed.
  func givingUp(after attempts: Int) -> StreamFailure {
    var failure = self
    switch attempts {
    case 0: failure.cause = "not connecting again: " + cause
    case 1: failure.cause = "gave up after one attempt to connect again: " + cause
    default: failure.cause = "gave up after \(attempts) attempts to connect again: " + cause
    }
    return failure
  }
}

/// The answer a stream opened with.
public struct StreamResponse: Sendable, Hashable {
  /// The HTTP status, 200 as a rule.
  public var status: Int
  /// The media type without its parameters, in small letters; empty where the server names none.
  public var mediaType: String
  /// The response's header lines in order.
  public var headers: [HeaderField]
  /// How the body is read.
  public var kind: StreamKind
  /// Where the answer came from, after redirects; without user and password.
  public var url: String
  /// `1.0`, `1.1`, `2` or `3`.
  public var httpVersion: String
  /// What is known of the connection.
  public var connection: ConnectionFacts

  /// Creates a response.
  public init(
    status: Int, mediaType: String, headers: [HeaderField], kind: StreamKind, url: String,
    httpVersion: String = "1.1", connection: ConnectionFacts = ConnectionFacts()
  ) {
    self.status = status
    self.mediaType = mediaType
    self.headers = headers
    self.kind = kind
    self.url = url
    self.httpVersion = httpVersion
    self.connection = connection
  }
}

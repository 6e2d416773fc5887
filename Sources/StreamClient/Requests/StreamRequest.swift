import WebText

/// What to ask the server for.
public struct StreamRequest: Sendable {
  /// An absolute `http` or `https` URL; a user and a password in it become `Authorization: Basic`.
  public var url: String
  /// The HTTP method, in capitals.
  public var method: String
  /// Sent as they are; they win over the ones the client would add (`Accept`, `User-Agent`).
  public var headers: [HeaderField]
  /// What to send, again at each reconnect: bytes, JSON, a form, files.
  public var content: RequestContent?
  /// Whether the endpoint is known to stream: `application/json` then reads as concatenated
  /// values, or as the elements of one array.
  public var declaredAsStream: Bool
  /// Whether an answer that names no media type is text, as Starlette's `StreamingResponse` streams
  /// it where nobody told it a type; it is too where text is among the `expectedKinds`.
  public var readsUntypedAsText = false
  /// The kinds that the caller can read; an answer of another kind fails as `mediaType`. With sse
  /// among them a first connection that fails is tried again too, and sse alone asks the server for
  /// nothing else (WHATWG HTML, 9.2.2). Nil takes any kind. `StreamOptions.kind` wins over it.
  public var expectedKinds: Set<StreamKind>?
  /// Gives the value of `Authorization`; nil sends none. What it throws fails the stream, in its own
  /// words.
  public typealias Authorization = @Sendable () async throws -> String?

  /// Asked again at each connection, since a token may have expired.
  public var authorization: Authorization?
  /// Tokens and keys; asked again at each connection too.
  public var credentials: [Credential]
  /// Names in small letters of headers and of fields of the query whose values are secrets, though
  /// their names may not sound so: no signal shows such a field, no observer should keep either.
  public var secretNames: Set<String> = []

  /// Creates a request that sends bytes as they are, or nothing; their media type is among the
  /// headers.
  public init(
    url: String, method: String = "GET", headers: [HeaderField] = [], body: [UInt8]? = nil,
    declaredAsStream: Bool = false, expectedKinds: Set<StreamKind>? = nil,
    authorization: Authorization? = nil, credentials: [Credential] = []
  ) {
    self.init(
      url: url, method: method, headers: headers, content: body.map { .bytes($0) },
      declaredAsStream: declaredAsStream, expectedKinds: expectedKinds,
      authorization: authorization, credentials: credentials)
  }

  /// Creates a request that sends content of a media type.
  public init(
    url: String, method: String, headers: [HeaderField] = [], content: RequestContent?,
    declaredAsStream: Bool = false, expectedKinds: Set<StreamKind>? = nil,
    authorization: Authorization? = nil, credentials: [Credential] = []
  ) {
    self.url = url
    self.method = method
    self.headers = headers
    self.content = content
    self.declaredAsStream = declaredAsStream
    self.expectedKinds = expectedKinds
    self.authorization = authorization
    self.credentials = credentials
  }
}

extension StreamRequest {
  /// Where it goes, as a person writes it; empty where its URL can't be read.
  var place: String { RequestAddress(url)?.place ?? "" }
}

import WebText

/// A request as it goes out: credentials taken from the URL, the client's own headers added.
struct OutgoingRequest: Sendable {
  /// What the answer is for, as far as headers tell.
  enum Purpose: Sendable {
    case stream(lastEventID: String?, kind: StreamKind? = nil)
    case document
  }

  /// Without user and password.
  var url: WebURL
  var method: String
  var headers: [HeaderField]
  var body: Body?
  /// The socket of this machine that it goes to; nil goes to the origin's host.
  var unixSocket: String?
  /// Whether a stream is wanted, and no document or file.
  private(set) var isForStream = false
  /// What becomes of the connection that it goes over.
  var connection = ConnectionUse.shared
  private(set) var secrets = QuerySecrets()

  /// How a request uses a connection.
  enum ConnectionUse: Sendable {
    /// It may have served others before, and serves others after it.
    case shared
    /// It is closed with it: a server may wait for that to let go of a stream.
    case last
    /// It is made for it, and closed with it: a stream that was lost may have been lost with its
    /// connection, though that looks sound.
    case own
  }

  enum Body: Sendable {
    case bytes([UInt8])
    case content(RequestContent, length: Int)

    init(_ content: RequestContent) throws(FailureFact) {
      if case .bytes(let bytes)? = content.pieces.first, content.pieces.count == 1 {
        self = .bytes(bytes)
      } else {
        self = .content(content, length: try content.length())
      }
    }
  }

  /// Where it goes, fit to be shown.
  var shownURL: String { secrets.hidden(in: wholeURL) }

  /// The same for who leaves out by itself what was declared a secret.
  var observedURL: String { secrets.withoutCredentials(wholeURL) }

  private var wholeURL: String { unixSocket.map { "unix:\($0):\(url.target)" } ?? url.href }

  /// The server, `host:port`, or its socket.
  var place: String { RequestAddress(url, unixSocket: unixSocket).place }

  /// Whether credentials for the one are good for the other.
  func isSameOrigin(as other: OutgoingRequest) -> Bool {
    unixSocket == other.unixSocket && url.isSameOrigin(as: other.url)
  }

  /// The credentials are asked for here.
  init(
    asking request: StreamRequest, purpose: Purpose, userAgent: String
  ) async throws(FailureFact) {
    let (asked, secrets) = try await request.asked()
    try self.init(asked, purpose: purpose, userAgent: userAgent)
    self.secrets = secrets
  }

  /// The request as it is, without asking for credentials.
  init(
    _ request: StreamRequest, purpose: Purpose, userAgent: String
  ) throws(FailureFact) {
    guard let address = RequestAddress(request.url) else {
      throw .badURL(WebURL.hidingSecrets(request.url))
    }
    url = address.url.withoutCredentials
    unixSocket = address.unixSocket
    guard request.method.isToken else { throw .badMethod(request.method) }
    method = request.method
    if case .stream = purpose {
      isForStream = true
      connection = .last
    }
    headers = request.headers
    if let content = request.content {
      body = try Body(content)
      if let mediaType = content.mediaType { headers.addIfAbsent("Content-Type", mediaType) }
    }
    let (user, password) = (address.url.decodedUsername, address.url.decodedPassword)
    if !user.isEmpty || !password.isEmpty {
      headers.addIfAbsent("Authorization", Credential.basicValue("\(user):\(password)"))
    }
    addOwnHeaders(for: purpose, userAgent: userAgent)
    for field in headers {
      guard field.name.isToken else { throw .badHeaderName(field.name) }
      guard HeaderField.isSendable(value: field.value) else { throw .badHeader(name: field.name) }
    }
  }

  private mutating func addOwnHeaders(for purpose: Purpose, userAgent: String) {
    headers.addIfAbsent("User-Agent", userAgent)
    headers.addIfAbsent("Accept-Encoding", acceptedCodings(for: purpose))
    switch purpose {
    case .stream(let lastEventID, let kind):
      // JSON by its name, too: servers of the Model Context Protocol refuse who doesn't say it.
      let anyStream =
        "\(MediaType.eventStream), \(MediaType.jsonLine);q=0.9, application/json;q=0.8, */*;q=0.7"
      // Source: WHATWG HTML, 9.2.2, the `EventSource` constructor.
      headers.addIfAbsent("Accept", kind == .sse ? MediaType.eventStream : anyStream)
      // What a request that no cache may answer carries. Source: Fetch, "HTTP-network-or-cache
      // fetch", cache mode "no-store".
      headers.addIfAbsent("Cache-Control", "no-cache")
      guard let lastEventID else { return }
      headers.remove("Last-Event-ID")
      headers.append(HeaderField("Last-Event-ID", lastEventID))
    case .document:
      headers.addIfAbsent("Accept", "*/*")
    }
  }

  /// A compressed stream of records comes in bursts, and a range of a compressed body is of no use.
  private func acceptedCodings(for purpose: Purpose) -> String {
    let isPlain =
      switch purpose {
      case .stream(_, let kind): kind != .text && kind != .file
      case .document: headers.first("Range") != nil
      }
    return isPlain ? "identity" : "gzip, deflate"
  }
}

extension HeaderField {
  /// Whether a value can go out; these three would break the request. Source: Fetch, "header value".
  package static func isSendable(value: String) -> Bool {
    value.utf8.allSatisfy { $0 != 0x00 && $0 != 0x0A && $0 != 0x0D }
  }
}

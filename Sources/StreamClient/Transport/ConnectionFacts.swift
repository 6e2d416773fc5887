import CCurl

/// What is known of the connection that an answer came over.
public struct ConnectionFacts: Sendable, Hashable {
  /// The server's address, an IPv6 one without brackets, or the proxy's; empty for a unix socket.
  public var address: String
  /// The server's port, or the proxy's; 0 for a unix socket.
  public var port: Int
  /// `TLSv1.3`, for example; nil without TLS, and where the TLS library doesn't say.
  public var tlsVersion: String?
  /// How long each step took.
  public var timing: ConnectionTiming

  /// Creates facts.
  public init(
    address: String = "", port: Int = 0, tlsVersion: String? = nil,
    timing: ConnectionTiming = ConnectionTiming()
  ) {
    self.address = address
    self.port = port
    self.tlsVersion = tlsVersion
    self.timing = timing
  }
}

/// When each step of a request was done, since its start; zero where a connection was there already.
public struct ConnectionTiming: Sendable, Hashable {
  /// The host's address was known.
  public var nameLookup: Duration
  /// The connection was made.
  public var connect: Duration
  /// The TLS handshake was done; zero without TLS.
  public var tls: Duration
  /// The answer's first byte came.
  public var firstByte: Duration

  /// Creates a timing.
  public init(
    nameLookup: Duration = .zero, connect: Duration = .zero, tls: Duration = .zero,
    firstByte: Duration = .zero
  ) {
    self.nameLookup = nameLookup
    self.connect = connect
    self.tls = tls
    self.firstByte = firstByte
  }
}

extension ConnectionFacts {
  /// Those of a transfer whose head is there; on the transport's thread.
  init(of easy: UnsafeMutableRawPointer) {
    func text(_ info: CURLINFO) -> String {
      ccurl_text(easy, info).map { String(cString: $0) } ?? ""
    }
    func time(_ info: CURLINFO) -> Duration { .microseconds(ccurl_microseconds(easy, info)) }
    self.init(
      address: text(CURLINFO_PRIMARY_IP), port: ccurl_number(easy, CURLINFO_PRIMARY_PORT),
      tlsVersion: ccurl_tls_version(easy).map { String(cString: $0) },
      timing: ConnectionTiming(
        nameLookup: time(CURLINFO_NAMELOOKUP_TIME_T), connect: time(CURLINFO_CONNECT_TIME_T),
        tls: time(CURLINFO_APPCONNECT_TIME_T), firstByte: time(CURLINFO_STARTTRANSFER_TIME_T)))
  }
}

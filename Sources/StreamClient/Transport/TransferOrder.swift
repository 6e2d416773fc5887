/// What a transfer is to do, in full.
struct TransferOrder: Sendable {
  var request: OutgoingRequest
  var configuration: StreamClient.Configuration
  /// Nil connects directly.
  var proxy: ProxyServer?
  /// Whom libcurl is to introduce to the server in a scheme of the server's choice; nil where the
  /// headers say all.
  var login: Login?
  /// Makes a connection, and sends nothing over it.
  var isConnectionOnly = false

  /// Whether the server may be asked to speak HTTP/2.
  var maySpeakHTTP2: Bool {
    switch configuration.httpVersion {
    case .automatic: request.url.scheme == "https"
    case .http2, .http3: true
    case .http1: false
    }
  }

  /// The socket of this machine to connect to; nil where the URL's host says where.
  var unixSocket: String? { request.unixSocket ?? configuration.unixSocketPath }

  /// Whether the jar's cookies go along, and what the server sets is kept. A request that brings its
  /// own sends only those; libcurl would send both.
  var usesCookieJar: Bool { request.headers.first("Cookie") == nil }
}

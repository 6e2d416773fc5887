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

  /// The socket of this machine to connect to; nil where the URL's host says where.
  var unixSocket: String? { request.unixSocket ?? configuration.unixSocketPath }

  /// Whether the jar's cookies go along, and what the server sets is kept. A request that brings its
  /// own sends only those; libcurl would send both.
  var usesCookieJar: Bool { request.headers.first("Cookie") == nil }
}

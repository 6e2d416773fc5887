/// Which version of HTTP is spoken.
public enum HTTPVersion: String, Sendable, Hashable, CaseIterable {
  /// HTTP/2 where the server agrees to it in the TLS handshake, else HTTP/1.1.
  case automatic
  /// HTTP/1.1.
  case http1
  /// HTTP/2; over plain TCP without asking first.
  case http2
  /// HTTP/3, where libcurl was built with it.
  case http3
}

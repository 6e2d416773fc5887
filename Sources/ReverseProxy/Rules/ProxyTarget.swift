import WebText

/// The backend in front of which the proxy stands.
public struct ProxyTarget: Sendable, Hashable {
  /// Its URL; what stands behind the host and the port counts for nothing.
  public let url: WebURL

  /// Nil for what is no `http` or `https` URL.
  public init?(_ url: WebURL) {
    guard url.isHTTP, url.effectivePort != nil else { return nil }
    self.url = url
  }

  /// `http://host:port`
  public var origin: String { "\(url.scheme)://\(authority)" }

  /// `host:port`, as `Host` has it.
  var authority: String { url.authorityText }

  /// Whether a URL leads to it: also where only the scheme differs, as a backend behind its own TLS
  /// writes it, that knows nothing of it.
  func isServed(by other: WebURL) -> Bool {
    other.isHTTP && other.host == url.host
      && (other.effectivePort == url.effectivePort || (other.port == nil && url.port == nil))
  }
}

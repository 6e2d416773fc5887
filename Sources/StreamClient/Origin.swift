#if canImport(FoundationEssentials)
  import struct FoundationEssentials.URL
#else
  import struct Foundation.URL
#endif

/// Where a URL's server is: scheme, host and port, and who asks.
struct Origin: Sendable {
  /// `http` or `https`.
  var scheme: String
  /// In small letters; an IPv6 address without its brackets.
  var host: String
  var port: Int
  var hasExplicitPort: Bool
  var user: String?
  var password: String?

  /// Nil where the URL is not an absolute `http` or `https` one.
  init?(url: String) {
    guard let url = URL(string: url), let scheme = url.scheme?.lowercased(),
      scheme == "http" || scheme == "https"
    else { return nil }
    guard var host = url.host?.lowercased(), !host.isEmpty else { return nil }
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    guard (1...65535).contains(url.port ?? 80) else { return nil }
    self.scheme = scheme
    self.host = host
    port = url.port ?? (scheme == "https" ? 443 : 80)
    hasExplicitPort = url.port != nil
    user = url.user(percentEncoded: false)
    password = url.password(percentEncoded: false)
  }

  /// Whether credentials for one are good for the other. Source: RFC 6454.
  func isSame(as other: Origin) -> Bool {
    scheme == other.scheme && host == other.host && port == other.port
  }

  /// Whether the host is this machine.
  var isLoopback: Bool {
    host == "localhost" || host.hasSuffix(".localhost") || host == "::1" || host.hasPrefix("127.")
  }

  /// As a person writes it: `host:port`, the port left out where it is the scheme's own.
  var text: String {
    let name = host.contains(":") ? "[\(host)]" : host
    let own = scheme == "https" ? 443 : 80
    return port == own && !hasExplicitPort ? name : "\(name):\(port)"
  }
}

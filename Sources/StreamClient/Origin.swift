import struct FoundationEssentials.URL

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
    host == "localhost" || host.hasSuffix(".localhost") || host == "::1"
      || host.hasPrefix("127.") && isAddress
  }

  /// As a person writes it: `host:port`, the port left out where it is the scheme's own.
  var text: String {
    let name = host.contains(":") ? "[\(host)]" : host
    let own = scheme == "https" ? 443 : 80
    return port == own && !hasExplicitPort ? name : "\(name):\(port)"
  }

  /// The URL without user and password, fit to be shown and sent; nil where it can't be read.
  static func withoutCredentials(_ url: String) -> String? {
    guard let origin = Origin(url: url), let parsed = URL(string: url) else { return nil }
    guard origin.user != nil || origin.password != nil else { return parsed.absoluteString }
    return hidingCredentials(parsed.absoluteString)
  }

  /// Text that is no URL, or not yet one, without what could be a user and a password in it.
  static func hidingCredentials(_ text: String) -> String {
    guard let start = text.firstRange(of: "//")?.upperBound else { return text }
    let authority = text[start...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard let at = authority.lastIndex(of: "@") else { return text }
    return String(text[..<start]) + String(text[text.index(after: at)...])
  }

  /// A URL to be named in a sentence: without user and password, and without its query, which may
  /// hold a key.
  static func hidingSecrets(_ url: String) -> String {
    String(hidingCredentials(url).prefix { $0 != "?" && $0 != "#" })
  }

  /// A `Location` made absolute; nil where it is no `http` or `https` URL.
  static func resolving(_ location: String, from base: String) -> String? {
    let target = URL(string: location, relativeTo: URL(string: base))?.absoluteString
    return target.flatMap(withoutCredentials)
  }

  /// A URL's path, its percent signs decoded.
  static func path(of url: String) -> String? {
    URL(string: url)?.path(percentEncoded: false)
  }
}

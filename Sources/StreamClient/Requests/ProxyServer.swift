import WebText

/// A proxy's address and credentials.
struct ProxyServer: Sendable, Hashable {
  /// How it is spoken to.
  enum Scheme: String, Sendable, CaseIterable {
    case http
    case https
    case socks4
    case socks4a
    case socks5
    case socks5h

    var defaultPort: Int {
      switch self {
      case .http: 80
      case .https: 443
      case .socks4, .socks4a, .socks5, .socks5h: 1080
      }
    }
  }

  var scheme: Scheme
  /// An IPv6 address in brackets.
  var host: String
  var port: Int
  var user: String?
  var password: String?

  /// Nil where it can't be read; without a scheme it is an `http` proxy.
  init?(url text: String) {
    var rest = text[...]
    scheme = .http
    if let end = text.firstRange(of: "://") {
      guard let scheme = Scheme(rawValue: text[..<end.lowerBound].lowercased()) else { return nil }
      self.scheme = scheme
      rest = text[end.upperBound...]
    }
    // Read as an `https` URL a port 80 would stay, and as an `http` one a port 443.
    guard let plain = WebURL("http://" + rest), let secure = WebURL("https://" + rest) else {
      return nil
    }
    host = plain.host
    port = plain.port ?? secure.port ?? scheme.defaultPort
    user = plain.username.isEmpty && plain.password.isEmpty ? nil : plain.decodedUsername
    password = plain.password.isEmpty ? nil : plain.decodedPassword
  }

  /// Without credentials.
  var url: String { "\(scheme.rawValue)://\(host):\(port)" }
}

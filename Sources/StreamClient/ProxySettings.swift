/// Which proxy serves which URL.
public struct ProxySettings: Sendable, Hashable {
  /// For `http` URLs; nil connects directly.
  var http: ProxyServer?
  /// For `https` URLs; nil connects directly.
  var https: ProxyServer?
  /// Hosts that are connected directly; `*` means all.
  var exceptions: [String] = []
  /// Whether this machine's own addresses are connected directly whatever the exceptions say.
  var sparesLoopback = false

  private init() {}

  /// Every connection is direct.
  public static let none = ProxySettings()

  /// Reads `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, in small letters or capitals.
  ///
  /// `HTTP_PROXY` in capitals is not read in a CGI process (`REQUEST_METHOD` is set), where a
  /// client's `Proxy:` header would become that variable. A value that is no proxy's URL is as
  /// good as none. This machine's own addresses always are connected directly.
  public init(environment: [String: String]) {
    func value(_ name: String) -> String? {
      [environment[name], environment[name.uppercased()]].lazy.compactMap { $0 }
        .first { !$0.isEmpty }
    }
    let isCGI = environment["REQUEST_METHOD"] != nil
    let all = value("all_proxy")
    let http = (isCGI ? environment["http_proxy"] : value("http_proxy")) ?? all
    self.http = http.flatMap(ProxyServer.init(url:))
    https = (value("https_proxy") ?? all).flatMap(ProxyServer.init(url:))
    exceptions = (value("no_proxy") ?? "").split(separator: ",").map { part in
      part.trimmingSpaces().lowercased()
    }
    sparesLoopback = true
  }

  /// One proxy for every URL, `http://[user:password@]host[:port]`; nil where it can't be read.
  public init?(url: String) {
    guard let server = ProxyServer(url: url) else { return nil }
    http = server
    https = server
  }

  /// The proxy for an origin; nil connects directly.
  func server(for origin: Origin) -> ProxyServer? {
    guard let server = origin.scheme == "https" ? https : http else { return nil }
    return isException(origin) ? nil : server
  }

  /// A name stands for itself and its subdomains, with or without a dot in front; a port narrows
  /// it.
  private func isException(_ origin: Origin) -> Bool {
    let host = origin.host
    if sparesLoopback, origin.isLoopback { return true }
    return exceptions.contains { exception in
      guard exception != "*" else { return true }
      var name = Substring(exception)
      if let colon = name.lastIndex(of: ":"), let port = Int(name[name.index(after: colon)...]),
        !name[..<colon].contains(":")
      {
        guard port == origin.port else { return false }
        name = name[..<colon]
      }
      if name.hasPrefix("*") { name.removeFirst() }
      if name.hasPrefix(".") { name.removeFirst() }
      guard !name.isEmpty else { return false }
      return host == name || host.hasSuffix("." + name)
    }
  }
}

/// A proxy's address and credentials.
struct ProxyServer: Sendable, Hashable {
  var host: String
  var port: Int
  var user: String?
  var password: String?

  /// Nil for anything but an `http` proxy; the scheme may be left out.
  init?(url: String) {
    guard let origin = Origin(url: url.contains("://") ? url : "http://" + url) else { return nil }
    guard origin.scheme == "http" else { return nil }
    host = origin.host
    port = origin.port
    user = origin.user
    password = origin.password
  }
}

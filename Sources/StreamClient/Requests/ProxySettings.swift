import WebText

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

  /// The variables whose values are no proxy that can be used, such as an `ftp` one: what they are
  /// for is connected directly. Worth a warning.
  public private(set) var unusableVariables: [String] = []

  private init() {}

  /// Every connection is direct.
  public static let none = ProxySettings()

  /// Reads `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, in small letters or capitals.
  ///
  /// `HTTP_PROXY` in capitals is not read in a CGI process (`REQUEST_METHOD` is set), where a
  /// client's `Proxy:` header would become that variable. A value that is no proxy's URL connects
  /// directly, and is told by `unusableVariables`. This machine's own addresses always are connected
  /// directly.
  public init(environment: [String: String]) {
    func variable(_ name: String) -> (name: String, value: String)? {
      [name, name.uppercased()].lazy.compactMap { name in
        environment[name].flatMap { $0.isEmpty ? nil : (name, $0) }
      }.first
    }
    let isCGI = environment["REQUEST_METHOD"] != nil
    let all = variable("all_proxy")
    let plain =
      isCGI ? environment["http_proxy"].map { ("http_proxy", $0) } : variable("http_proxy")
    http = server(plain ?? all)
    https = server(variable("https_proxy") ?? all)
    exceptions = (variable("no_proxy")?.value ?? "").split(separator: ",").map { part in
      part.trimmingSpaces().lowercased()
    }
    sparesLoopback = true
  }

  private mutating func server(_ variable: (name: String, value: String)?) -> ProxyServer? {
    guard let (name, value) = variable else { return nil }
    let server = ProxyServer(url: value)
    if server == nil, !unusableVariables.contains(name) { unusableVariables.append(name) }
    return server
  }

  /// One proxy for every URL, `scheme://[user:password@]host[:port]`; nil where it can't be read. The
  /// scheme is `http`, as it is where none stands, `https`, `socks4`, `socks4a`, `socks5` or
  /// `socks5h`; with `socks4a` and `socks5h` the proxy looks the host's name up.
  public init?(url: String) {
    guard let server = ProxyServer(url: url) else { return nil }
    http = server
    https = server
  }

  /// The proxy for a URL; nil connects directly.
  func server(for url: WebURL) -> ProxyServer? {
    guard let server = url.scheme == "https" ? https : http else { return nil }
    return isException(url) ? nil : server
  }

  private func isException(_ url: WebURL) -> Bool {
    if sparesLoopback, url.isLoopback { return true }
    return exceptions.contains { ProxyException($0).covers(url) }
  }
}

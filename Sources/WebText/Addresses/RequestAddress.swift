/// Where a request goes: a URL, and the socket of this machine that serves it, where it names one.
///
/// `http+unix://%2Frun%2Fapp.sock/events` and `unix:/run/app.sock:/events` ask for `/events` over
/// the socket `/run/app.sock`; so do Docker's clients and nginx write it.
public struct RequestAddress: Sendable, Hashable {
  /// With user and password, where there are any.
  public var url: WebURL
  /// The socket's path; nil for a server of the network.
  public var unixSocket: String?

  /// Nil where the text is no absolute URL that can be asked for.
  public init?(_ text: String, toASCII: WebHost.ToASCII) {
    if let (socket, path) = Self.socketAndPath(text) {
      guard let url = WebURL("http://localhost" + path, toASCII: toASCII) else { return nil }
      self.url = url
      unixSocket = socket
      return
    }
    guard let url = WebURL(text, toASCII: toASCII), url.isHTTP, url.effectivePort != 0 else {
      return nil
    }
    self.url = url
  }

  /// Makes one of its parts.
  public init(_ url: WebURL, unixSocket: String?) {
    self.url = url
    self.unixSocket = unixSocket
  }

  /// As a person writes it: `host:port`, or the socket.
  public var place: String { unixSocket.map { "unix:" + $0 } ?? url.place }

  private static func socketAndPath(_ text: String) -> (String, String)? {
    let lower = text.prefix(12).lowercased()
    if lower.hasPrefix("http+unix://") {
      let rest = text.dropFirst(12)
      let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
      return named(PercentCoding.decoded(rest[..<end]), rest[end...])
    }
    guard lower.hasPrefix("unix:") else { return nil }
    var rest = text.dropFirst(5)
    if rest.hasPrefix("//") { rest = rest.dropFirst(2) }
    // Behind the last colon, since a socket's path may hold one, and a query may, too.
    let query = rest.firstIndex { $0 == "?" || $0 == "#" } ?? rest.endIndex
    guard let colon = rest[..<query].lastIndex(of: ":") else { return named(String(rest), "/") }
    return named(String(rest[..<colon]), rest[rest.index(after: colon)...])
  }

  private static func named(_ socket: String, _ path: Substring) -> (String, String)? {
    guard !socket.isEmpty, !socket.contains("\0") else { return nil }
    return (socket, path.hasPrefix("/") ? String(path) : "/" + path)
  }
}

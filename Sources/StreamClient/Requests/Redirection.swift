import WebText

/// Follows redirects: bounded, and without credentials to another origin.
/// Source: Fetch, "HTTP-redirect fetch"; RFC 9110, 15.4.
struct Redirection: Sendable {
  static let limit = 20

  private var visited: Set<String> = []
  private var count = 0

  /// Headers that tell nothing about who asks; all others stay at home when the origin changes,
  /// since an API key can have any name.
  private static let harmless: Set<String> = [
    "accept", "accept-encoding", "accept-language", "cache-control", "content-type", "if-range",
    "last-event-id", "range", "user-agent",
  ]

  /// The next request; nil where the answer is no redirect.
  mutating func next(
    after request: OutgoingRequest, status: Int, location: String?
  ) throws(FailureFact) -> OutgoingRequest? {
    guard [301, 302, 303, 307, 308].contains(status), let location, !location.isEmpty else {
      return nil
    }
    visited.insert("\(request.method) \(request.url.href)")
    count += 1
    guard var url = WebURL(location, relativeTo: request.url)?.withoutCredentials, url.isHTTP,
      url.effectivePort != 0
    else { throw .redirectTarget(WebURL.hidingSecrets(location)) }
    // Source: Fetch, "location URL".
    if url.fragment == nil { url.fragment = request.url.fragment }
    var next = request
    next.url = url
    next.changeMethod(status: status)
    // Another host is no more the one behind the socket.
    if !url.isSameOrigin(as: request.url) { next.unixSocket = nil }
    if !next.isSameOrigin(as: request) {
      next.headers.removeAll { !Self.harmless.contains($0.name.lowercased()) }
    }
    // A redirect back to where it came from may be right, since it can have set a cookie: so a
    // circle is one only when there are too many.
    guard count <= Self.limit else {
      let isCircle = visited.contains("\(next.method) \(next.url.href)")
      throw isCircle
        ? .redirectLoop(WebURL.hidingSecrets(url.href)) : .tooManyRedirects(limit: Self.limit)
    }
    return next
  }
}

extension OutgoingRequest {
  /// POST becomes GET after 301 and 302, everything but HEAD after 303, as browsers do.
  fileprivate mutating func changeMethod(status: Int) {
    let becomesGet =
      switch status {
      case 301, 302: method == "POST"
      case 303: method != "GET" && method != "HEAD"
      default: false
      }
    guard becomesGet else { return }
    method = "GET"
    body = nil
    for name in ["Content-Type", "Content-Length", "Content-Encoding", "Content-Language"] {
      headers.remove(name)
    }
  }
}

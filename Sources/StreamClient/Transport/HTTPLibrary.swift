import CCurl

/// The library that moves the bytes, as it was found on this machine.
public struct HTTPLibrary: Sendable, Hashable {
  /// `7.88.1`, for example.
  public var version: String
  /// The TLS library and its version; nil where it was built without.
  public var tls: String?
  /// What it was built with of `HTTP/2`, `HTTP/3`, `IDN` and `Negotiate`, in that order.
  public var features: [String]

  /// The content codings that are undone, `br` among them; not by libcurl.
  public static var contentCodings: [String] {
    ContentCoding.allCases.filter(\.isBuiltIn).map(\.rawValue)
  }

  /// Nil where there is none, or none that is new enough.
  public init?() {
    guard ccurl_load(), let info = ccurl_version()?.pointee,
      let version = info.version
    else { return nil }
    self.version = String(cString: version)
    tls = info.ssl_version.map { String(cString: $0) }
    let known: [(Int32, String)] = [
      (CURL_VERSION_HTTP2, "HTTP/2"), (CURL_VERSION_HTTP3, "HTTP/3"), (CURL_VERSION_IDN, "IDN"),
      (CURL_VERSION_SPNEGO, "Negotiate"),
    ]
    features = known.filter { info.features & $0.0 != 0 }.map(\.1)
  }

  /// Loads it ahead, on a thread of its own: a program that will need it anyway need not wait for it
  /// later. Whoever needs it meanwhile waits until it is there.
  public static func prepare() {
    try? SystemThread.start { _ = ccurl_load() }
  }

  /// Whether this version of HTTP can be spoken.
  public func speaks(_ version: HTTPVersion) -> Bool {
    switch version {
    case .automatic, .http1: true
    case .http2: features.contains("HTTP/2")
    case .http3: features.contains("HTTP/3")
    }
  }
}

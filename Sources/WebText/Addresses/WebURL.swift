/// The address of something on the web, as every browser reads it.
///
/// It is always whole and normalised: the scheme and the host are in small letters and ASCII, dots
/// in the path are resolved, and what a URL can't hold is percent-encoded. `%XX` stays as it is
/// written. URLs of other schemes than `http` and `https` are read as far as they have to be told
/// apart. Source: WHATWG URL; RFC 6874 for IPv6 zones.
public struct WebURL: Sendable, Hashable {
  var webScheme: WebScheme
  /// Nil where no `//` stands behind the scheme.
  var authority: WebAuthority?
  /// Percent-encoded, with the slash at its start: `/` at least for `http` and `https`.
  public internal(set) var path: String
  /// Whether the path is one opaque text, as in `mailto:a@b`.
  var hasOpaquePath = false
  /// Percent-encoded, without its `?`; nil without one.
  public internal(set) var query: String?
  /// Percent-encoded, without its `#`; nil without one.
  public package(set) var fragment: String?

  /// In small letters, without its colon.
  public var scheme: String { webScheme.name }

  /// Whether a client of this library can ask for it: `http` or `https`.
  public var isHTTP: Bool { scheme == "http" || scheme == "https" }

  /// Percent-encoded; empty without one.
  public var username: String { authority?.username ?? "" }

  /// Percent-encoded; empty without one.
  public var password: String { authority?.password ?? "" }

  /// What the user's name is, its percent signs read.
  public var decodedUsername: String { PercentCoding.decoded(username) }

  /// What the password is, its percent signs read.
  public var decodedPassword: String { PercentCoding.decoded(password) }

  /// In small letters and ASCII, an IPv6 address in brackets; never empty for `http` and `https`.
  public var host: String { authority?.host.text ?? "" }

  /// The port, where it is written and not the scheme's own.
  public var port: Int? { authority?.port }

  /// The port to connect to; nil for a scheme that has none of its own.
  public var effectivePort: Int? { port ?? webScheme.defaultPort }

  /// What the path says, its percent signs read; bytes that are no UTF-8 become U+FFFD.
  public var decodedPath: String { PercentCoding.decoded(path) }

  /// The whole URL as text. Source: WHATWG URL, 4.5.
  public var href: String {
    var text = scheme + ":"
    if let authority {
      text += "//" + authority.text
    } else if !hasOpaquePath, path.hasPrefix("//") {
      // Else the path would be read as a host.
      text += "/."
    }
    text += path
    if let query { text += "?" + query }
    if let fragment { text += "#" + fragment }
    return text
  }

  /// The same without user and password.
  public var withoutCredentials: WebURL {
    var url = self
    url.authority?.username = ""
    url.authority?.password = ""
    return url
  }

  /// Whether credentials for one are good for the other: same scheme, host and port. Never for
  /// schemes that have no ports. Source: WHATWG URL, 4.7; WHATWG HTML, 7.1.1, "same origin".
  public func isSameOrigin(as other: WebURL) -> Bool {
    webScheme.defaultPort != nil && scheme == other.scheme
      && authority?.host == other.authority?.host && port == other.port
  }

  var queryEncodeSet: PercentEncodeSet { webScheme.isSpecial ? .specialQuery : .query }
}

extension WebURL: CustomStringConvertible {
  /// The URL as text for people, without user and password.
  public var description: String { withoutCredentials.href }
}

extension WebURL {
  /// What to connect to: the host without an IPv6 address's brackets and zone.
  public var address: String {
    guard case .ipv6(let address, _)? = authority?.host else { return host }
    return address.text
  }

  /// The link of this machine that a link-local IPv6 address is on, `eth0`; nil without one.
  public var zone: String? {
    guard case .ipv6(_, let zone)? = authority?.host else { return nil }
    return zone
  }

  /// Whether the host is an address and not a name.
  public var isHostAddress: Bool {
    switch authority?.host {
    case .ipv4, .ipv6: true
    case .domain, .opaque, nil: false
    }
  }

  /// Whether the host is this machine. Source: RFC 6761, 6.3; RFC 1122, 3.2.1.3; RFC 4291, 2.5.3.
  public var isLoopback: Bool {
    switch authority?.host {
    case .domain(let name):
      // A dot may end a name: the root's.
      ["localhost", "localhost."].contains(name) || name.hasSuffix(".localhost")
        || name.hasSuffix(".localhost.")
    case .ipv4(let address): address.value >> 24 == 127
    case .ipv6(let address, _): address.pieces == [0, 0, 0, 0, 0, 0, 0, 1]
    case .opaque, nil: false
    }
  }
}

/// An `http` or `https` URL as it is written, perhaps with parameters in braces, cut where discovery
/// needs it cut.
public struct URLText: Sendable, Hashable {
  /// The whole URL.
  public let text: String

  /// Makes one of any text; `origin` is nil when it is no URL.
  public init(_ text: String) { self.text = text }

  /// As it is written: `http://host:port`, or `http+unix://%2Fpath` for a socket of this machine; nil without a scheme
  /// or a host.
  public var origin: String? {
    let schemes = ["http://", "https://", "http+unix://"]
    guard let scheme = schemes.first(where: text.lowercased().hasPrefix) else { return nil }
    let host = text.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
    return host.isEmpty ? nil : scheme + host
  }

  /// What follows the origin, without query and fragment: empty or beginning with a slash.
  public var path: String {
    guard let origin else { return "" }
    return String(text.dropFirst(origin.count).prefix { !"?#".contains($0) })
  }

  /// `host:port` for people, without user and password.
  public var host: String {
    guard let origin, let slashes = origin.firstRange(of: "//") else { return text }
    let authority = origin[slashes.upperBound...]
    return authority.lastIndex(of: "@").map { String(authority[authority.index(after: $0)...]) }
      ?? String(authority)
  }

  /// Where the `@` behind a user and a password stands, in a URL of any scheme; nil where neither is.
  public var endOfUser: String.Index? {
    guard let scheme = text.firstRange(of: "://") else { return nil }
    let rest = text[scheme.upperBound...]
    let at = UInt8(ascii: "@")
    // By bytes: a combining mark behind a sign makes another character of it.
    let authority = rest[..<(rest.utf8.firstIndex { "/?#".utf8.contains($0) } ?? rest.endIndex)]
    let end = authority.utf8.lastIndex(of: at)
    // A slash in a password ends the host too early: what stands before the last @ is not shown.
    let host = end.map { authority[authority.utf8.index(after: $0)...] } ?? authority
    return host.isHostAndPort ? end : rest.utf8.lastIndex(of: at) ?? end
  }

  /// The URL without user and password and without secrets in its query or fragment, fit to be
  /// shown.
  public var withoutCredentials: String {
    guard let scheme = text.firstRange(of: "://") else { return text }
    let rest = text[(endOfUser.map(text.utf8.index(after:)) ?? scheme.upperBound)...]
    return text[..<scheme.upperBound] + URLText.withoutSecrets(rest)
  }

  private static func withoutSecrets(_ rest: Substring) -> String {
    let path = Substring(rest.unicodeScalars.prefix { !"?#".unicodeScalars.contains($0) })
    var result = String(path)
    var rest = rest[path.endIndex...].unicodeScalars
    while let mark = rest.popFirst() {
      result.unicodeScalars.append(mark)
      let field = Substring(rest.prefix { !"?&#".unicodeScalars.contains($0) })
      let name = Substring(field.unicodeScalars.prefix { $0 != "=" })
      let isSecret = name.endIndex < field.endIndex && isTelling(PercentCoding.decoded(name))
      result += isSecret ? name + "=…" : field
      rest = rest[field.endIndex...]
    }
    return result
  }

  /// Any key, too: where a URL is only named, nothing is lost with a `sort_key`.
  private static func isTelling(_ name: String) -> Bool {
    SecretName.matches(name) || name.nameWords.last == "key"
  }

  /// Without query, fragment and slashes at the end.
  public var withoutSlash: String {
    var result = (origin ?? "") + path
    if origin == nil { result = text }
    while result.last == "/" { result.removeLast() }
    return result
  }

  /// Whether credentials for one are good for the other, however the two are written: with capitals
  /// in the host, with the scheme's own port, with a user's name. Never where one is no URL.
  public func isSameOrigin(as other: URLText) -> Bool {
    guard let one = RequestAddress(text, toASCII: WebHost.asWritten),
      let two = RequestAddress(other.text, toASCII: WebHost.asWritten)
    else { return false }
    return one.unixSocket == two.unixSocket && one.url.isSameOrigin(as: two.url)
  }

  /// Whether it leads to a socket of this machine.
  public var isOfSocket: Bool { text.lowercased().hasPrefix("http+unix://") }

  /// `reference`, which has no origin, seen from this URL; dot segments are taken out.
  /// Source: RFC 3986, section 5.
  public func resolving(_ reference: String) -> String {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "/"
    let target = reference.hasPrefix("/") ? reference : folder + reference
    var segments: [Substring] = []
    for segment in target.split(separator: "/") where segment != "." {
      if segment == ".." { _ = segments.popLast() } else { segments.append(segment) }
    }
    return (origin ?? "") + segments.map { "/" + $0 }.joined()
  }
}

extension Substring {
  /// Whether it is a host, perhaps with a port. Brackets hold the colons of an address; any other
  /// second one is a user's: `user:pass:/word`, whose port would be empty.
  fileprivate var isHostAndPort: Bool {
    var rest = Array(utf8)[...]
    if rest.first == UInt8(ascii: "[") {
      guard let end = rest.firstIndex(of: UInt8(ascii: "]")) else { return false }
      rest = rest[(end + 1)...]
      guard rest.isEmpty || rest.first == UInt8(ascii: ":") else { return false }
    }
    guard let colon = rest.firstIndex(of: UInt8(ascii: ":")) else { return true }
    return rest[(colon + 1)...].allSatisfy { (0x30...0x39).contains($0) }
  }
}

/// An `http` or `https` URL as text, cut where discovery needs it cut.
public struct URLText: Sendable, Hashable {
  /// The whole URL.
  public let text: String

  /// Makes one of any text; `origin` is nil when it is no URL.
  public init(_ text: String) { self.text = text }

  /// `http://host:port`, or nil without a scheme or a host.
  public var origin: String? {
    guard let scheme = ["http://", "https://"].first(where: text.lowercased().hasPrefix) else {
      return nil
    }
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

  /// The URL without user and password, fit to be shown.
  public var withoutCredentials: String {
    guard let origin, let slashes = origin.firstRange(of: "//") else { return text }
    return origin[..<slashes.upperBound] + host + text.dropFirst(origin.count)
  }

  /// Without query, fragment and slashes at the end.
  public var withoutSlash: String {
    var result = (origin ?? "") + path
    if origin == nil { result = text }
    while result.last == "/" { result.removeLast() }
    return result
  }

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

/// One cookie a server has set. Source: RFC 6265, 5.
struct Cookie: Sendable, Hashable {
  var name: String
  var value: String
  /// In small letters.
  var domain: String
  /// Whether it goes to that host alone, not to its subdomains.
  var isHostOnly: Bool
  var path: String
  var isSecure: Bool
  /// Nil lasts as long as the client.
  var expiresAt: ContinuousClock.Instant?

  /// Reads a `Set-Cookie`; nil where it must be ignored.
  ///
  /// `Expires` is read as far as a server deletes a cookie by it (a year in the past); a cookie
  /// here never outlives its client, so any other date means no more than that.
  init?(_ header: String, from url: String, at now: ContinuousClock.Instant) {
    guard let origin = Origin(url: url), header.utf8.count <= 4096,
      HeaderField.isSendable(value: header)
    else { return nil }
    var parts = header.split(separator: ";", omittingEmptySubsequences: false)[...]
    let pair = parts.removeFirst().split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard pair.count == 2, !pair[0].trimmingSpaces().isEmpty else { return nil }
    name = pair[0].trimmingSpaces()
    value = pair[1].trimmingSpaces()
    domain = origin.host
    isHostOnly = true
    path = Self.defaultPath(of: url)
    isSecure = false
    for part in parts where !read(attribute: part, origin: origin, at: now) { return nil }
    guard keepsItsPrefix, !isSecure || origin.scheme == "https" || origin.isLoopback else {
      return nil
    }
  }

  /// False where the cookie must be ignored for it.
  private mutating func read(
    attribute: Substring, origin: Origin, at now: ContinuousClock.Instant
  ) -> Bool {
    let pair = attribute.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let value = pair.count > 1 ? pair[1].trimmingSpaces() : ""
    switch pair.first?.trimmingSpaces().lowercased() {
    case "secure": isSecure = true
    case "path" where value.hasPrefix("/"): path = value
    case "max-age":
      guard let seconds = Int(value) else { return true }
      expiresAt = now + .seconds(max(0, min(seconds, 400 * 24 * 3600)))
    case "expires" where expiresAt == nil && Self.isPast(value): expiresAt = now
    case "domain" where !value.isEmpty: return take(domain: value.lowercased(), of: origin)
    default: break
    }
    return true
  }

  /// A host may speak for the domain it is in, but not for a whole top level: without the list of
  /// public suffixes, a name with a dot is as near as one gets.
  private mutating func take(domain value: String, of origin: Origin) -> Bool {
    let wanted = value.hasPrefix(".") ? String(value.dropFirst()) : value
    if wanted == origin.host {
      isHostOnly = origin.isAddress
      return true
    }
    guard origin.host.hasSuffix("." + wanted), wanted.contains("."), !origin.isAddress else {
      return false
    }
    domain = wanted
    isHostOnly = false
    return true
  }

  /// `__Secure-` and `__Host-` promise how a cookie was set. Source: RFC 6265bis, 4.1.3.
  private var keepsItsPrefix: Bool {
    let name = name.lowercased()
    if name.hasPrefix("__host-") { return isSecure && isHostOnly && path == "/" }
    return !name.hasPrefix("__secure-") || isSecure
  }

  /// Whether the cookie goes out to this place.
  func isFor(_ origin: Origin, path requested: String, at now: ContinuousClock.Instant) -> Bool {
    if let expiresAt, expiresAt <= now { return false }
    if isSecure, origin.scheme != "https", !origin.isLoopback { return false }
    let isHost = origin.host == domain || !isHostOnly && origin.host.hasSuffix("." + domain)
    guard isHost, requested.hasPrefix(path) else { return false }
    return path.hasSuffix("/") || requested.count == path.count
      || requested.dropFirst(path.count).hasPrefix("/")
  }

  /// Up to the last slash. Source: RFC 6265, 5.1.4.
  private static func defaultPath(of url: String) -> String {
    let path = Origin.path(of: url) ?? "/"
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  private static func isPast(_ date: String) -> Bool {
    let numbers = date.split { !$0.isASCII || !$0.isNumber }
    return numbers.contains { $0.count == 4 && $0 < "2000" }
  }
}

extension Origin {
  /// Whether the host is an address, not a name.
  var isAddress: Bool {
    host.contains(":") || host.allSatisfy { $0 == "." || ("0"..."9").contains($0) }
  }
}

import Synchronization

/// The cookies a client's servers have set, for as long as the client lives. Bounded.
final class CookieJar: Sendable {
  /// More than a server of good will sets; the oldest go first. Source: RFC 6265, 6.1.
  static let limitPerDomain = 50
  static let limit = 3000

  private let cookies = Mutex<[Cookie]>([])

  /// Takes in what an answer sets.
  func store(_ headers: [HeaderField], from url: String, at now: ContinuousClock.Instant = .now) {
    let set = headers.lazy.filter { $0.name.lowercased() == "set-cookie" }
      .compactMap { Cookie($0.value, from: url, at: now) }
    for cookie in set { store(cookie, at: now) }
  }

  private func store(_ cookie: Cookie, at now: ContinuousClock.Instant) {
    cookies.withLock { cookies in
      cookies.removeAll { old in
        let isSame =
          old.name == cookie.name && old.domain == cookie.domain
          && old.path == cookie.path
        return isSame || old.expiresAt.map { $0 <= now } ?? false
      }
      guard cookie.expiresAt.map({ $0 > now }) ?? true else { return }
      cookies.append(cookie)
      let isOver = cookies.count { $0.domain == cookie.domain } > Self.limitPerDomain
      if isOver, let oldest = cookies.firstIndex(where: { $0.domain == cookie.domain }) {
        cookies.remove(at: oldest)
      } else if cookies.count > Self.limit {
        cookies.removeFirst()
      }
    }
  }

  /// The `Cookie` header for a URL; nil where there is none. Longer paths stand first.
  func header(for url: String, at now: ContinuousClock.Instant = .now) -> String? {
    guard let origin = Origin(url: url) else { return nil }
    let path = Origin.path(of: url).flatMap { $0.isEmpty ? nil : $0 } ?? "/"
    let sent = cookies.withLock { cookies in
      cookies.filter { $0.isFor(origin, path: path, at: now) }
    }
    let sorted = sent.enumerated().sorted {
      ($1.element.path.count, $0.offset) < ($0.element.path.count, $1.offset)
    }
    guard !sorted.isEmpty else { return nil }
    return sorted.map { $0.element.name + "=" + $0.element.value }.joined(separator: "; ")
  }
}

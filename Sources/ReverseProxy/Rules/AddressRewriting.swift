import WebText

/// What a message says of where it goes and comes from, said for the other side: requests name the
/// target, answers name the proxy, as the client has addressed it.
///
/// `Forwarded` and its kind are passed as they came, and none is added: under the target's own name
/// a backend builds its own addresses, which are then written back here.
struct AddressRewriting {
  let target: ProxyTarget
  /// `http://localhost:9000`, as the client has addressed the proxy.
  let facing: WebURL
  /// Which proxy this is, for `Via`.
  let pseudonym: String
  /// Whether the request comes from a page of the proxy's own, so that its `Origin` is rewritten.
  let isOfOwnPage: Bool

  private var facingOrigin: String { "\(facing.scheme)://\(facing.authorityText)" }

  // MARK: Requests

  /// The target of a request in the form that a server takes. Source: RFC 9112, 3.2.
  func target(_ target: [UInt8]) -> [UInt8] {
    guard target.first != 0x2F, Self.beginsWithOrigin(target),
      let slashes = target.firstRange(of: Array("://".utf8))
    else { return target }
    let rest = target[slashes.upperBound...].drop { $0 != 0x2F && $0 != 0x3F }
    return rest.first == 0x2F ? Array(rest) : [0x2F] + rest
  }

  func rewrite(request lines: inout [HeaderLine]) {
    lines.remove("host")
    lines.insert(HeaderLine("Host", target.authority), at: 0)
    for index in lines.indices {
      switch lines[index].name.lowercased() {
      case "origin", "referer":
        let text = lines[index].text
        guard let url = url(text), url.isSameOrigin(as: facing) else { break }
        lines[index].value = Array((target.origin + Self.behindOrigin(text)).utf8)
      default: break
      }
    }
  }

  // MARK: Answers

  func rewrite(answer lines: inout [HeaderLine]) {
    for index in lines.indices {
      let text = lines[index].text
      let rewritten: String? =
        switch lines[index].name.lowercased() {
        case "location", "content-location": facingAddress(text)
        // To a page of another origin the target has allowed its own one, not that page's.
        case "access-control-allow-origin": isOfOwnPage ? facingAddress(text) : nil
        case "refresh": refresh(text)
        case "set-cookie": cookie(text)
        default: nil
        }
      if let rewritten { lines[index].value = Array(rewritten.utf8) }
    }
  }

  /// The address on the proxy of what is on the target; nil where it is elsewhere, or relative.
  private func facingAddress(_ text: String) -> String? {
    guard Self.beginsWithOrigin(text.utf8),
      let url = WebURL(text, relativeTo: target.url, toASCII: WebHost.asWritten),
      target.isServed(by: url)
    else { return nil }
    return facingOrigin + Self.behindOrigin(text)
  }

  /// `5; url=http://…`. Source: WHATWG HTML, 4.2.5.3, "shared declarative refresh steps".
  private func refresh(_ text: String) -> String? {
    let name = text.indices.first { text[$0...].prefix(4).lowercased() == "url=" }
    guard let name else { return nil }
    let start = text.index(name, offsetBy: 4)
    let quote = text[start...].first.flatMap { $0 == "\"" || $0 == "'" ? $0 : nil }
    let rest = quote == nil ? text[start...] : text[text.index(after: start)...]
    let address = quote.map { quote in rest.prefix { $0 != quote } } ?? rest
    guard let facing = facingAddress(String(address)) else { return nil }
    let (left, right) = (text[..<address.startIndex], text[address.endIndex...])
    return left + facing + right
  }

  /// A cookie of the target's host becomes the proxy's own; that of another one stays what it is.
  private func cookie(_ text: String) -> String? {
    let attributes = text.split(separator: ";", omittingEmptySubsequences: false)
    let kept = attributes.filter { attribute in
      let pair = attribute.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2, pair[0].trimmingSpaces().lowercased() == "domain" else { return true }
      let written = pair[1].trimmingSpaces().lowercased()
      let domain = written.hasPrefix(".") ? String(written.dropFirst()) : written
      return !(target.url.host == domain || target.url.host.hasSuffix("." + domain))
    }
    return kept.count == attributes.count ? nil : kept.joined(separator: ";")
  }

  private func url(_ text: String) -> WebURL? { WebURL(text, toASCII: WebHost.asWritten) }

  /// Whether an address is more than a path: one that stands in its query is not its own.
  private static func beginsWithOrigin(_ text: some Collection<UInt8>) -> Bool {
    if text.starts(with: "//".utf8) { return true }
    let scheme = text.prefix { $0 != 0x3A }
    return scheme.allSatisfy(\.isInScheme) && !scheme.isEmpty
      && text[scheme.endIndex...].starts(with: "://".utf8)
  }

  /// Path, query and fragment as they were written.
  private static func behindOrigin(_ text: String) -> Substring {
    guard let slashes = text.firstRange(of: "//") else { return "" }
    return text[slashes.upperBound...].drop { !"/?#".contains($0) }
  }
}

extension WebURL {
  /// `host:port`, as `Host` has it.
  var authorityText: String { port.map { "\(host):\($0)" } ?? host }
}

import WebText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// One entry of `NO_PROXY`, in small letters.
///
/// A name stands for itself and its subdomains, with or without a dot in front; an address for
/// itself, an IPv6 one with or without brackets; `10.0.0.0/8` for a block of them. A port narrows it.
struct ProxyException: Sendable {
  private let text: String

  init(_ text: String) {
    self.text = text
  }

  func covers(_ url: WebURL) -> Bool {
    guard text != "*" else { return true }
    var name = text[...]
    if let port = Self.takePort(&name), port != url.effectivePort { return false }
    if name.hasPrefix("["), name.hasSuffix("]") { name = name.dropFirst().dropLast() }
    if let host = Self.address(url.address) { return Self.block(name, holds: host) }
    if name.hasPrefix("*") { name.removeFirst() }
    if name.hasPrefix(".") { name.removeFirst() }
    guard !name.isEmpty else { return false }
    return url.host == name || url.host.hasSuffix("." + name)
  }

  /// What stands behind a colon, unless it is one of an address without brackets.
  private static func takePort(_ name: inout Substring) -> Int? {
    guard let colon = name.lastIndex(of: ":"), let port = Int(name[name.index(after: colon)...]),
      !name[..<colon].contains(":") || name[..<colon].hasSuffix("]")
    else { return nil }
    name = name[..<colon]
    return port
  }

  private static func block(_ text: Substring, holds host: [UInt8]) -> Bool {
    let parts = text.split(separator: "/", maxSplits: 1)
    guard let first = parts.first, let base = address(String(first)), base.count == host.count
    else { return false }
    guard parts.count == 2 else { return base == host }
    guard let bits = Int(parts[1]), (0...base.count * 8).contains(bits) else { return false }
    return zip(base, host).enumerated().allSatisfy { place, bytes in
      let counted = min(max(bits - place * 8, 0), 8)
      return (bytes.0 ^ bytes.1) >> (8 - counted) == 0
    }
  }

  /// The 4 or 16 bytes of an address; nil for a name.
  private static func address(_ text: String) -> [UInt8]? {
    for (family, length) in [(AF_INET, 4), (AF_INET6, 16)] {
      var bytes = [UInt8](repeating: 0, count: length)
      if inet_pton(family, text, &bytes) == 1 { return bytes }
    }
    return nil
  }
}

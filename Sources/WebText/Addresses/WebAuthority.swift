/// What stands between a URL's `//` and its path.
struct WebAuthority: Sendable, Hashable {
  /// Percent-encoded; empty without one.
  var username = ""
  /// Percent-encoded; empty without one.
  var password = ""
  var host: WebHost
  /// Nil where it is the scheme's own.
  var port: Int?

  /// As it is serialised: `user:password@host:port`.
  var text: String {
    var text = username
    if !password.isEmpty { text += ":" + password }
    if !text.isEmpty { text += "@" }
    text += host.text
    if let port { text += ":\(port)" }
    return text
  }

  /// Nil where it names no host. Source: WHATWG URL, 4.4, "authority state" to "port state".
  init?(_ bytes: ArraySlice<UInt8>, scheme: WebScheme, toASCII: WebHost.ToASCII) {
    var server = bytes
    // The last one: the password may hold others.
    if let at = bytes.lastIndex(of: UInt8(ascii: "@")) {
      server = bytes[(at + 1)...]
      guard !server.isEmpty else { return nil }
      let parts = bytes[..<at].split(
        separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
      username = PercentCoding.encoded(parts[0], .userinfo)
      password = parts.count > 1 ? PercentCoding.encoded(parts[1], .userinfo) : ""
    }
    let name = server[..<Self.endOfHost(in: server)]
    let hasPort = name.endIndex < server.endIndex
    guard !name.isEmpty || !hasPort && scheme.allowsEmptyHost else { return nil }
    let host =
      name.isEmpty
      ? WebHost.opaque("") : WebHost(name, isSpecial: scheme.isSpecial, toASCII: toASCII)
    guard let host else { return nil }
    self.host = host
    guard hasPort else { return }
    guard let port = Self.port(server[(name.endIndex + 1)...], scheme: scheme) else { return nil }
    self.port = port
  }

  /// The first colon outside of brackets.
  private static func endOfHost(in bytes: ArraySlice<UInt8>) -> Int {
    var isInBrackets = false
    for (index, byte) in zip(bytes.indices, bytes) {
      switch byte {
      case UInt8(ascii: "["): isInBrackets = true
      case UInt8(ascii: "]"): isInBrackets = false
      case UInt8(ascii: ":") where !isInBrackets: return index
      default: break
      }
    }
    return bytes.endIndex
  }

  /// Empty is the scheme's own; nil where it is none.
  private static func port(_ digits: ArraySlice<UInt8>, scheme: WebScheme) -> Int?? {
    var port = 0
    for byte in digits {
      guard let digit = byte.decimalDigit else { return nil }
      port = port * 10 + Int(digit)
      guard port <= 65535 else { return nil }
    }
    return .some(digits.isEmpty || port == scheme.defaultPort ? nil : port)
  }
}

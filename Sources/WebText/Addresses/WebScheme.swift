/// What a URL's scheme changes in its reading. Source: WHATWG URL, 4.2, "special scheme".
struct WebScheme: Sendable, Hashable {
  /// In small letters.
  var name: String

  /// Whether it is one of the web's own, with a host and with backslashes as slashes.
  var isSpecial: Bool { defaultPort != nil || isFile }

  var isFile: Bool { name == "file" }

  /// Whether `//` may be followed by a path at once.
  var allowsEmptyHost: Bool { !isSpecial || isFile }

  var defaultPort: Int? {
    switch name {
    case "http", "ws": 80
    case "https", "wss": 443
    case "ftp": 21
    default: nil
    }
  }

  /// Whether a byte parts segments of a path.
  func isSlash(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || isSpecial && byte == UInt8(ascii: "\\")
  }
}

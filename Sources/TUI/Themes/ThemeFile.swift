import StreamDecoding

/// A theme's file: JSON5, as `themes/README.md` tells.
public struct ThemeFile: Sendable, Hashable {
  /// Longest file that is read, in bytes.
  public static let longest = 1 << 16

  /// What the theme is called: the file's name without its end.
  public var name: String
  /// What sentences call the file.
  public var path: String
  /// What stands in it.
  public var bytes: [UInt8]

  /// A file with its content.
  public init(name: String, path: String, bytes: [UInt8]) {
    self.name = name
    self.path = path
    self.bytes = bytes
  }

  /// What a file says, read but for its styles.
  struct Content: Sendable {
    let name: String
    let path: String
    var inherits: (name: String, line: Int)?
    /// What holds on both sides, then what counts more on one of them.
    var both = Layer()
    var dark = Layer()
    var light = Layer()

    func layers(on side: Background) -> [Layer] { [both, side == .dark ? dark : light] }
  }

  /// Styles by the names of their roles, not yet read.
  struct Layer: Sendable {
    var palette: [JSON5Member] = []
    var styles: [(key: String, value: JSON5Value)] = []
    var graph: JSON5Value?
  }

  func content() throws(JSON5Problem) -> Content {
    var content = Content(name: name, path: path)
    for member in try Self.members(JSON5Reader.value(of: bytes), key: "the theme") {
      switch member.name {
      case "inherits":
        guard case .string(let base) = member.value.content else {
          throw member.value.isNot("the name of a theme", key: "inherits")
        }
        content.inherits = (base, member.line)
      case "dark": content.dark = try Self.layer(member.value, in: "dark")
      case "light": content.light = try Self.layer(member.value, in: "light")
      default: try Self.take(member, into: &content.both, prefix: "")
      }
    }
    return content
  }

  private static func members(
    _ value: JSON5Value, key: String
  ) throws(JSON5Problem) -> [JSON5Member] {
    guard case .object(let members) = value.content else {
      throw value.isNot("an object, { … }", key: key)
    }
    return members
  }

  private static func layer(
    _ value: JSON5Value, in side: String
  ) throws(JSON5Problem) -> Layer {
    var layer = Layer()
    for member in try members(value, key: side) {
      try take(member, into: &layer, prefix: side + ".")
    }
    return layer
  }

  private static func take(
    _ member: JSON5Member, into layer: inout Layer, prefix: String
  ) throws(JSON5Problem) {
    let key = prefix + member.name
    switch member.name {
    case "palette": layer.palette = try members(member.value, key: key)
    case "graph": layer.graph = member.value
    case "syntax":
      for token in try members(member.value, key: key) {
        try take(token, into: &layer, role: "syntax." + token.name, prefix: prefix)
      }
    default: try take(member, into: &layer, role: member.name, prefix: prefix)
    }
  }

  private static func take(
    _ member: JSON5Member, into layer: inout Layer, role: String, prefix: String
  ) throws(JSON5Problem) {
    // `syntax.key` is written as a member of `syntax`, not with a dot.
    guard Theme.roles.contains(where: { $0.name == role }), !member.name.contains(".") else {
      let names = Theme.roles.map(\.name).filter { !$0.contains(".") }
      let others = ["graph", "syntax", "palette", "inherits", "dark", "light"]
      throw JSON5Problem(
        line: member.line, key: prefix + String(role.prefix(60)),
        reason: "means nothing in a theme; there are "
          + (role.hasPrefix("syntax.")
            ? "key, string, number, literal and punctuation"
            : (names + others).joined(separator: ", ")))
    }
    layer.styles.append((prefix + role, member.value))
  }
}

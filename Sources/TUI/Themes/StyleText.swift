import StreamDecoding

/// A style as a theme's file writes it: `blue on #303030 bold`.
struct StyleText {
  private static let attributes: [String: @Sendable (inout CellStyle) -> Void] = [
    "bold": { $0.bold = true }, "dim": { $0.dim = true }, "underline": { $0.underline = true },
    "reverse": { $0.reverse = true }, "italic": { $0.italic = true },
  ]

  /// Whether a colour may not be called that.
  static func isTaken(_ word: String) -> Bool { word == "on" || attributes[word] != nil }

  let palette: [String: Colour]

  /// - Parameter key: Whose style it is, for a problem.
  func style(_ value: JSON5Value, key: String) throws(JSON5Problem) -> CellStyle {
    guard case .string(let text) = value.content else {
      throw value.isNot("a string, \"blue bold\" for example", key: key)
    }
    func refused(_ reason: String) -> JSON5Problem {
      JSON5Problem(line: value.line, key: key, reason: reason)
    }
    var style = CellStyle.plain
    var words = text.split(separator: " ").map(String.init)[...]
    while let word = words.popFirst() {
      if let change = Self.attributes[word] {
        change(&style)
      } else if word == "on" {
        guard let name = words.popFirst() else { throw refused("needs a colour behind 'on'") }
        guard style.background == .default else { throw refused("has two colours behind the text") }
        guard let colour = colour(name) else { throw refused(Self.unknown(name)) }
        style.background = colour
      } else {
        guard let colour = colour(word) else { throw refused(Self.unknown(word)) }
        guard style.foreground == .default else { throw refused("has two colours of text") }
        style.foreground = colour
      }
    }
    return style
  }

  private func colour(_ word: String) -> Colour? { palette[word] ?? Colour(named: word) }

  static func unknown(_ word: String) -> String {
    "'\(word.prefix(40).map { $0.isNewline || $0.isWhitespace ? " " : $0 }.map(String.init).joined())' is no colour: "
      + "write #rrggbb, a name of the palette, one of the sixteen (bright-red) or a number to 255"
  }
}

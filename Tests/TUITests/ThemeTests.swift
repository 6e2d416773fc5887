import Testing

@testable import TUI

@Suite struct ThemeTests {
  @Test func `the themes that are always there have these colours`() {
    let roles: [(String, KeyPath<Theme, CellStyle>)] = [
      ("text", \.text), ("muted", \.muted), ("accent", \.accent), ("selection", \.selection),
      ("border", \.border), ("success", \.success), ("warning", \.warning), ("error", \.error),
      ("key", \.key),
      ("json key", \.syntax.key), ("json string", \.syntax.string),
      ("json number", \.syntax.number), ("json literal", \.syntax.literal),
      ("json punctuation", \.syntax.punctuation),
    ]
    let themes = Theme.builtIn.map { theme in
      let lines = roles.map { "  \($0.0): \(Self.words(theme[keyPath: $0.1]))" }
      let graph = theme.graph.map { "  graph: \(Self.words($0))" }
      return ([theme.name] + lines + graph).joined(separator: "\n")
    }
    Screen.expect(themes.joined(separator: "\n") + "\n", is: "themes")
  }

  /// `80 on 237, bold`
  private static func words(_ style: CellStyle) -> String {
    var words = Self.words(style.foreground)
    if style.background != .default { words += " on " + Self.words(style.background) }
    if style.bold { words += ", bold" }
    if style.dim { words += ", dim" }
    if style.underline { words += ", underlined" }
    if style.reverse { words += ", reverse" }
    if style.italic { words += ", italic" }
    return words
  }

  private static func words(_ colour: Colour) -> String {
    switch colour {
    case .default: "default"
    case .indexed(let index): String(index)
    case .rgb(let red, let green, let blue): "\(red) \(green) \(blue)"
    }
  }
}

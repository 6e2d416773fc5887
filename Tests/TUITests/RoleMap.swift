@testable import TUI

/// A screen's colours as text: for each cell a letter that says in which of the theme's roles it is
/// drawn, and below what the letters mean.
struct RoleMap {
  let text: String

  init(_ state: AppState) {
    var state = state
    state.appearance = Appearance(
      themes: [ThemePair(RoleTheme.theme)], isASCII: state.appearance.isASCII)
    let frame = view(state)
    let names = frame.cells.map { RoleTheme.name(of: $0) }
    let letters = Self.letters(for: Set(names))
    var lines: [String] = []
    for row in 0..<frame.size.rows {
      let line = names[row * frame.size.columns..<(row + 1) * frame.size.columns]
      var shown = line.map { letters[$0] ?? "?" }
      while shown.last == " " { shown.removeLast() }
      lines.append(String(shown))
    }
    let legend = letters.filter { $0.value != " " }.sorted { $0.key < $1.key }
    lines += legend.map { "\($0.value) \($0.key)" }
    text = lines.joined(separator: "\n") + "\n"
  }

  /// A letter of the role's own, small for the role itself and large with something added.
  private static func letters(for names: Set<String>) -> [String: Character] {
    var letters: [String: Character] = ["": " ", "text": "."]
    let spare = Array("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    var taken: Set<Character> = []
    for name in RoleTheme.names + names.sorted() where letters[name] == nil {
      let own = name.contains("+") ? name.uppercased() : name
      let letter = (own.filter(\.isLetter) + spare).first { !taken.contains($0) } ?? "?"
      taken.insert(letter)
      letters[name] = letter
    }
    return letters.filter { names.contains($0.key) }
  }
}

/// A theme in which every role has a colour of its own.
private enum RoleTheme {
  static let names = [
    "muted", "accent", "border", "success", "warning", "error", "key", "low", "middle", "high",
    "name", "string", "number", "literal", "punctuation",
  ]

  static let theme = Theme(
    name: "roles", text: .plain, muted: style("muted"), accent: style("accent"),
    selection: CellStyle(background: .indexed(200)), border: style("border"),
    success: style("success"), warning: style("warning"), error: style("error"),
    key: style("key"), graph: [style("low"), style("middle"), style("high")],
    syntax: .init(
      key: style("name"), string: style("string"), number: style("number"),
      literal: style("literal"), punctuation: style("punctuation")))

  private static func style(_ name: String) -> CellStyle {
    CellStyle(foreground: names.firstIndex(of: name).map { .indexed(UInt8($0)) } ?? .default)
  }

  /// `accent +bold`; "" for a cell that shows nothing.
  static func name(of cell: Cell) -> String {
    let style = cell.style
    if style == .plain { return cell.text == " " ? "" : "text" }
    var name = "text"
    if case .indexed(let index) = style.foreground { name = names[Int(index)] }
    if style.background == RoleTheme.theme.selection.background { name += " +selected" }
    if style.bold { name += " +bold" }
    if style.dim { name += " +dim" }
    if style.underline { name += " +underlined" }
    if style.reverse { name += " +reverse" }
    if style.italic { name += " +italic" }
    return name
  }
}

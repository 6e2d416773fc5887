/// The signs that are drawn besides text, in Unicode or in ASCII.
struct Glyphs: Hashable, Sendable {
  var topLeft: String
  var topRight: String
  var bottomLeft: String
  var bottomRight: String
  var horizontal: String
  var vertical: String
  var ellipsis: String
  /// Before the rest of a line that is wrapped.
  var goesOn: String
  var live: String
  var cursor: String
  var mark: String
  var open: String
  var closed: String
  var more: String
  var dot: String
  var down: String
  /// Between two of which the one asks the other.
  var leadsTo: String
  var times: String
  var dash: String
  /// From the lowest to the highest.
  var bars: [String]
  var barFull: String
  var barEmpty: String
  var spinner: [String]
  /// Before how a recording plays, and how it stands still.
  var plays: String
  var held: String
  var check: String
  var cross: String

  static let unicode = Glyphs(
    topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯", horizontal: "─",
    vertical: "│", ellipsis: "…", goesOn: "↳", live: "●", cursor: "▌", mark: "◆", open: "▾",
    closed: "▸",
    more: "▸",
    dot: "·", down: "↓", leadsTo: "→", times: "×", dash: "─",
    bars: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    barFull: "█", barEmpty: "░", spinner: ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"],
    plays: "▶", held: "❚❚", check: "✓", cross: "✗")

  static let ascii = Glyphs(
    topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+", horizontal: "-",
    vertical: "|", ellipsis: "~", goesOn: "+", live: "*", cursor: ">", mark: "#", open: "v",
    closed: ">",
    more: ">",
    dot: "-", down: "v", leadsTo: "->", times: "x", dash: "-",
    bars: ["_", ".", ":", "-", "=", "+", "*", "#"],
    barFull: "#", barEmpty: ".", spinner: ["|", "/", "-", "\\"],
    plays: ">", held: "||", check: "ok", cross: "!")

  /// Whether a cell can be drawn as two columns of four dots each.
  var hasDots: Bool { self != .ascii }

  /// Words of our own without arrows, dots and dashes where they can't be drawn.
  func label(_ text: String) -> String {
    guard self == .ascii else { return text }
    let words = [
      "↓": "Down", "↑": "Up", "←": "Left", "→": "Right", "…": "..", "·": "-", "“": "\"", "”": "\"",
      "•": "*",
    ]
    return text.map { words[String($0)] ?? String($0) }.joined()
  }
}

/// All keys, drawn from the key map.
enum HelpView {
  static func draw(_ state: AppState, top: Int, in rect: Rect, on canvas: inout Canvas) {
    let theme = canvas.theme
    let hint = [Span("Esc ", theme.key), Span("back", theme.muted)]
    var inner = rect
    if state.layout.form != .tiny {
      inner = canvas.box(
        rect, title: [Span("Keys", canvas.heading(true))], right: hint, border: theme.accent)
      inner.column += 1
      inner.columns -= 2
    }
    let lines = lines(state.keys, width: state.size.columns)
    for row in 0..<max(0, min(inner.rows, lines.count - top)) {
      switch lines[top + row] {
      case .heading(let text):
        canvas.write([Span(text, canvas.heading(false))], at: 0, row: row, in: inner)
      case .key(let label, let meaning, let width):
        canvas.write(
          [Span(label.padded(toColumns: width) + "  ", theme.key), Span(meaning, theme.text)],
          at: 1, row: row, in: inner)
      case .empty: break
      }
    }
  }

  enum Line: Hashable {
    case heading(String)
    case key(String, meaning: String, width: Int)
    case empty
  }

  /// Rows of the help that a screen shows.
  static func height(of size: Size) -> Int {
    max(1, size.rows - (size.columns >= 60 && size.rows >= 20 ? 4 : 1))
  }

  static func lines(_ keys: KeyMap, width: Int) -> [Line] {
    let widest = keys.bindings.map(\.label.columns).max() ?? 0
    var lines: [Line] = []
    for section in KeyBinding.Section.allCases {
      let bindings = keys.bindings.filter { $0.section == section }
      if bindings.isEmpty { continue }
      if !lines.isEmpty { lines.append(.empty) }
      lines.append(.heading(section.rawValue))
      lines += bindings.map {
        .key($0.label, meaning: $0.meaning, width: width < 50 ? 13 : widest)
      }
    }
    return lines
  }
}

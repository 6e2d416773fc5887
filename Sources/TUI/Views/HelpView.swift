/// All keys, drawn from the key map: in two columns where there is room.
enum HelpView {
  enum Line: Hashable {
    case heading(String)
    case key(String, meaning: String)
    case empty
  }

  private static let twoColumns = 100

  static func draw(_ state: AppState, top: Int, in rect: Rect, on canvas: inout Canvas) {
    let theme = canvas.theme
    var inner = rect
    if state.layout.form != .tiny {
      inner = canvas.box(
        rect, title: [Span("Keys", canvas.heading(true))],
        right: [Span("Esc ", theme.key), Span("back", theme.muted)], border: theme.accent)
      inner.column += 1
      inner.columns -= 2
    }
    let columns = columns(state.keys, width: state.size.columns)
    let labels = labelWidth(state)
    for column in columns {
      let area = inner.cutLeft(inner.columns / (columns.count == 2 && column == columns[0] ? 2 : 1))
      for row in 0..<max(0, min(area.rows, column.count - top)) {
        draw(column[top + row], labels: labels, row: row, in: area, on: &canvas)
      }
    }
    let rest = (columns.map(\.count).max() ?? 0) - top - rect.rows + 2
    if rest > 0, state.layout.form != .tiny {
      let text = " \(rest) more: j "
      canvas.write(
        text, theme.muted, at: rect.columns - text.columns - 2, row: rect.rows - 1, in: rect)
    }
  }

  /// Rows of the help that a screen shows.
  static func height(of size: Size) -> Int {
    max(1, size.rows - (size.columns >= 60 && size.rows >= 20 ? 4 : 1))
  }

  /// The first line that brings a section into sight.
  static func top(
    showing section: KeyBinding.Section, _ keys: KeyMap, _ size: Size
  ) -> Int {
    let lines = columns(keys, width: size.columns).compactMap {
      $0.firstIndex(of: .heading(section.rawValue))
    }
    let last = max(0, lineCount(keys, width: size.columns) - height(of: size))
    return min(lines.first ?? 0, last)
  }

  /// The lines of the longest column.
  static func lineCount(_ keys: KeyMap, width: Int) -> Int {
    columns(keys, width: width).map(\.count).max() ?? 0
  }

  private static func draw(
    _ line: Line, labels: Int, row: Int, in area: Rect, on canvas: inout Canvas
  ) {
    switch line {
    case .heading(let text):
      canvas.write([Span(text, canvas.heading(false))], at: 0, row: row, in: area)
    case .key(let label, let meaning):
      let keys = canvas.glyphs.label(label)
        .clipped(toColumns: labels, ellipsis: canvas.glyphs.ellipsis).padded(toColumns: labels)
      canvas.write(
        [Span(keys + "  ", canvas.theme.key), Span(meaning, canvas.theme.text)], at: 1, row: row,
        in: area)
    case .empty: break
    }
  }

  private static func labelWidth(_ state: AppState) -> Int {
    let labels = state.keys.bindings.map { state.appearance.glyphs.label($0.label).columns }
    return min(labels.max() ?? 0, state.size.columns / 3)
  }

  private static func columns(_ keys: KeyMap, width: Int) -> [[Line]] {
    let left: [KeyBinding.Section] = [.move, .streams, .code]
    let all = KeyBinding.Section.allCases
    if width < twoColumns { return [lines(keys, all)] }
    return [lines(keys, left), lines(keys, all.filter { !left.contains($0) })]
  }

  private static func lines(_ keys: KeyMap, _ sections: [KeyBinding.Section]) -> [Line] {
    var lines: [Line] = []
    for section in sections {
      let bindings = keys.bindings.filter { $0.section == section }
      if bindings.isEmpty { continue }
      if !lines.isEmpty { lines.append(.empty) }
      lines.append(.heading(section.rawValue))
      lines += bindings.map { .key($0.label, meaning: $0.meaning) }
    }
    return lines
  }
}

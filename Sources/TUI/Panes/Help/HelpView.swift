/// All keys, drawn from the table of keys: in two columns where there is room.
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
    if canvas.layout.form != .tiny {
      inner = canvas.box(
        rect, title: [Span("Keys", canvas.heading(true))],
        right: canvas.hints([state.keys.browsing.hint(for: .back)].compactMap { $0 }),
        border: theme.accent)
      inner.column += 1
      inner.columns -= 2
    }
    let isOverCode = if case .help(_, .some) = state.mode { true } else { false }
    let columns = columns(
      state.keys, isOverCode ? nil : state.focus, width: state.size.columns)
    let labels = labelWidth(state)
    for column in columns {
      let area = inner.cutLeft(inner.columns / (columns.count == 2 && column == columns[0] ? 2 : 1))
      for row in 0..<max(0, min(area.rows, column.count - top)) {
        draw(column[top + row], labels: labels, row: row, in: area, on: &canvas)
      }
    }
    let rest = (columns.map(\.count).max() ?? 0) - top - rect.rows + 2
    if rest > 0, canvas.layout.form != .tiny {
      let text = " \(rest) more: \(state.keys.help.label(of: .down)) "
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
    showing section: KeyLine.Section, _ keys: KeyTable, _ size: Size
  ) -> Int {
    let lines = columns(keys, nil, width: size.columns).compactMap {
      $0.firstIndex(of: .heading(section.rawValue))
    }
    let last = max(0, lineCount(keys, nil, width: size.columns) - height(of: size))
    return min(lines.first ?? 0, last)
  }

  /// The lines of the longest column.
  static func lineCount(_ keys: KeyTable, _ pane: Pane?, width: Int) -> Int {
    columns(keys, pane, width: width).map(\.count).max() ?? 0
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
        [
          Span(keys + "  ", canvas.theme.key),
          Span(canvas.glyphs.label(meaning), canvas.theme.text),
        ], at: 1, row: row,
        in: area)
    case .empty: break
    }
  }

  private static func labelWidth(_ state: AppState) -> Int {
    let labels = state.keys.lines.map { state.appearance.glyphs.label($0.keys).columns }
    return min(labels.max() ?? 0, state.size.columns / 3)
  }

  /// What helps in the pane comes first.
  private static func columns(_ keys: KeyTable, _ pane: Pane?, width: Int) -> [[Line]] {
    let left: [KeyLine.Section] = [.move, .streams, .code, .form]
    let all = KeyLine.Section.allCases
    let here = pane.map { lines(of: $0, keys) } ?? []
    if width < twoColumns { return [here + lines(keys, all)] }
    return [here + lines(keys, left), lines(keys, all.filter { !left.contains($0) })]
  }

  private static func lines(of pane: Pane, _ keys: KeyTable) -> [Line] {
    let told = keys.lines(for: pane)
    return [.heading("\(pane.title): what helps here")]
      + told.map { .key($0.keys, meaning: $0.meaning) } + [.empty]
  }

  private static func lines(_ keys: KeyTable, _ sections: [KeyLine.Section]) -> [Line] {
    var lines: [Line] = []
    for section in sections {
      let told = keys.lines.filter { $0.section == section }
      if told.isEmpty { continue }
      if !lines.isEmpty { lines.append(.empty) }
      lines.append(.heading(section.rawValue))
      lines += told.map { .key($0.keys, meaning: $0.meaning) }
    }
    return lines
  }
}

/// The actions that the palette's text may mean, over the panes and just above it.
enum PaletteView {
  private static let mostRows = 10
  private static let mostColumns = 72

  static func draw(_ palette: Palette, _ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let matches = state.matches(of: palette)
    let rows = min(mostRows, matches.count, rect.rows - 2)
    guard rows > 0 else { return }
    var place = rect
    place = place.cutBottom(rows + 2).narrowed(to: mostColumns)
    canvas.fill(place)
    let inner = canvas.box(
      place, title: title(palette, canvas),
      right: [Span("\(palette.choice + 1) of \(matches.count)", canvas.theme.muted)],
      border: canvas.theme.accent)
    let top = min(max(0, palette.choice - rows + 1), matches.count - rows)
    let names = matches[top..<(top + rows)].map(\.name.columns).max() ?? 0
    for row in 0..<rows {
      let isOn = top + row == palette.choice
      draw(matches[top + row], names: names, isOn: isOn, row: row, in: inner, on: &canvas)
    }
  }

  private static func title(_ palette: Palette, _ canvas: Canvas) -> [Span] {
    let title = [Span("Actions", canvas.heading(true))]
    guard let item = palette.item else { return title }
    let name = item.name.clipped(toColumns: 40, ellipsis: canvas.glyphs.ellipsis)
    return title + [Span("  " + name, canvas.theme.muted)]
  }

  private static func draw(
    _ entry: PaletteEntry, names: Int, isOn: Bool, row: Int, in inner: Rect,
    on canvas: inout Canvas
  ) {
    let theme = canvas.theme
    let key = canvas.glyphs.label(entry.key ?? "").padded(toColumns: 9)
    let spans = [
      Span(entry.name.padded(toColumns: names) + "  ", isOn ? canvas.heading(true) : theme.text),
      Span(key + "  ", theme.key), Span(canvas.glyphs.label(entry.meaning), theme.muted),
    ]
    canvas.write(spans, at: 2, row: row, in: inner)
    guard isOn else { return }
    canvas.select(row: row, in: inner)
    canvas.write(canvas.glyphs.cursor, theme.accent, at: 0, row: row, in: inner)
  }
}

extension Rect {
  fileprivate func narrowed(to width: Int) -> Rect {
    Rect(column: column, row: row, columns: min(columns, width), rows: rows)
  }
}

/// What a page of the detail has to be drawn in.
struct DetailRoom {
  var size: Size
  var wraps: Bool
  var theme: Theme
  var glyphs: Glyphs

  init(_ state: AppState) {
    let inner = state.layout.inner(.detail)
    size = Size(columns: max(0, inner.columns - 2), rows: max(0, inner.rows - 1))
    wraps = state.detail.wraps
    theme = state.appearance.theme
    glyphs = state.appearance.glyphs
  }

  /// Some rows of lines that are not wrapped.
  init(rows: Int, theme: Theme) {
    size = Size(columns: .max, rows: rows)
    wraps = false
    self.theme = theme
    glyphs = .unicode
  }
}

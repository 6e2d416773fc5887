extension Canvas {
  /// Draws a pane's border with its number and name, and returns the rectangle inside. Without a
  /// border, on the smallest screens, that is all of `rect`.
  mutating func pane(
    _ pane: Pane, title: [Span] = [], right: [Span] = [], in rect: Rect, _ state: AppState
  ) -> Rect {
    if layout.form == .tiny { return rect }
    let isFocused = state.focus == pane
    if layout.form == .compact, !title.isEmpty, pane.isTab {
      // Tabs bring their own numbers.
      return box(rect, title: title, right: right, border: isFocused ? theme.accent : theme.border)
    }
    let border = isFocused ? theme.accent : theme.border
    var name = isFocused ? theme.accent : theme.text
    name.bold = true
    let number = Span("\(pane.rawValue) ", isFocused ? theme.accent : theme.muted)
    let heading = title.isEmpty ? [Span(pane.title, name)] : title
    return box(rect, title: [number] + heading, right: right, border: border)
  }

  /// The bold style of the focused pane's words.
  func heading(_ isFocused: Bool) -> CellStyle {
    var style = isFocused ? theme.accent : theme.text
    style.bold = true
    return style
  }

  /// Key hints: `Enter run   e edit`.
  func hints(_ hints: [(keys: String, words: String)], gap: String = "   ") -> [Span] {
    var spans: [Span] = []
    for (index, hint) in hints.enumerated() {
      spans.append(Span((index > 0 ? gap : "") + glyphs.label(hint.keys), theme.key))
      spans.append(Span(" " + hint.words, theme.muted))
    }
    return spans
  }

  /// As many of them as there is room for; none is cut.
  func hints(_ hints: [(keys: String, words: String)], in columns: Int) -> [Span] {
    var fitting: [(keys: String, words: String)] = []
    for hint in hints where self.hints(fitting + [hint]).columns <= columns {
      fitting.append(hint)
    }
    return self.hints(fitting)
  }
}

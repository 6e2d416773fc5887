import ClientExport

/// Client code of the selected endpoint.
enum CodeView {
  static func draw(
    _ preview: CodePreview, _ state: AppState, in rect: Rect, on canvas: inout Canvas
  ) {
    let theme = canvas.theme
    var inner = rect
    if state.layout.form != .tiny {
      let title = [
        Span("Code", canvas.heading(true)),
        Span("  " + (state.endpoint?.title ?? ""), theme.muted),
      ]
      inner = canvas.box(
        rect, title: title, right: languages(preview, canvas), border: theme.accent)
    }
    var area = inner
    area.column += 1
    area.columns = max(0, area.columns - 2)
    let foot = area.rows > 6 ? area.cutBottom(1) : .none
    let digits = String(preview.lines.count).count
    for row in 0..<max(0, min(area.rows, preview.lines.count - preview.top)) {
      let number = String(preview.top + row + 1).leftPadded(toColumns: digits)
      let line =
        [Span(number + "  ", theme.border)] + CodeText.line(preview.lines[preview.top + row], theme)
      canvas.write(line, at: 0, row: row, in: area)
    }
    let hints = [("Tab", "next language"), ("y", "copy"), ("j k", "scroll"), ("Esc", "back")]
    canvas.write(canvas.hints(hints.map { (keys: $0.0, words: $0.1) }), at: 0, row: 0, in: foot)
  }

  /// Rows of code that the screen shows.
  static func height(of state: AppState) -> Int {
    let rows = HelpView.height(of: state.size)
    return max(1, rows > 6 ? rows - 1 : rows)
  }

  private static func languages(_ preview: CodePreview, _ canvas: Canvas) -> [Span] {
    var spans: [Span] = []
    for language in ExportLanguage.allCases {
      if !spans.isEmpty { spans.append(Span("  ", canvas.theme.border)) }
      var style = canvas.theme.muted
      if language == preview.language {
        style = canvas.theme.accent
        style.underline = true
      }
      spans.append(Span(language.title, style))
    }
    return spans
  }
}

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
      // The frame takes its corners, and a gap between the two titles.
      let room = rect.columns - 10 - min(title.columns, 30)
      inner = canvas.box(
        rect, title: title, right: languages(preview, room: room, canvas), border: theme.accent)
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
    let hints = [
      ("Tab", "next language"), ("y", "copy"), ("w", "write"), ("E", "write all"),
      ("j k", "scroll"),
      ("Esc", "back"),
    ]
    canvas.write(canvas.hints(hints.map { (keys: $0.0, words: $0.1) }), at: 0, row: 0, in: foot)
  }

  /// Rows of code that the screen shows.
  static func height(of state: AppState) -> Int {
    let rows = HelpView.height(of: state.size)
    return max(1, rows > 6 ? rows - 1 : rows)
  }

  /// The languages around the one that is shown, as many as there is room for, in columns.
  private static func languages(_ preview: CodePreview, room: Int, _ canvas: Canvas) -> [Span] {
    let all = ExportLanguage.allCases
    let shown = shownLanguages(around: preview.language, room: room)
    var spans = shown.lowerBound > 0 ? [Span(canvas.glyphs.ellipsis, canvas.theme.border)] : []
    for language in all[shown] {
      if !spans.isEmpty { spans.append(Span("  ", canvas.theme.border)) }
      var style = canvas.theme.muted
      if language == preview.language {
        style = canvas.theme.accent
        style.underline = true
      }
      spans.append(Span(language.title, style))
    }
    guard shown.upperBound < all.count else { return spans }
    return spans + [Span("  " + canvas.glyphs.ellipsis, canvas.theme.border)]
  }

  private static func shownLanguages(around current: ExportLanguage, room: Int) -> Range<Int> {
    let widths = ExportLanguage.allCases.map { $0.title.count + 2 }
    let start = ExportLanguage.allCases.firstIndex(of: current) ?? 0
    var shown = start..<(start + 1)
    var left = room - widths[start] - 6
    // Those that come next are worth more than those just left.
    while shown.upperBound < widths.count, widths[shown.upperBound] <= left {
      left -= widths[shown.upperBound]
      shown = shown.lowerBound..<(shown.upperBound + 1)
    }
    while shown.lowerBound > 0, widths[shown.lowerBound - 1] <= left {
      left -= widths[shown.lowerBound - 1]
      shown = (shown.lowerBound - 1)..<shown.upperBound
    }
    return shown
  }
}

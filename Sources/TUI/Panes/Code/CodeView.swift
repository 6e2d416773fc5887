import ClientExport

/// Client code of an endpoint.
enum CodeView {
  static func draw(_ preview: CodePreview, _ state: AppState, on canvas: inout Canvas) {
    let layout = CodeLayout(preview, canvas.layout)
    let top = layout.top(of: preview)
    frame(preview, layout, position(preview, layout, top: top, state.clock), on: &canvas)
    let needle = Needle(preview.reading.needle)
    var parts: [[Span]] = []
    canvas.list(layout.code.rows, from: top, in: layout.code)
    for row in 0..<max(0, min(layout.code.rows, layout.rows.count - top)) {
      let place = layout.rows[top + row]
      if row == 0 || place.part == 0 {
        parts = preview.code.lines[place.line]
          .map { Span($0.text, canvas.theme.style($0.kind)) }
          .highlighted(needle, canvas.hit)
          .wrapped(toColumns: layout.width, limit: .max)
      }
      let line = number(place, preview, layout, canvas) + parts[min(place.part, parts.count - 1)]
      canvas.write(line, at: 0, row: row, in: layout.code)
    }
    note(preview, state.keys.code, in: layout.note, on: &canvas)
  }

  private static func frame(
    _ preview: CodePreview, _ layout: CodeLayout, _ position: String, on canvas: inout Canvas
  ) {
    let theme = canvas.theme
    guard layout.hasBorder else {
      let title = [
        Span(preview.language.title, canvas.heading(true)),
        Span("  " + preview.endpoint, theme.text),
      ]
      return canvas.line(
        title, right: [Span(position, theme.muted)], row: 0, in: layout.head)
    }
    let title = [
      Span("Code", canvas.heading(true)), Span("  " + preview.endpoint, theme.muted),
    ]
    canvas.box(
      layout.rect, title: title,
      right: LanguageTabs(preview, frame: layout.rect.columns).spans(canvas), border: theme.accent)
    let text = " \(position) "
    canvas.write(
      text, theme.muted, at: layout.rect.columns - text.columns - 2, row: layout.rect.rows - 1,
      in: layout.rect)
  }

  /// The lines that are shown, or that others are on their way.
  private static func position(
    _ preview: CodePreview, _ layout: CodeLayout, top: Int, _ clock: Clock
  ) -> String {
    if preview.isLate(at: clock.now) { return "making \(preview.language.title)" }
    let end = min(layout.rows.count, top + layout.code.rows)
    let lines = layout.rows[top..<end]
    return "\((lines.first?.line ?? -1) + 1)-\((lines.last?.line ?? -1) + 1) of "
      + "\(preview.code.lines.count)"
  }

  /// The line's number, or the sign of a line that goes on.
  private static func number(
    _ place: CodePreview.Place, _ preview: CodePreview, _ layout: CodeLayout, _ canvas: Canvas
  ) -> [Span] {
    let text = place.part == 0 ? String(place.line + 1) : canvas.glyphs.goesOn
    let isHit = place.line == preview.reading.hit
    let sign = isHit && place.part == 0 ? canvas.glyphs.cursor + " " : "  "
    return [
      Span(
        text.leftPadded(toColumns: layout.digits) + sign,
        isHit ? canvas.theme.accent : canvas.theme.border)
    ]
  }

  /// What is missing for the request to be sent, and how to give it.
  private static func note(
    _ preview: CodePreview, _ keys: KeyMap<CodeCommand>, in rect: Rect, on canvas: inout Canvas
  ) {
    guard let first = preview.problems.first, !rect.isEmpty else { return }
    let more = preview.problems.count > 1 ? "  and \(preview.problems.count - 1) more" : ""
    let sentence = [
      Span(canvas.glyphs.cross + " " + first, canvas.theme.warning), Span(more, canvas.theme.muted),
    ]
    let hint = canvas.hints([(keys.label(of: .edit), "edits the request")])
    canvas.line(sentence, right: hint, row: 0, in: rect)
  }
}

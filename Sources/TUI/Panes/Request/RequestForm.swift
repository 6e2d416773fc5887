/// The form of a request: one field a line, with its type and what is wrong with it.
enum RequestForm {
  private static let widestName = 22

  /// The widths that all fields of a form share.
  private struct Columns {
    var names: Int
    var words: Int
  }

  /// Lines that the whole form takes.
  static func rows(_ draft: RequestDraft?) -> Int {
    max(5, (draft?.fields.count ?? 0) + 3)
  }

  static func draw(
    _ draft: RequestDraft, _ editor: RequestEditor, _ keys: KeyTable, in inner: Rect,
    on canvas: inout Canvas
  ) {
    var area = inner
    area.column += 1
    area.columns -= 2
    let foot = area.cutBottom(min(2, max(0, area.rows - 1)))
    let names = min(widestName, draft.fields.map(\.name.columns).max() ?? 0)
    let top = max(0, editor.field - area.rows + 1)
    let words =
      draft.fields.filter { !$0.isBody }.map { self.words($0, in: area.columns, canvas).columns }
      .max() ?? 0
    let form = Columns(names: names, words: words)
    for row in 0..<max(0, min(area.rows, draft.fields.count - top)) {
      let field = draft.fields[top + row]
      draw(field, form, isOn: top + row == editor.field, row: row, in: area, on: &canvas)
    }
    let isChoice = !draft.fields[editor.field].words.choices.isEmpty
    verdict(draft, editor, in: foot, on: &canvas)
    hints(keys, isChoice: isChoice, in: foot, on: &canvas)
  }

  private static func draw(
    _ field: RequestField, _ form: Columns, isOn: Bool, row: Int, in area: Rect,
    on canvas: inout Canvas
  ) {
    let theme = canvas.theme
    if isOn { canvas.write(canvas.glyphs.cursor, theme.accent, at: 0, row: row, in: area) }
    let name = field.name.clipped(toColumns: form.names, ellipsis: canvas.glyphs.ellipsis)
    canvas.write(name, isOn ? canvas.heading(true) : theme.text, at: 2, row: row, in: area)
    var rest = area
    _ = rest.cutLeft(form.names + 4)
    let words = words(field, in: area.columns, canvas)
    let width = boxWidth(field, form, words: words, in: rest)
    var box = rest.cutLeft(width)
    canvas.write("[", isOn ? theme.accent : theme.border, at: 0, row: row, in: box)
    canvas.write("]", isOn ? theme.accent : theme.border, at: width - 1, row: row, in: box)
    box.column += 1
    box.columns -= 2
    value(field, isOn: isOn, row: row, in: box, on: &canvas)
    _ = rest.cutLeft(2)
    canvas.write([Span(words, theme.muted)], at: 0, row: row, in: rest)
  }

  /// A body takes all the room; other values at most half of it.
  private static func boxWidth(
    _ field: RequestField, _ form: Columns, words: String, in rest: Rect
  ) -> Int {
    let least = min(12, rest.columns)
    if field.isBody { return max(least, rest.columns - words.columns - 2) }
    return max(least, min(30, rest.columns - form.words - 2))
  }

  /// `query · number, required`
  private static func words(_ field: RequestField, in width: Int, _ canvas: Canvas) -> String {
    [width < 60 && !field.isBody ? "" : field.place, field.isBody ? "" : field.description].filter {
      !$0.isEmpty
    }
    .joined(separator: " \(canvas.glyphs.dot) ")
  }

  private static func value(
    _ field: RequestField, isOn: Bool, row: Int, in box: Rect, on canvas: inout Canvas
  ) {
    let theme = canvas.theme
    if field.input.isEmpty {
      let text = field.words.defaultText ?? (field.isRequired ? "" : "left out")
      canvas.write([Span(text, theme.muted)], at: 0, row: row, in: box)
      if isOn { canvas.placeCursor(column: 0, row: row, in: box) }
      return
    }
    let style = isOn ? theme.accent : theme.text
    if !isOn {
      canvas.write([Span(field.shownText, style)], at: 0, row: row, in: box)
      return
    }
    if field.words.choices.isEmpty {
      canvas.input(field.input, style, row: row, in: box, hasCursor: true)
    } else {
      canvas.write([Span(field.input.text, style)], at: 0, row: row, in: box)
      canvas.placeCursor(column: 0, row: row, in: box)
    }
  }

  /// The complaint, else what is wrong with this field, else with another one.
  private static func verdict(
    _ draft: RequestDraft, _ editor: RequestEditor, in foot: Rect, on canvas: inout Canvas
  ) {
    let theme = canvas.theme
    let problems = draft.problems
    let problem = problems.first { $0.field == editor.field } ?? problems.first
    if let text = editor.complaint {
      canvas.write([Span(canvas.glyphs.cross + " " + text, theme.error)], at: 0, row: 0, in: foot)
    } else if let problem {
      let style = problem.isMissing ? theme.warning : theme.error
      canvas.write(
        [Span(canvas.glyphs.cross + " " + problem.sentence, style)], at: 0, row: 0, in: foot)
    } else {
      canvas.write(
        [
          Span(canvas.glyphs.check + " ", theme.success),
          Span("every field fits its schema", theme.muted),
        ], at: 0, row: 0, in: foot)
    }
  }

  /// The keys that work while the form is filled in, the most useful first.
  static func hints(_ keys: KeyTable) -> [(keys: String, words: String)] {
    let others = [
      keys.typing.hint(for: .deleteToStart), keys.browsing.hint(for: .quitAtOnce),
    ]
    return keys.form.hints + others.compactMap { $0 }
  }

  private static func hints(
    _ keys: KeyTable, isChoice: Bool, in foot: Rect, on canvas: inout Canvas
  ) {
    let hints = [
      keys.form.hint(for: .nextField), isChoice ? keys.choices.hint(for: .previous) : nil,
      keys.form.hint(for: .run), keys.form.hint(for: .leave),
    ]
    canvas.write(canvas.hints(hints.compactMap { $0 }), at: 0, row: 1, in: foot)
  }
}

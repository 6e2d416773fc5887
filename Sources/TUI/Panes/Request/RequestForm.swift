/// The form of a request: one field a line, with its type and what is wrong with it.
enum RequestForm {
  private static let widestName = 22
  /// A value has this much room whatever stands beside it.
  static let leastBox = 14
  /// Below this width what stands beside a field may be cut.
  private static let narrowWidth = 70

  /// The widths that all fields of a form share.
  private struct Columns {
    var names: Int
    var words: Int
  }

  /// Lines that the whole form takes, whichever tab is on.
  static func rows(_ draft: RequestDraft?) -> Int {
    let fields = draft.map { draft in
      draft.tabs.map { draft.lines(in: $0) }.max() ?? 0
    }
    return max(6, (fields ?? 0) + 4)
  }

  static func draw(
    _ draft: RequestDraft, _ editor: RequestEditor, _ keys: KeyTable, in inner: Rect,
    on canvas: inout Canvas
  ) {
    var area = inner
    area.column += 1
    area.columns -= 2
    let foot = area.cutBottom(min(2, max(0, area.rows - 1)))
    let on = draft.fields[editor.field]
    let problems = draft.problems
    if area.rows > 1 { tabs(draft, problems, on: on.tab, in: area.cutTop(1), on: &canvas) }
    if on.isBody, editor.row != nil || on.input.hasLines {
      BodyForm(draft: draft, editor: editor, problems: problems).draw(in: area, on: &canvas)
    } else {
      fields(draft, editor, in: area, on: &canvas)
    }
    verdict(problems, draft, editor, in: foot, on: &canvas)
    let hints = hints(draft, editor, keys, isNarrow: foot.columns < 60)
    canvas.write(canvas.hints(hints, in: foot.columns), at: 0, row: 1, in: foot)
  }

  /// Words in so many columns: what is behind a comma goes first, and the foot has all of them.
  static func folded(_ words: String, toColumns columns: Int, _ glyphs: Glyphs) -> String {
    var parts = words.split(separator: ",", omittingEmptySubsequences: false)
    while parts.count > 1, parts.joined(separator: ",").columns > columns { parts.removeLast() }
    return parts.joined(separator: ",").clipped(toColumns: columns, ellipsis: glyphs.ellipsis)
  }

  /// The fields of a tab, a line each.
  private static func fields(
    _ draft: RequestDraft, _ editor: RequestEditor, in area: Rect, on canvas: inout Canvas
  ) {
    var area = area
    let on = draft.fields[editor.field]
    let shown = draft.fields.indices.filter { draft.fields[$0].tab == on.tab }
    let fields = shown.map { draft.fields[$0] }
    let current = shown.firstIndex(of: editor.field) ?? 0
    let names = min(widestName, fields.map(\.name.columns).max() ?? 0)
    let top = max(0, current - area.rows + 1)
    let words =
      fields.filter { !$0.isBody }.map { self.words($0, in: area.columns, canvas).columns }
      .max() ?? 0
    let form = Columns(names: names, words: words)
    for row in 0..<max(0, min(area.rows, fields.count - top)) {
      draw(fields[top + row], form, isOn: top + row == current, row: row, in: area, on: &canvas)
    }
    let rest = area.rows - (fields.count - top)
    if rest > 0 {
      given(draft.given(in: on.tab), in: area.cutBottom(rest), on: &canvas)
    }
  }

  /// ` Params 3  Headers 1  Auth  Body  Options`: how many fields are filled in.
  private static func tabs(
    _ draft: RequestDraft, _ problems: [RequestDraft.Problem], on tab: RequestTab, in row: Rect,
    on canvas: inout Canvas
  ) {
    let obstacles = problems.filter(\.isInTheWay)
    let wrong = Set(obstacles.compactMap(\.field).map { draft.fields[$0].tab })
    var spans: [Span] = []
    for each in draft.tabs {
      var style = each == tab ? canvas.heading(true) : canvas.theme.muted
      // The one that is on is told by more than colour.
      style.underline = each == tab
      spans.append(Span(each.rawValue, style))
      let count =
        draft.fields.count { $0.tab == each && !$0.isEmpty }
        + draft.given(in: each).count
      let mark = wrong.contains(each) ? " " + canvas.glyphs.cross : count > 0 ? " \(count)" : ""
      // Nothing is cut where only a gap would be.
      let gap = each == draft.tabs.last ? "" : "   "
      spans.append(
        Span(mark + gap, wrong.contains(each) ? canvas.theme.warning : canvas.theme.muted))
    }
    canvas.write(spans, at: 2, row: 0, in: row)
  }

  /// What the command line gave, which is changed by what is typed under its name.
  private static func given(_ headers: [GivenHeader], in area: Rect, on canvas: inout Canvas) {
    for (row, header) in headers.enumerated().prefix(area.rows) {
      let text = canvas.glyphs.label(header.name + ": " + header.shown)
      canvas.write(
        [Span(text, canvas.theme.text), Span("  from the command line", canvas.theme.muted)],
        at: 2, row: row, in: area)
    }
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
    let fitting = folded(words, toColumns: rest.columns, canvas.glyphs)
    canvas.write([Span(fitting, theme.muted)], at: 0, row: row, in: rest)
  }

  /// A body and a header take all the room; other values at most half of it.
  private static func boxWidth(
    _ field: RequestField, _ form: Columns, words: String, in rest: Rect
  ) -> Int {
    let least = min(leastBox, rest.columns)
    if field.isBody || field.role == .header { return max(least, rest.columns - words.columns - 2) }
    return max(least, min(30, rest.columns - form.words - 2))
  }

  /// `query · number, required`
  private static func words(_ field: RequestField, in width: Int, _ canvas: Canvas) -> String {
    let place = width < 60 || !field.isDeclared ? "" : field.place
    return [place, field.isBody ? "" : field.description].filter { !$0.isEmpty }
      .joined(separator: " \(canvas.glyphs.dot) ")
  }

  private static func value(
    _ field: RequestField, isOn: Bool, row: Int, in box: Rect, on canvas: inout Canvas
  ) {
    let theme = canvas.theme
    if field.isEmpty {
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
      canvas.input(field.typedInput, style, row: row, in: box, hasCursor: true)
    } else {
      canvas.write([Span(field.text, style)], at: 0, row: row, in: box)
      canvas.placeCursor(column: 0, row: row, in: box)
    }
  }

  /// The complaint, else what is wrong with this field, else with another one; else what belongs into
  /// this one.
  private static func verdict(
    _ problems: [RequestDraft.Problem], _ draft: RequestDraft, _ editor: RequestEditor,
    in foot: Rect, on canvas: inout Canvas
  ) {
    let theme = canvas.theme
    let own = problems.filter { $0.field == editor.field }
    let place = editor.row?.path.text
    let problem = own.first { $0.place == place } ?? own.first ?? problems.first
    if let text = editor.complaint {
      canvas.write([Span(canvas.glyphs.cross + " " + text, theme.error)], at: 0, row: 0, in: foot)
    } else if let problem {
      let style = problem.isMissing ? theme.warning : theme.error
      canvas.write(
        [Span(canvas.glyphs.cross + " " + problem.sentence, style)], at: 0, row: 0, in: foot)
    } else {
      let words = here(draft, editor, problems, in: foot.columns, canvas)
      let verdict = "every field fits its schema"
      let isBoth = verdict.columns + (words?.columns ?? 0) + 4 <= foot.columns
      let left = words == nil || isBoth ? verdict : ""
      canvas.line(
        [Span(canvas.glyphs.check + " ", theme.success), Span(left, theme.muted)],
        right: isBoth ? [Span(words ?? "", theme.muted)] : [], row: 0, in: foot)
      if !isBoth, let words { canvas.write([Span(words, theme.muted)], at: 2, row: 0, in: foot) }
    }
  }

  /// What belongs where the cursor is, where the form is too narrow to say it beside each field.
  private static func here(
    _ draft: RequestDraft, _ editor: RequestEditor, _ problems: [RequestDraft.Problem],
    in width: Int, _ canvas: Canvas
  ) -> String? {
    guard width < narrowWidth else { return nil }
    if editor.row != nil {
      return BodyForm(draft: draft, editor: editor, problems: problems).rowWords
    }
    let field = draft.fields[editor.field]
    let words = field.isBody ? "" : self.words(field, in: width, canvas)
    return words.isEmpty ? nil : field.name + ": " + words
  }
}

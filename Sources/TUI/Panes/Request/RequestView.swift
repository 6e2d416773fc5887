import Endpoints

/// The request pane: folded to one line, as a table of its values, or as a form.
enum RequestView {
  static func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let theme = canvas.theme
    guard let draft = state.draft else {
      let inner = canvas.pane(.request, in: rect, state)
      canvas.write([Span("choose an endpoint", theme.muted)], at: 1, row: 0, in: inner)
      return
    }
    if case .editing(let editor) = state.mode {
      let title = [Span("Request", canvas.heading(true)), Span("  editing", theme.accent)]
      let inner = canvas.pane(
        .request, title: title, right: name(draft, canvas), in: rect, state)
      return RequestForm.draw(draft, editor, state.keys, in: inner, on: &canvas)
    }
    if rect.rows <= 3 {
      let hint = canvas.hints([state.keys.browsing.hint(for: .edit)].compactMap { $0 })
      let inner = canvas.pane(.request, right: hint, in: rect, state)
      return folded(draft, in: inner, on: &canvas)
    }
    let inner = canvas.pane(.request, right: name(draft, canvas), in: rect, state)
    table(draft, state, in: inner, on: &canvas)
  }

  private static func name(_ draft: RequestDraft, _ canvas: Canvas) -> [Span] {
    [
      Span(draft.endpoint.method + " ", canvas.theme.muted),
      Span(draft.endpoint.path, canvas.theme.text),
    ]
  }

  /// `GET /metrics/live ?interval=0.1 &host=web-1`
  private static func folded(_ draft: RequestDraft, in inner: Rect, on canvas: inout Canvas) {
    let theme = canvas.theme
    var spans = [Span(" ", theme.text)] + name(draft, canvas)
    var sign = " ?"
    for field in draft.shownFields where !field.isBody {
      if field.isEmpty, !field.isRequired { continue }
      var joint = field.place == "query" ? sign : "  "
      if field.place == "query" { sign = " &" }
      if field.role != .header { joint += field.name + "=" }
      spans.append(Span(joint, theme.muted))
      spans.append(
        field.isEmpty ? Span("?", theme.warning) : Span(shown(field.shownText), theme.text))
    }
    if draft.body != nil { spans.append(Span("  + body", theme.muted)) }
    canvas.line(spans, right: validityMark(draft, canvas), row: 0, in: inner)
  }

  private static func validityMark(_ draft: RequestDraft, _ canvas: Canvas) -> [Span] {
    draft.problems.isEmpty
      ? [Span(canvas.glyphs.check + " ", canvas.theme.success)]
      : [Span(canvas.glyphs.cross + " ", canvas.theme.warning)]
  }

  private static func table(
    _ draft: RequestDraft, _ state: AppState, in inner: Rect, on canvas: inout Canvas
  ) {
    let theme = canvas.theme
    var area = inner
    area.column += 1
    area.columns -= 2
    // A stream says when it is connected again, and from where.
    if inner.rows >= 3 {
      let keys: [Command] = [.activate, .edit, .code, .copyURL]
      canvas.write(
        canvas.hints(keys.compactMap { state.keys.browsing.hint(for: $0) }), at: 0,
        row: inner.rows - 1, in: area)
    }
    canvas.line(
      validity(draft, canvas), right: resumption(state, canvas), row: inner.rows - 2, in: area)
    area.rows = inner.rows - 2
    if draft.shownFields.isEmpty, draft.given.isEmpty {
      let summary = draft.endpoint.summary
      canvas.write(
        [Span(summary.isEmpty ? "takes no parameters" : summary, theme.muted)], at: 0, row: 0,
        in: area)
      return
    }
    fields(draft, in: area, on: &canvas)
  }

  private static func validity(_ draft: RequestDraft, _ canvas: Canvas) -> [Span] {
    let theme = canvas.theme
    let problems = draft.problems
    guard let first = problems.first else {
      let words =
        draft.shownFields.isEmpty ? "ready to run" : "every field fits its schema"
      return [Span(canvas.glyphs.check + " ", theme.success), Span(words, theme.muted)]
    }
    let style = first.isMissing ? theme.warning : theme.error
    let more = problems.count > 1 ? "  and \(problems.count - 1) more" : ""
    return [
      Span(canvas.glyphs.cross + " " + first.sentence, style), Span(more, theme.muted),
    ]
  }

  private static func resumption(_ state: AppState, _ canvas: Canvas) -> [Span] {
    let profile = state.profile.map {
      [Span("profile ", canvas.theme.muted), Span($0.name + "  ", canvas.theme.text)]
    }
    guard state.draft?.endpoint.kind == .sse else { return profile ?? [] }
    let policy =
      (profile ?? []) + [
        Span("reconnects ", canvas.theme.muted), Span(state.reconnectingWord, canvas.theme.text),
      ]
    guard let id = state.stream?.lastEventID, !id.isEmpty else { return policy }
    return policy + [
      Span("  last-event-id ", canvas.theme.muted),
      Span(id.clipped(toColumns: 20, ellipsis: canvas.glyphs.ellipsis), canvas.theme.text),
    ]
  }

  /// Fields side by side under the name of their place, as many as there is room for; then what the
  /// command line gave.
  private static func fields(_ draft: RequestDraft, in area: Rect, on canvas: inout Canvas) {
    let theme = canvas.theme
    let labels = 8
    var cells = draft.shownFields.map { field in
      (place: field.place, spans: spans(field, in: area.columns - labels, canvas))
    }
    for header in [RequestTab.headers, .auth].flatMap(draft.given) {
      let text = canvas.glyphs.label(header.name + ": " + header.shown)
      cells.append(
        ("given", [Span(text, theme.text), Span(" by the command line", theme.muted)]))
    }
    var row = 0
    var column = labels
    var place = ""
    for (index, cell) in cells.enumerated() {
      let isNewPlace = cell.place != place
      if isNewPlace || column + cell.spans.columns > area.columns {
        if index > 0 { row += 1 }
        column = labels
      }
      guard row < area.rows else {
        let rest = "+\(cells.count - index) more"
        canvas.line([], right: [Span(rest, theme.muted)], row: area.rows - 1, in: area)
        return
      }
      if isNewPlace { canvas.write(cell.place, theme.muted, at: 0, row: row, in: area) }
      place = cell.place
      column = canvas.write(cell.spans, at: column, row: row, in: area) + 3
    }
  }

  /// `interval=[0.1] number`
  private static func spans(_ field: RequestField, in width: Int, _ canvas: Canvas) -> [Span] {
    let theme = canvas.theme
    let isNamed = !field.isBody && field.role != .header
    var spans = isNamed ? [Span(field.name, theme.text), Span("=", theme.muted)] : []
    spans.append(Span("[", theme.border))
    if !field.isEmpty {
      let room = !isNamed ? max(8, width - field.description.columns - 4) : 24
      spans.append(
        Span(
          shown(field.shownText).clipped(toColumns: room, ellipsis: canvas.glyphs.ellipsis),
          theme.accent))
    } else if let text = field.words.defaultText {
      spans.append(Span(text.clipped(toColumns: 20, ellipsis: canvas.glyphs.ellipsis), theme.muted))
    } else {
      spans.append(Span("      ", field.isRequired ? theme.warning : theme.text))
    }
    spans.append(Span("]", theme.border))
    if !field.description.isEmpty { spans.append(Span(" " + field.description, theme.muted)) }
    return spans
  }

  /// Spaces at the ends are part of a value, and seen.
  static func shown(_ text: String) -> String {
    text.hasPrefix(" ") || text.hasSuffix(" ") ? "\"\(text)\"" : text
  }
}

extension RequestDraft {
  /// The fields that say something of the request: without empty ones that nobody asked for, and
  /// without options, which are told elsewhere.
  fileprivate var shownFields: [RequestField] {
    let missing = problems.compactMap(\.field)
    return fields.enumerated().filter { index, field in
      switch field.role {
      case .parameter, .body: true
      case .header: !field.isEmpty
      case .credential: !field.isEmpty || missing.contains(index)
      case .option: false
      }
    }.map(\.element)
  }
}

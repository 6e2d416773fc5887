import RecordStore

/// One record, laid out.
enum DetailView {
  /// Bytes of a payload that are laid out; the rest is told of.
  private static let longestPayload = 65_536
  private static let mostLines = 4000

  static func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let inner = canvas.pane(
      .detail, title: title(state, canvas), right: forms(state, canvas), in: rect, state)
    if AnswerHeadView.isOn(in: state) {
      return AnswerHeadView.draw(state, in: inner, on: &canvas)
    }
    guard let stream = state.stream, let number = stream.current else {
      canvas.write(
        [Span("a record under the cursor shows here", canvas.theme.muted)], at: 1, row: 0, in: inner
      )
      return
    }
    var area = inner
    area.column += 1
    area.columns = max(0, area.columns - 2)
    guard let record = stream.record(number) else {
      canvas.write([Span("#\(number) was dropped", canvas.theme.muted)], at: 0, row: 0, in: area)
      return
    }
    let header = area.cutTop(1)
    canvas.write(head(record, number, canvas), at: 0, row: 0, in: header)
    let lines = lines(record, state, canvas.theme, in: Size(columns: area.columns, rows: area.rows))
    let top = min(state.detail.top, max(0, lines.count - area.rows))
    let needle = Needle(state.needle)
    for row in 0..<max(0, min(area.rows, lines.count - top)) {
      canvas.write(lines[top + row].highlighted(needle, canvas.hit), at: 0, row: row, in: area)
    }
    more(lines.count - top - area.rows, in: rect, on: &canvas)
  }

  /// Lines of the record under the cursor, in a pane with room for a text of `size`.
  static func lineCount(_ state: AppState, in size: Size) -> Int {
    if AnswerHeadView.isOn(in: state) { return AnswerHeadView.lines(state, size.columns).count }
    guard let stream = state.stream, let record = stream.current.flatMap(stream.record) else {
      return 0
    }
    return lines(record, state, state.appearance.theme, in: size).count
  }

  private static func title(_ state: AppState, _ canvas: Canvas) -> [Span] {
    guard canvas.layout.form == .compact, !state.isFull else { return [] }
    return Array(PaneTabs.titles(state, canvas))
  }

  private static func forms(_ state: AppState, _ canvas: Canvas) -> [Span] {
    var spans: [Span] = []
    for form in AnswerHeadView.forms(of: state) {
      if !spans.isEmpty { spans.append(Span("  ", canvas.theme.border)) }
      var style = canvas.theme.muted
      if form == state.detail.form {
        style = canvas.theme.text
        style.underline = true
      }
      spans.append(Span(form.title, style))
    }
    return spans
  }

  /// `id 186  event warn  83 B  +99 ms`
  private static func head(_ record: StoredRecord, _ number: Int, _ canvas: Canvas) -> [Span] {
    let theme = canvas.theme
    if record.isMark { return [Span("mark", theme.warning)] }
    var spans: [Span] = []
    func add(_ name: String, _ value: String, _ style: CellStyle) {
      spans.append(Span((spans.isEmpty ? "" : "  ") + name, theme.muted))
      spans.append(Span(value, style))
    }
    if record.id.isEmpty {
      add("#", String(number), theme.text)
    } else {
      add("id ", record.id.clipped(toColumns: 24, ellipsis: canvas.glyphs.ellipsis), theme.text)
    }
    if !record.type.isEmpty {
      add(
        "event ", record.type.clipped(toColumns: 24, ellipsis: canvas.glyphs.ellipsis), theme.accent
      )
    }
    add("", record.byteCount.bytes, theme.text)
    if let gap = record.gap { add("+", gap.short, theme.text) }
    if let fault = record.fault { add("", canvas.glyphs.cross + " " + fault.sentence, theme.error) }
    return spans
  }

  private static func lines(
    _ record: StoredRecord, _ state: AppState, _ theme: Theme, in size: Size
  ) -> [[Span]] {
    if state.detail.form == .json, !state.showsInvisibles,
      let lines = record.withPayload({ JSONText.pretty($0, theme, limit: mostLines) })
    {
      let short = lines.count > size.rows ? onFewRows(record, theme, in: size) : nil
      return short ?? wrapped(lines, state, width: size.columns)
    }
    var text = record.payloadString(limit: longestPayload)
    if state.showsInvisibles { text = text.showingInvisibles }
    let parts = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    var lines = parts.prefix(mostLines).map { [Span(String($0), theme.text)] }
    lines = wrapped(lines, state, width: size.columns)
    if record.byteCount > longestPayload {
      let rest = (record.byteCount - longestPayload).bytes
      let key = state.keys.browsing.label(of: .copy)
      lines.append([Span("\(rest) more: \(key) copies all of it", theme.warning)])
    }
    return lines
  }

  /// In a low pane a small record is shown whole on a row or two rather than cut at its third line.
  private static func onFewRows(
    _ record: StoredRecord, _ theme: Theme, in size: Size
  ) -> [[Span]]? {
    guard record.byteCount <= size.columns * size.rows else { return nil }
    let line = JSONText.line(record.payloadString(limit: longestPayload), theme)
    let lines = line.wrapped(toColumns: size.columns)
    return lines.count <= size.rows ? lines : nil
  }

  private static func wrapped(_ lines: [[Span]], _ state: AppState, width: Int) -> [[Span]] {
    guard state.detail.wraps else { return lines }
    return lines.flatMap { $0.wrapped(toColumns: width, limit: mostLines) }
  }

  private static func more(_ count: Int, in rect: Rect, on canvas: inout Canvas) {
    guard count > 0, rect.rows > 2 else { return }
    let text = " \(count) more "
    canvas.write(
      text, canvas.theme.muted, at: rect.columns - text.columns - 2, row: rect.rows - 1, in: rect)
  }
}

import RecordStore

/// One record, laid out.
enum DetailView {
  /// In fewer rows a small record is not laid out.
  private static let fewestRows = 4

  static func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let inner = canvas.pane(
      .detail, title: title(state, in: rect, canvas), right: forms(state, in: rect, canvas),
      in: rect, state)
    var area = inner
    area.column += 1
    area.columns = max(0, area.columns - 2)
    var header = area.cutTop(1)
    let room = DetailRoom(state)
    if let scan = state.detail.scan {
      let words = scan.words
      let place = header.cutRight(min(header.columns, words.columns))
      canvas.write(words, canvas.theme.accent, at: 0, row: 0, in: place)
      header.columns = max(0, header.columns - 2)
    }
    if state.detail.form == .assembled, let page = state.assembledPage(room) {
      let facts = page.assembly.facts.joined(separator: "  ")
      canvas.write([Span(facts, canvas.theme.muted)], at: 0, row: 0, in: header)
      draw(page, state, room, in: area, of: rect, on: &canvas)
      return
    }
    if let page = state.answerHead {
      canvas.write([Span(page.status, canvas.theme.accent)], at: 0, row: 0, in: header)
      draw(page, state, room, in: area, of: rect, on: &canvas)
      return
    }
    guard let stream = state.stream, let number = stream.current else {
      let words = "a record under the cursor shows here"
      canvas.write([Span(words, canvas.theme.muted)], at: 0, row: 0, in: header)
      return
    }
    guard let record = stream.record(number), let reading = state.reading else {
      canvas.write([Span("#\(number) was dropped", canvas.theme.muted)], at: 0, row: 0, in: header)
      return
    }
    // It names its record, and the newest of a stream is gone before it is read.
    if stream.window.isFollowing { canvas.sample(rect) }
    let head =
      pin(state.detail.pinned, stream, number, canvas) + head(record, number, of: stream, canvas)
    canvas.write(head, at: 0, row: 0, in: header)
    if let difference = state.difference {
      draw(difference, state, room, in: area, of: rect, on: &canvas)
    } else if let flat = flat(reading, record, room) {
      let needle = Needle(state.needle)
      for (row, spans) in flat.enumerated() {
        canvas.write(spans.highlighted(needle, canvas.hit), at: 0, row: row, in: area)
      }
    } else {
      draw(reading, state, room, in: area, of: rect, on: &canvas)
    }
  }

  private static func draw(
    _ page: some DetailPage, _ state: AppState, _ room: DetailRoom, in area: Rect, of rect: Rect,
    on canvas: inout Canvas
  ) {
    var page = page
    let shown = page.shown(room)
    let needle = Needle(state.needle)
    let hasCursor = page.hasCursor && state.focus == .detail
    for (row, line) in shown.enumerated() {
      canvas.write(line.spans.highlighted(needle, canvas.hit), at: 0, row: row, in: area)
      if hasCursor, line.line == page.scroll.cursor { canvas.select(row: row, in: area) }
    }
    guard rect.rows > 2, canvas.layout.form != .tiny else { return }
    let rest = shown.last.flatMap { page.rest(after: $0.line) }
    let more = rest.map { " \($0) more " } ?? ""
    let start = rect.columns - more.columns - 2
    canvas.write(more, canvas.theme.muted, at: start, row: rect.rows - 1, in: rect)
    guard hasCursor else { return }
    let words = page.footnote(state.keys)
      .clipped(toColumns: max(0, start - 4), ellipsis: canvas.glyphs.ellipsis)
    guard !words.isEmpty else { return }
    canvas.write(" \(words) ", canvas.theme.accent, at: 2, row: rect.rows - 1, in: rect)
  }

  /// `id 186 -> `, before what the other one is called.
  private static func pin(
    _ pinned: PinnedRecord?, _ stream: Stream, _ number: Int, _ canvas: Canvas
  ) -> [Span] {
    guard let pinned else { return [] }
    let isPinned = pinned.isRecord(number, of: stream.endpoint)
    let place = pinned.endpoint == stream.endpoint ? "" : " of \(pinned.endpoint)"
    let words = isPinned ? "pinned  " : "\(pinned.name)\(place) -> "
    return [Span(words, canvas.theme.warning)]
  }

  private static func title(_ state: AppState, in rect: Rect, _ canvas: Canvas) -> [Span] {
    guard canvas.layout.form == .compact, !state.isFull else { return [] }
    return PaneTabs.titles(state, in: rect, canvas)
  }

  private static func forms(_ state: AppState, in rect: Rect, _ canvas: Canvas) -> [Span] {
    let isShort = PaneTabs.areShort(in: rect, canvas.layout)
    var spans: [Span] = []
    for form in state.detailForms {
      if !spans.isEmpty { spans.append(Span(isShort ? " " : "  ", canvas.theme.border)) }
      var style = canvas.theme.muted
      if form == state.detail.form {
        style = canvas.theme.text
        style.underline = true
      }
      spans.append(Span(form.title(isShort: isShort), style))
    }
    return spans
  }

  /// The form whose title stands at a column of the pane's top edge.
  static func form(
    at column: Int, in rect: Rect, of forms: [DetailOptions.Form], _ layout: ScreenLayout
  ) -> DetailOptions.Form? {
    let isShort = PaneTabs.areShort(in: rect, layout)
    let gap = isShort ? 1 : 2
    let widths = forms.map { $0.title(isShort: isShort).columns }
    let width = widths.reduce(gap * (forms.count - 1), +)
    var left = Canvas.rightTitle(of: width, in: rect).lowerBound
    for (form, width) in zip(forms, widths) {
      if (left..<left + width).contains(column) { return form }
      left += width + gap
    }
    return nil
  }

  /// `id 186  event warn  83 B  +99 ms`
  private static func head(
    _ record: StoredRecord, _ number: Int, of stream: Stream, _ canvas: Canvas
  ) -> [Span] {
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
      let type = record.type.clipped(toColumns: 24, ellipsis: canvas.glyphs.ellipsis)
      add(stream.kind == .unary ? "status " : "event ", type, theme.accent)
    }
    add("", record.byteCount.bytes, theme.text)
    if let gap = record.gap { add("+", gap.short, theme.text) }
    if let fault = record.fault { add("", canvas.glyphs.cross + " " + fault.sentence, theme.error) }
    return spans
  }

  /// In a pane of a row or two a small record is shown whole rather than cut at its third line.
  private static func flat(
    _ reading: DetailReading, _ record: StoredRecord, _ room: DetailRoom
  ) -> [[Span]]? {
    let size = room.size
    guard size.rows < fewestRows, reading.outline.isJSON,
      record.byteCount <= size.columns * size.rows
    else { return nil }
    let lines = JSONText.line(record.payloadString(), room.theme).wrapped(toColumns: size.columns)
    return lines.count <= size.rows ? lines : nil
  }
}

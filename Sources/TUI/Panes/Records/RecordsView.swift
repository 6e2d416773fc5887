import Endpoints
import RecordStore

/// The list of records of the selected endpoint.
enum RecordsView {
  static func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    guard let stream = state.stream else {
      let inner = canvas.pane(.records, in: rect, state)
      return StreamStates.drawInvitation(state, in: inner, on: &canvas)
    }
    let inner = canvas.pane(
      .records, title: title(stream, state, canvas),
      right: counts(stream, canvas, in: rect), in: rect, state)
    let rows = stream.rows
    if stream.kind == .file || stream.store.total == 0 {
      return StreamStates.draw(stream, state, in: inner, on: &canvas)
    }
    let height = canvas.layout.recordsHeight
    let top = stream.window.top(in: rows, height: height)
    let layout = RecordLayout(stream, state, width: inner.columns)
    let head = canvas.layout.recordsHead
    if head > 0 { canvas.write(layout.head(canvas), at: 1, row: 0, in: inner.cutting(right: 1)) }
    var list = inner
    _ = list.cutTop(head)
    canvas.list(height, from: rows.start + top, in: list)
    let cursor = stream.window.isFollowing ? nil : stream.window.cursor(in: rows)
    let selection = stream.selection
    for row in 0..<max(0, min(height, rows.count - top)) {
      let number = rows.number(at: top + row)
      let spans = layout.spans(number, stream.record(number), state, canvas)
      canvas.write(
        spans.highlighted(state.sought, canvas.hit), at: 1, row: head + row,
        in: inner.cutting(right: 1))
      if selection?.contains(top + row) == true { canvas.select(row: head + row, in: inner) }
      if stream.marks.contains(number) {
        canvas.write(canvas.glyphs.mark, canvas.theme.warning, at: 0, row: head + row, in: inner)
      }
      if top + row == cursor { select(state, row: head + row, in: inner, on: &canvas) }
    }
    if inner.rows > head + height {
      StreamStates.drawFoot(stream, state, rows: rows, row: inner.rows - 1, in: inner, on: &canvas)
    }
  }

  private static func select(_ state: AppState, row: Int, in inner: Rect, on canvas: inout Canvas) {
    canvas.select(row: row, in: inner)
    let isMarked = state.stream?.current.map { state.stream?.marks.contains($0) == true } ?? false
    let sign = isMarked ? canvas.glyphs.mark : canvas.glyphs.cursor
    canvas.write(sign, canvas.theme.accent, at: 0, row: row, in: inner)
  }

  private static func title(_ stream: Stream, _ state: AppState, _ canvas: Canvas) -> [Span] {
    var word = "Records"
    if stream.kind == .file { word = "Download" }
    if stream.kind == .unary { word = "Answers" }
    var spans = [Span(word, canvas.heading(state.focus == .records))]
    if stream.id.isPassing { spans.append(Span("  #\(stream.id.number)", canvas.theme.text)) }
    if let place = state.place(of: stream) {
      let ours = stream.id.isPassing ? "" : " ours,"
      spans.append(Span(" \(ours) \(place.number) of \(place.count)", canvas.theme.muted))
    }
    if let filter = stream.filter {
      spans.append(
        Span(
          "  &" + filter.text.clipped(toColumns: 30, ellipsis: canvas.glyphs.ellipsis),
          canvas.theme.accent))
    }
    return spans
  }

  /// `3,121 kept of 4,000 · 12 match`; what a search or a filter found is there at the last.
  private static func counts(_ stream: Stream, _ canvas: Canvas, in rect: Rect) -> [Span] {
    var facts = facts(stream, canvas, width: rect.columns)
    let dot = " \(canvas.glyphs.dot) "
    func joined() -> [Span] {
      facts.enumerated().map { Span(($0 > 0 ? dot : "") + $1.text, $1.style) }
    }
    while facts.count > 1, joined().columns > Canvas.roomBesideTitle(in: rect) {
      facts.removeFirst()
    }
    return joined()
  }

  private static func facts(_ stream: Stream, _ canvas: Canvas, width: Int) -> [Span] {
    guard stream.kind != .file, stream.store.total > 0 else { return [] }
    let theme = canvas.theme
    let kept = stream.store.indices.count
    var spans: [Span] = []
    if stream.store.evicted > 0 {
      let of = width > 70 ? " kept of \(stream.store.total.grouped)" : " kept"
      spans.append(Span(kept.grouped + of, theme.warning))
    } else {
      spans.append(Span(stream.records.counted(stream.recordWord), theme.text))
    }
    if stream.invalid > 0 {
      spans.append(Span("\(stream.invalid.grouped) invalid", theme.error))
    }
    if let selection = stream.selection {
      spans.append(Span("\(selection.count.grouped) selected", theme.accent))
    }
    let marks = stream.marks.numbers.count
    if marks > 0 {
      let gone = stream.marks.gone(from: stream.store)
      let words = marks.counted("mark") + (gone > 0 ? ", \(gone.grouped) gone" : "")
      spans.append(Span(words, theme.warning))
    }
    if let filter = stream.filter { spans += self.count(filter, "match", "match", stream, canvas) }
    if let hits = stream.hits { spans += self.count(hits, "hit", "hits", stream, canvas) }
    return spans
  }

  /// `12 match so far, 40%`
  private static func count(
    _ scan: RecordScan, _ one: String, _ many: String, _ stream: Stream, _ canvas: Canvas
  ) -> [Span] {
    let count = scan.matches.count
    let kept = stream.store.indices
    let portion =
      scan.isDone(with: kept) ? "" : " so far, \(scan.examined.count * 100 / kept.count)%"
    let words = "\(count.grouped) \(count == 1 ? one : many)\(portion)"
    let found = Span(words, canvas.theme.accent)
    guard scan.undecided > 0 else { return [found] }
    // Too many ways to match: whether these do nobody knows.
    let told = "\(scan.undecided.grouped) undecided: simplify the pattern"
    return [found, Span(told, canvas.theme.warning)]
  }
}

extension Rect {
  func cutting(right columns: Int) -> Rect {
    var rect = self
    rect.columns = max(0, rect.columns - columns)
    return rect
  }
}

extension Canvas {
  /// A hit of the search.
  var hit: CellStyle {
    var style = theme.warning
    style.reverse = true
    return style
  }
}

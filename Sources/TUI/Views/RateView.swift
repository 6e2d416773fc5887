import RecordStore

/// How fast it comes, how evenly, and how much of it is kept.
enum RateView {
  private static let seconds = 60

  static func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let theme = canvas.theme
    var title: [Span] = []
    if state.layout.form == .compact, !state.isFull { title = PaneTabs.titles(state, canvas) }
    var area = canvas.pane(
      .rate, title: title, right: [Span("\(seconds) s", theme.muted)], in: rect, state)
    area.column += 1
    area.columns = max(0, area.columns - 2)
    guard let stream = state.stream else {
      canvas.write([Span("rates show here", theme.muted)], at: 0, row: 0, in: area)
      return
    }
    let graphs = area.cutTop(2)
    draw(graphsOf: stream, at: state.clock.now, in: graphs, on: &canvas)
    if area.rows >= 6 { _ = area.cutTop(1) }
    let facts = facts(stream, at: state.clock.now, limit: state.memoryLimit, canvas)
    for (row, line) in facts.prefix(area.rows).enumerated() {
      canvas.write(line, at: 0, row: row, in: area)
    }
  }

  private static func draw(
    graphsOf stream: Stream, at now: Duration, in area: Rect, on canvas: inout Canvas
  ) {
    let theme = canvas.theme
    let history = stream.meter.history(seconds: seconds, at: now)
    let current = stream.rate(at: now)
    let width = max(0, area.columns - 6 - 9)
    let unit = current.bytes.bytes.split(separator: " ").last.map(String.init) ?? "B"
    let number = current.bytes.bytes.split(separator: " ").first.map(String.init) ?? "0"
    let rows: [(String, [Double], String)] = [
      (unit + "/s", history.map { Double($0.bytes) }, number),
      ("rec/s", history.map { Double($0.records) }, current.records.rate),
    ]
    for (row, line) in rows.enumerated() {
      let spans =
        [Span(line.0.padded(toColumns: 6), theme.muted)]
        + Sparkline.spans(line.1, width: width, canvas)
        + [Span(line.2.leftPadded(toColumns: 8), theme.text)]
      canvas.write(spans, at: 0, row: row, in: area)
    }
  }

  private static func facts(
    _ stream: Stream, at now: Duration, limit: Int, _ canvas: Canvas
  ) -> [[Span]] {
    let theme = canvas.theme
    func line(_ pairs: [(String, String, CellStyle)]) -> [Span] {
      pairs.enumerated().flatMap { index, pair in
        [
          Span((index > 0 ? "  " : "") + pair.0 + " ", theme.muted),
          Span(pair.1, pair.2),
        ]
      }
    }
    func since(_ instant: Duration?) -> String {
      instant.map { ($0 - stream.started).short } ?? "–"
    }
    let gaps = stream.gaps
    func gap(_ value: Duration?) -> String { value.map { String($0.milliseconds) } ?? "–" }
    let dropped = stream.store.evicted
    return [
      line([
        ("first byte", since(stream.firstByte), theme.text),
        ("first record", since(stream.firstRecord), theme.text),
      ]),
      line([
        ("gap  p50", gap(gaps.p50), theme.text), ("p95", gap(gaps.p95), theme.text),
        ("p99", gap(gaps.p99), theme.text),
      ]) + [Span(" ms", theme.muted)],
      line([
        ("total", stream.bytes.bytes, theme.text), ("records", stream.records.grouped, theme.text),
      ]),
      line([("kept", "\(stream.store.bytesUsed.bytes) of \(limit.bytes)", theme.text)]),
      line([
        ("reconnects", "\(stream.reconnects)", stream.reconnects > 0 ? theme.warning : theme.text),
        ("dropped", dropped.short, dropped > 0 ? theme.warning : theme.text),
        ("invalid", stream.invalid.short, stream.invalid > 0 ? theme.error : theme.text),
      ]),
    ]
  }
}

import RecordStore

/// How fast it comes, how evenly, and how much of it is kept.
enum RateView {
  private static let seconds = 60
  private static let labels = 7
  private static let numbers = 8

  static func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let theme = canvas.theme
    var title: [Span] = []
    if canvas.layout.form == .compact, !state.isFull { title = PaneTabs.titles(state, canvas) }
    let width = min(seconds, max(0, rect.columns - 4 - labels - numbers))
    var area = canvas.pane(
      .rate, title: title, right: [Span("\(width) s", theme.muted)], in: rect, state)
    area.column += 1
    area.columns = max(0, area.columns - 2)
    guard let stream = state.stream else {
      canvas.write([Span("rates show here", theme.muted)], at: 0, row: 0, in: area)
      return
    }
    let graphs = area.cutTop(2)
    draw(graphsOf: stream, at: state.clock.now, in: graphs, on: &canvas)
    if area.rows >= 6 { _ = area.cutTop(1) }
    let facts = facts(
      stream, at: state.clock.now, limit: state.memoryLimit, width: area.columns, canvas)
    for (row, line) in facts.prefix(area.rows).enumerated() {
      canvas.write(line, at: 0, row: row, in: area)
    }
  }

  private static func draw(
    graphsOf stream: Stream, at now: Duration, in area: Rect, on canvas: inout Canvas
  ) {
    let theme = canvas.theme
    // The second that is not over yet would always look like a fall.
    let history = stream.meter.history(seconds: seconds, at: now).dropLast()
    let current = stream.rate(at: now)
    let width = max(0, area.columns - labels - numbers)
    let unit = current.bytes.bytes.split(separator: " ").last.map(String.init) ?? "B"
    let number = current.bytes.bytes.split(separator: " ").first.map(String.init) ?? "0"
    let rows: [(String, [Double], String)] = [
      (unit + "/s", history.map { Double($0.bytes) }, number),
      ("rec/s", history.map { Double($0.records) }, current.records.rate),
    ]
    for (row, line) in rows.enumerated() {
      let spans =
        [Span(line.0.padded(toColumns: labels), theme.muted)]
        + Sparkline.spans(line.1, width: width, canvas)
        + [Span(line.2.leftPadded(toColumns: numbers), theme.text)]
      canvas.write(spans, at: 0, row: row, in: area)
    }
  }

  private static func facts(
    _ stream: Stream, at now: Duration, limit: Int, width: Int, _ canvas: Canvas
  ) -> [[Span]] {
    let gaps = stream.gaps
    let none = canvas.glyphs.dash
    func since(_ instant: Duration?) -> String {
      instant.map { ($0 - stream.started).short } ?? none
    }
    func gap(_ value: Duration?) -> String { value.map(\.roundedMilliseconds) ?? none }
    let rows: [(String, [Fact])] = [
      (
        "first", [Fact("byte", since(stream.firstByte)), Fact("record", since(stream.firstRecord))]
      ),
      (
        "gap ms",
        [Fact("p50", gap(gaps.p50)), Fact("p95", gap(gaps.p95)), Fact("p99", gap(gaps.p99))]
      ),
      (
        "total",
        [
          Fact("", stream.bytes.bytes),
          Fact("", stream.records.grouped, stream.records.plural("record")),
        ]
      ),
      ("kept", kept(stream, limit: limit)),
      ("faults", faults(stream)),
    ]
    return rows.flatMap { label, facts in
      row(label, facts.map { $0.spans(canvas.theme) }, width: width, canvas)
    }
  }

  /// A label's facts side by side; what there is no room for goes below, whole.
  private static func row(
    _ label: String, _ facts: [[Span]], width: Int, _ canvas: Canvas
  ) -> [[Span]] {
    var lines = [[Span(label.padded(toColumns: labels), canvas.theme.muted)]]
    for (index, fact) in facts.enumerated() {
      let gap = index > 0 ? [Span("  ", .plain)] : []
      if index > 0, lines[lines.count - 1].columns + 2 + fact.columns > width {
        lines.append([Span(String(repeating: " ", count: labels), .plain)] + fact)
      } else {
        lines[lines.count - 1] += gap + fact
      }
    }
    return lines
  }

  private static func kept(_ stream: Stream, limit: Int) -> [Fact] {
    let dropped = stream.store.evicted
    return [
      Fact("", stream.store.bytesUsed.bytes, "of \(limit.bytes)"),
      Fact("", dropped.short, "dropped", dropped > 0 ? .waiting : .calm),
    ]
  }

  private static func faults(_ stream: Stream) -> [Fact] {
    return [
      Fact(
        "", stream.reconnects.grouped, stream.reconnects.plural("reconnect"),
        stream.reconnects > 0 ? .waiting : .calm),
      Fact("", stream.invalid.short, "invalid", stream.invalid > 0 ? .bad : .calm),
    ]
  }

  /// A figure with a word before or after it.
  private struct Fact {
    let before: String
    let figure: String
    let after: String
    let mood: StreamWords.Mood

    init(
      _ before: String, _ figure: String, _ after: String = "", _ mood: StreamWords.Mood = .calm
    ) {
      self.before = before
      self.figure = figure
      self.after = after
      self.mood = mood
    }

    func spans(_ theme: Theme) -> [Span] {
      [
        Span(before.isEmpty ? "" : before + " ", theme.muted), Span(figure, theme.style(mood)),
        Span(after.isEmpty ? "" : " " + after, theme.muted),
      ]
    }
  }
}

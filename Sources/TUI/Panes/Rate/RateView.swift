import RecordStore
import WebText

/// How fast it comes, how evenly, and how much of it is kept.
enum RateView {
  private static let labels = 7
  private static let numbers = 12
  /// Rows that the figures keep beside the graphs.
  private static let fewestFacts = 6

  static func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let theme = canvas.theme
    var title: [Span] = []
    if canvas.layout.form == .compact, !state.isFull {
      title = PaneTabs.titles(state, in: rect, canvas)
    }
    guard let stream = state.stream else {
      let inner = canvas.pane(.rate, title: title, in: rect, state)
      canvas.write([Span("rates show here", theme.muted)], at: 1, row: 0, in: inner)
      return
    }
    var area = canvas.layout.form == .tiny ? rect : rect.inner
    area.column += 1
    area.columns = max(0, area.columns - 2)
    let facts = facts(
      stream, at: state.clock.now, kept: kept(stream, of: state), width: area.columns, canvas)
    let room = area.rows - min(facts.count, Self.fewestFacts)
    let place = area.cutTop(max(2, room / 2 * 2))
    let graphs = graphs(of: stream, at: state.clock.now, in: place, canvas.glyphs)
    let window = Span("\(graphs.first?.graph.values.count ?? 0) s", theme.muted)
    _ = canvas.pane(.rate, title: title, right: [window], in: rect, state)
    var rows = place
    for graph in graphs { draw(graph, in: rows.cutTop(place.rows / 2), on: &canvas) }
    for (row, line) in facts.prefix(area.rows).enumerated() {
      canvas.write(line, at: 0, row: row, in: area)
    }
  }

  /// A graph with what stands beside it.
  private struct Labelled {
    let graph: RateGraph
    let unit: String
    let current: String
    let peak: String
  }

  private static func graphs(
    of stream: Stream, at now: Duration, in area: Rect, _ glyphs: Glyphs
  ) -> [Labelled] {
    // The second that is not over yet would always look like a fall.
    let history = stream.meter.history(at: now).dropLast()
    let current = stream.rate(at: now)
    let size = Size(columns: area.columns - labels - numbers, rows: area.rows / 2)
    // Nor is what comes just now below the top that stands beside it.
    let bytes = RateGraph(
      history.map { Double($0.bytes) }, top: current.bytes, in: size, glyphs)
    let records = RateGraph(
      history.map { Double($0.records) }, top: current.records, in: size, glyphs)
    return [
      Labelled(graph: bytes, unit: "B/s", current: current.bytes.bytes, peak: bytes.peak.bytes),
      Labelled(
        graph: records, unit: "rec/s", current: current.records.rate, peak: records.peak.rate),
    ]
  }

  /// The graph, at its left what it counts, at its right how much it is, and how much its top is.
  private static func draw(_ labelled: Labelled, in area: Rect, on canvas: inout Canvas) {
    let theme = canvas.theme
    let peak = [Span("top ", theme.muted), Span(labelled.peak, theme.muted)]
    for (row, graph) in labelled.graph.rows(theme).enumerated() {
      let isFirst = row == 0
      let label = Span((isFirst ? labelled.unit : "").padded(toColumns: labels), theme.muted)
      let right = isFirst ? [Span(labelled.current, theme.text)] : row == 1 ? peak : []
      canvas.line([label] + graph, right: right, row: row, in: area)
    }
  }

  private static func facts(
    _ stream: Stream, at now: Duration, kept: [Fact], width: Int, _ canvas: Canvas
  ) -> [[Span]] {
    let gaps = stream.gaps
    let none = canvas.glyphs.dash
    func since(_ instant: Duration?) -> String {
      instant.map { ($0 - stream.started).short } ?? none
    }
    func gap(_ value: Duration?) -> String { value.map(\.roundedMilliseconds) ?? none }
    func line(_ label: String, _ facts: [Fact]) -> [[Span]] {
      row(label, facts.map { $0.spans(canvas.theme) }, width: width, canvas)
    }
    let total = [
      Fact("", stream.bytes.bytes),
      Fact("", stream.records.grouped, stream.records.plural("record")),
    ]
    let compression = stream.compression.flatMap { compression in
      compression.ratio.map { Fact("", $0.text(decimals: 1) + "x", compression.coding) }
    }
    let names = stream.eventCounts.ranked.prefix(mostNames).map {
      Fact($0.name.clipped(toColumns: 16, ellipsis: canvas.glyphs.ellipsis), $0.count.grouped)
    }
    return line(
      "gap ms",
      [Fact("p50", gap(gaps.p50)), Fact("p95", gap(gaps.p95)), Fact("p99", gap(gaps.p99))])
      + histogram(gaps, width: width - labels, canvas)
      + line("total", total + [compression].compactMap(\.self))
      + line("faults", faults(stream))
      + (names.isEmpty ? [] : line("events", names))
      + line("kept", kept)
      + line(
        "first",
        [Fact("byte", since(stream.firstByte)), Fact("record", since(stream.firstRecord))])
  }

  private static let mostNames = 12

  /// How often pauses are short and how often long, from the shortest to the longest.
  private static func histogram(
    _ gaps: GapStatistics, width: Int, _ canvas: Canvas
  ) -> [[Span]] {
    guard gaps.count > 1, let shortest = gaps.shortest, let longest = gaps.longest else {
      return []
    }
    let (low, high) = (shortest.roundedMilliseconds + " ", " " + longest.roundedMilliseconds)
    let bins = gaps.histogram(bins: max(0, width - low.columns - high.columns))
    let bars = Sparkline.spans(bins.map(Double.init), width: bins.count, canvas)
    return [
      [Span("spread".padded(toColumns: labels), canvas.theme.muted), Span(low, canvas.theme.text)]
        + bars + [Span(high, canvas.theme.text)]
    ]
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

  /// Its own records, those of all streams where there are more, and what they may take.
  private static func kept(_ stream: Stream, of state: AppState) -> [Fact] {
    let (own, all) = (stream.store.bytesToLeave, state.recordBytes)
    let limit = "of \(state.memory.limit.bytes)"
    let (spilled, dropped) = (stream.store.bytesSpilled, stream.store.evicted)
    return
      (state.streams.count == 1
      ? [Fact("", own.bytes, limit)] : [Fact("", own.bytes, ""), Fact("all", all.bytes, limit)])
      + (spilled > 0 ? [Fact("", spilled.bytes, "on disk")] : [])
      + [Fact("", dropped.short, "dropped", dropped > 0 ? .waiting : .calm)]
  }

  private static func faults(_ stream: Stream) -> [Fact] {
    [
      Fact(
        "", stream.reconnects.grouped, stream.reconnects.plural("reconnect"),
        stream.reconnects > 0 ? .waiting : .calm),
      Fact("", stream.invalid.short, "invalid", stream.invalid > 0 ? .bad : .calm),
    ]
      // Without IDs that are consecutive numbers nobody knows what was lost.
      + (stream.ids.areKnown || stream.missed > 0
        ? [Fact("", stream.missed.grouped, "lost by IDs", stream.missed > 0 ? .bad : .calm)] : [])
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

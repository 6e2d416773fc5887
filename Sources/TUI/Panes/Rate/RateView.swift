import RecordStore
import WebText

/// How fast it comes: graphs over time, and below them the facts.
enum RateView {
  private static let labels = RateFacts.labels
  /// The longest of what stands beside a graph, `top 999.9 KB`, and what keeps it apart.
  private static let numbers = 13
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
    let facts = RateFacts(stream, of: state, width: area.columns, canvas)
    let count = stream.hasRecords ? 2 : 1
    let room = area.rows - min(facts.count, Self.fewestFacts)
    let place = area.cutTop(max(2, room / count * count))
    let graphs = graphs(of: stream, count, at: state.clock.now, in: place, canvas.glyphs)
    let window = Span("\(graphs.first?.graph.values.count ?? 0) s", theme.muted)
    _ = canvas.pane(.rate, title: title, right: [window], in: rect, state)
    var rows = place
    for graph in graphs { draw(graph, in: rows.cutTop(place.rows / count), on: &canvas) }
    for (row, line) in facts.lines.prefix(area.rows).enumerated() {
      canvas.write(line, at: 0, row: row, in: area)
    }
    canvas.sample(place)
    canvas.sample(area.cutTop(facts.samples.count))
  }

  /// A graph with what stands beside it.
  private struct Labelled {
    let graph: RateGraph
    let unit: String
    let current: String
    let peak: String
  }

  private static func graphs(
    of stream: Stream, _ count: Int, at now: Duration, in area: Rect, _ glyphs: Glyphs
  ) -> [Labelled] {
    // The second that is not over yet would always look like a fall.
    let history = stream.meter.history(at: now).dropLast()
    let current = stream.rate(at: now)
    let size = Size(columns: area.columns - labels - numbers, rows: area.rows / count)
    // Nor is what comes just now below the top that stands beside it.
    let bytes = RateGraph(
      history.map { Double($0.bytes) }, top: current.bytes, in: size, glyphs)
    let records = RateGraph(
      history.map { Double($0.records) }, top: current.records, in: size, glyphs)
    return [
      Labelled(graph: bytes, unit: "B/s", current: current.bytes.bytes, peak: bytes.peak.bytes),
      Labelled(
        graph: records, unit: "rec/s", current: current.records.rate, peak: records.peak.rate),
    ].prefix(count).map(\.self)
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
}

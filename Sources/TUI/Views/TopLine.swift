/// The first line: what is looked at, and how much comes in.
enum TopLine {
  static func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let theme = canvas.theme
    var left = [Span(" fluidtop", canvas.heading(true))]
    let right = rates(state, canvas, narrow: rect.columns < 76)
    let shown = place(state, isNarrow: rect.columns < 110, canvas)
    if !shown.isEmpty { left.append(Span("  " + shown, theme.text)) }
    var more: [String] = []
    if rect.columns >= 110, let title = state.catalog.title {
      more.append("  " + title + (state.catalog.version.map { " " + $0 } ?? ""))
    }
    if !state.catalog.endpoints.isEmpty { more.append("   " + counts(state, canvas.glyphs)) }
    // A fact is there or it is not: half of one helps nobody.
    for fact in more where left.columns + fact.columns + right.columns + 2 <= rect.columns {
      left.append(Span(fact, theme.muted))
    }
    canvas.line(left, right: right, row: 0, in: rect)
    canvas.sample(rect)
  }

  /// `http://localhost:8000`; of a proxy both of its sides.
  private static func place(_ state: AppState, isNarrow: Bool, _ canvas: Canvas) -> String {
    let places =
      state.passing.map { [$0.address.listening, $0.address.target] }
      ?? [state.catalog.baseURL ?? state.target]
    return places.map { isNarrow ? $0.withoutScheme : $0 }
      .joined(separator: " \(canvas.glyphs.leadsTo) ")
  }

  private static func counts(_ state: AppState, _ glyphs: Glyphs) -> String {
    let routes = state.catalog.endpoints.count
    let streams = state.streamCount
    return "\(routes.counted("route")) \(glyphs.dot) \(streams.counted("stream"))"
  }

  private static func rates(_ state: AppState, _ canvas: Canvas, narrow: Bool) -> [Span] {
    let theme = canvas.theme
    let live = state.allStreams.filter(\.phase.isOpen)
    var spans: [Span] = []
    let dropped = state.streams.values.reduce(0) { $0 + $1.store.evicted }
    if !live.isEmpty {
      let rates = live.map { $0.rate(at: state.clock.now) }
      let bytes = rates.reduce(0) { $0 + $1.bytes }
      let records = zip(live, rates).reduce(0) { $0 + ($1.0.hasRecords ? $1.1.records : 0) }
      spans.append(Span("\(live.count) live", theme.success))
      spans.append(Span("  \(canvas.glyphs.down) \(bytes.bytes)/s", theme.text))
      if !narrow, live.contains(where: { $0.hasRecords && $0.records > 0 }) {
        spans.append(Span("  \(records.rate) rec/s", theme.text))
      }
    }
    if dropped > 0, !narrow {
      spans.append(Span("  \(dropped.short) dropped", theme.warning))
    }
    return spans.isEmpty ? [] : spans + [Span(" ", theme.text)]
  }
}

extension String {
  fileprivate var withoutScheme: String {
    split(separator: "://", maxSplits: 1).last.map(String.init) ?? self
  }
}

/// The callbacks that a client would have seen.
enum TraceView {
  static func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let inner = canvas.pane(
      .callbacks, title: title(state, in: rect, canvas), in: rect, state)
    guard let stream = state.stream else {
      canvas.write(
        [Span("callbacks show here", canvas.theme.muted)], at: 1, row: 0, in: inner)
      return
    }
    let layout = TraceLayout(stream, in: inner)
    var row = 0
    for line in stream.trace.lines[layout.top(held: state.traceTop)...] {
      guard row < inner.rows else { break }
      for (index, spans) in layout.rows(of: line, canvas.theme).enumerated() {
        let count =
          line.count > 1 && index == 0
          ? [Span("\(canvas.glyphs.times)\(line.count.grouped)", canvas.theme.text)] : []
        let shown = state.focus == .callbacks ? spans.highlighted(state.sought, canvas.hit) : spans
        canvas.line(shown, right: count, row: row, in: inner)
        row += 1
      }
    }
  }

  /// The whole trace as text, for the clipboard.
  static func text(of stream: Stream) -> String {
    stream.trace.lines.map { line in
      let count = line.count > 1 ? " x\(line.count)" : ""
      let detail = line.detail.isEmpty ? "" : " " + line.detail
      return (line.at - stream.traceStart).offset + " " + line.name + detail + count
    }.joined(separator: "\n")
  }

  private static func title(_ state: AppState, in rect: Rect, _ canvas: Canvas) -> [Span] {
    if canvas.layout.form == .compact, !state.isFull {
      return PaneTabs.titles(state, in: rect, canvas)
    }
    let name = Span("Callbacks", canvas.heading(state.focus == .callbacks))
    guard let endpoint = state.endpoint else { return [name] }
    return [name, Span("  " + endpoint.path, canvas.theme.muted)]
  }
}

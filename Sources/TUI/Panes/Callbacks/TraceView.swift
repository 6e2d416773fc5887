/// The callbacks that a client would have seen.
enum TraceView {
  static func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let inner = canvas.pane(
      .callbacks, title: title(state, canvas), in: rect, state)
    guard let stream = state.stream else {
      canvas.write(
        [Span("callbacks show here", canvas.theme.muted)], at: 1, row: 0, in: inner)
      return
    }
    let lines = stream.trace.lines
    let last = max(0, lines.count - inner.rows)
    let top = min(state.traceTop ?? last, last)
    for row in 0..<max(0, min(inner.rows, lines.count - top)) {
      let line = lines[top + row]
      let count =
        line.count > 1
        ? [Span("\(canvas.glyphs.times)\(line.count.grouped)", canvas.theme.text)] : []
      canvas.line(spans(line, stream, canvas), right: count, row: row, in: inner)
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

  private static func title(_ state: AppState, _ canvas: Canvas) -> [Span] {
    if canvas.layout.form == .compact, !state.isFull { return PaneTabs.titles(state, canvas) }
    let name = Span("Callbacks", canvas.heading(state.focus == .callbacks))
    guard let endpoint = state.endpoint else { return [name] }
    return [name, Span("  " + endpoint.path, canvas.theme.muted)]
  }

  private static func spans(
    _ line: CallbackTrace.Line, _ stream: Stream, _ canvas: Canvas
  ) -> [Span] {
    let theme = canvas.theme
    let style =
      switch line.weight {
      case .request: theme.muted
      case .call: theme.text
      case .good: theme.success
      case .warning: theme.warning
      case .bad: theme.error
      }
    return [
      Span((line.at - stream.traceStart).offset + " ", theme.muted), Span(line.name + " ", style),
      Span(line.detail, theme.muted),
    ]
  }
}

/// The rows that the lines of a trace take: one each, more where an error's sentence is long.
struct TraceLayout {
  /// Rows of one sentence: a server's words may be long.
  private static let mostRows = 8

  let stream: Stream
  let width: Int
  let height: Int

  init(_ stream: Stream, in inner: Rect) {
    self.stream = stream
    // A cell at each side.
    width = max(1, inner.columns - 2)
    height = max(0, inner.rows)
  }

  /// The line's spans, an error's sentence on as many rows as it needs.
  func rows(of line: CallbackTrace.Line, _ theme: Theme) -> [[Span]] {
    let spans = [
      Span((line.at - stream.traceStart).offset + " ", theme.muted),
      Span(line.name + " ", theme.style(line.weight)), Span(line.detail, theme.muted),
    ]
    guard line.isSentence else { return [spans] }
    let rows = spans.wordWrapped(toColumns: max(2, width - 2), limit: Self.mostRows)
    // Indented, so that a line is seen as one.
    return rows.prefix(1) + rows.dropFirst().map { [Span("  ", theme.muted)] + $0 }
  }

  /// Index of the line at the top when the newest are shown.
  var lastTop: Int {
    var top = stream.trace.lines.count
    var room = height
    while top > 0 {
      room -= rows(of: stream.trace.lines[top - 1], Theme(name: "")).count
      if room < 0 { break }
      top -= 1
    }
    return min(top, max(0, stream.trace.lines.count - 1))
  }

  /// Index of the line at the top; `held` is the number of the one that stays there.
  func top(held: Int?) -> Int {
    held.map { min(stream.trace.index(of: $0), max(0, stream.trace.lines.count - 1)) } ?? lastTop
  }
}

extension CallbackTrace.Line {
  /// Whether its words matter to the end.
  fileprivate var isSentence: Bool {
    switch weight {
    case .warning, .bad: true
    case .request, .call, .good: false
    }
  }
}

extension Theme {
  fileprivate func style(_ weight: CallbackTrace.Line.Weight) -> CellStyle {
    switch weight {
    case .request: muted
    case .call: text
    case .good: success
    case .warning: warning
    case .bad: error
    }
  }
}

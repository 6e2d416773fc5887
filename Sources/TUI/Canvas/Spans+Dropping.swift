extension [Span] {
  /// The spans without their first cells; of a wide character that is cut in two a space is left.
  func dropping(columns: Int) -> [Span] {
    guard columns > 0 else { return self }
    var left = columns
    var kept: [Span] = []
    for span in self {
      let width = left > 0 ? span.text.columns : 0
      if left > 0, width <= left {
        left -= width
        continue
      }
      var rest = span.text[...]
      while left > 0, let first = rest.popFirst() { left -= CellWidth.columns(of: first) }
      kept.append(Span(String(repeating: " ", count: -Swift.min(0, left)) + rest, span.style))
      left = 0
    }
    return kept
  }
}

extension [Span] {
  /// The spans in lines of at most `width` cells, cut between grapheme clusters.
  func wrapped(toColumns width: Int, limit: Int = 2000) -> [[Span]] {
    guard width > 1 else { return [self] }
    var lines: [[Span]] = []
    var line: [Span] = []
    var room = width
    for span in self {
      var text = ""
      for character in span.text {
        let columns = CellWidth.columns(of: character)
        if columns > room {
          if lines.count == limit { return lines }
          lines.append(line + [Span(text, span.style)])
          line = []
          text = ""
          room = width
        }
        text.append(character)
        room -= columns
      }
      if !text.isEmpty { line.append(Span(text, span.style)) }
    }
    return lines + [line]
  }
}

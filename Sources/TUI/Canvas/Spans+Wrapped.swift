extension [Span] {
  /// The spans in lines of at most `width` cells, cut between grapheme clusters; those after the
  /// first begin with `hanging` spaces.
  func wrapped(toColumns width: Int, limit: Int = 2000, hanging: Int = 0) -> [[Span]] {
    guard width > 1 else { return [self] }
    var lines: [[Span]] = []
    let indent = hanging > 0 ? [Span(String(repeating: " ", count: hanging), .plain)] : []
    var line: [Span] = []
    var room = width
    for span in self {
      var text = ""
      for character in span.text {
        let columns = CellWidth.columns(of: character)
        if columns > room {
          if lines.count == limit { return lines }
          lines.append(line + [Span(text, span.style)])
          line = indent
          text = ""
          room = width - hanging
        }
        text.append(character)
        room -= columns
      }
      if !text.isEmpty { line.append(Span(text, span.style)) }
    }
    return lines + [line]
  }
}

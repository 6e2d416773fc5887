extension [Span] {
  /// The spans with `style` laid over every place where `needle` stands, also across spans.
  func highlighted(_ needle: Needle?, _ style: CellStyle) -> [Span] {
    guard let needle else { return self }
    let bytes = flatMap { Array<UInt8>($0.text.utf8) }
    // More hits than cells of a wide screen can't show.
    let hits = needle.ranges(in: bytes, limit: 500)
    if hits.isEmpty { return self }
    var result: [Span] = []
    var start = 0
    for span in self {
      let end = start + span.text.utf8.count
      result += span.cut(by: hits, from: start, to: end, style)
      start = end
    }
    return result
  }
}

extension Span {
  /// The span, which stands at `start..<end`, in pieces: those inside of `hits` in `style`.
  fileprivate func cut(
    by hits: [Range<Int>], from start: Int, to end: Int, _ style: CellStyle
  ) -> [Span] {
    var pieces: [Span] = []
    var position = start
    for hit in hits where hit.upperBound > start && hit.lowerBound < end {
      let hit = hit.clamped(to: start..<end)
      if hit.lowerBound > position {
        pieces.append(piece(position - start..<hit.lowerBound - start, self.style))
      }
      pieces.append(piece(hit.lowerBound - start..<hit.upperBound - start, style))
      position = hit.upperBound
    }
    if position < end { pieces.append(piece(position - start..<end - start, self.style)) }
    return pieces
  }

  private func piece(_ range: Range<Int>, _ style: CellStyle) -> Span {
    Span(String(decoding: Array(text.utf8)[range], as: UTF8.self), style)
  }
}

extension [Span] {
  /// The spans in lines of at most `width` cells, broken at spaces where there are any; the lines
  /// after the first are indented like the first.
  func wordWrapped(toColumns width: Int, limit: Int) -> [[Span]] {
    guard width > 1, columns > width else { return [self] }
    let indent = indentation(atMost: width / 2)
    var lines: [[Span]] = []
    var rest = self
    while !rest.isEmpty, lines.count < limit {
      let (line, remainder) = rest.split(atColumn: width)
      lines.append(line)
      rest = remainder.isEmpty ? [] : [Span(indent, .plain)] + remainder
    }
    return lines
  }

  private func indentation(atMost most: Int) -> String {
    var count = 0
    for character in lazy.flatMap(\.text) {
      if character != " " || count == most { break }
      count += 1
    }
    return String(repeating: " ", count: count)
  }

  /// The part before the last space that leaves no more than `width` cells, and the part after it.
  private func split(atColumn width: Int) -> (line: [Span], rest: [Span]) {
    let cells = flatMap { span in span.text.map { (character: $0, style: span.style) } }
    var used = 0
    var fits = 0
    while fits < cells.count {
      used += CellWidth.columns(of: cells[fits].character)
      if used > width { break }
      fits += 1
    }
    guard fits < cells.count else { return (self, []) }
    var start = 0
    while start < fits, cells[start].character == " " { start += 1 }
    let space = cells[start..<fits].lastIndex { $0.character == " " }
    let end = cells[fits].character == " " ? fits : (space ?? Swift.max(fits, 1))
    let next = cells[end...].firstIndex { $0.character != " " } ?? cells.count
    return (Self.joined(cells[..<end]), Self.joined(cells[next...]))
  }

  private static func joined(_ cells: ArraySlice<(character: Character, style: CellStyle)>)
    -> [Span]
  {
    var spans: [Span] = []
    for cell in cells {
      if spans.last?.style == cell.style {
        spans[spans.count - 1].text.append(cell.character)
      } else {
        spans.append(Span(String(cell.character), cell.style))
      }
    }
    return spans
  }
}

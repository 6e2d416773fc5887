extension [Span] {
  /// The spans in lines of at most `width` cells, broken at spaces where there are any; the lines
  /// after the first are indented like the first.
  func wordWrapped(toColumns width: Int, limit: Int) -> [[Span]] {
    guard width > 1, columns > width else { return [self] }
    let indent = indentation(atMost: width / 2)
    let cells = flatMap { span in span.text.map { (character: $0, style: span.style) } }[...]
    var lines: [[Span]] = []
    var rest = cells
    while !rest.isEmpty, lines.count < limit {
      let prefix = lines.isEmpty || indent.isEmpty ? [] : [Span(indent, .plain)]
      let (line, remainder) = Self.split(rest, atColumn: width - prefix.columns)
      lines.append(prefix + Self.joined(line))
      rest = remainder
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

  private typealias Cells = ArraySlice<(character: Character, style: CellStyle)>

  /// The part before the last space that leaves no more than `width` cells, and the part after it.
  private static func split(_ cells: Cells, atColumn width: Int) -> (line: Cells, rest: Cells) {
    var used = 0
    var fits = cells.startIndex
    while fits < cells.endIndex {
      used += CellWidth.columns(of: cells[fits].character)
      if used > width { break }
      fits += 1
    }
    guard fits < cells.endIndex else { return (cells, []) }
    var start = cells.startIndex
    while start < fits, cells[start].character == " " { start += 1 }
    let space = cells[start..<fits].lastIndex { $0.character == " " }
    let end =
      cells[fits].character == " " ? fits : (space ?? Swift.max(fits, cells.startIndex + 1))
    let next = cells[end...].firstIndex { $0.character != " " } ?? cells.endIndex
    return (cells[..<end], cells[next...])
  }

  private static func joined(_ cells: Cells) -> [Span] {
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

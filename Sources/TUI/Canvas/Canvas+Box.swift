extension Canvas {
  /// Draws a rounded border with a title at the left and one at the right of its top edge, and
  /// returns the rectangle inside.
  @discardableResult
  mutating func box(_ rect: Rect, title: [Span], right: [Span] = [], border: CellStyle) -> Rect {
    guard rect.columns >= 2, rect.rows >= 2 else { return .none }
    let (last, end) = (rect.rows - 1, rect.columns - 1)
    for row in 0...last {
      let isEdge = row == 0 || row == last
      let left = isEdge ? (row == 0 ? glyphs.topLeft : glyphs.bottomLeft) : glyphs.vertical
      let right = isEdge ? (row == 0 ? glyphs.topRight : glyphs.bottomRight) : glyphs.vertical
      rule(left, border, columns: 0..<1, row: row, in: rect)
      rule(right, border, columns: end..<rect.columns, row: row, in: rect)
      if isEdge { rule(glyphs.horizontal, border, columns: 1..<end, row: row, in: rect) }
    }
    titles(rect, title: title, right: right, border: border)
    return rect.inner
  }

  /// The columns of the screen in which a box shows a right title of so many cells.
  static func rightTitle(of columns: Int, in rect: Rect) -> Range<Int> {
    let start = max(rect.column, rect.endColumn - 3 - columns)
    return start..<max(start, rect.endColumn - 3)
  }

  /// Cells that a right title may have for sure; of one with more nothing is shown.
  static func roomBesideTitle(in rect: Rect) -> Int { rect.columns - 10 - leastTitle }

  /// Cells of the left title that a right one leaves.
  private static let leastTitle = 12

  private mutating func titles(_ rect: Rect, title: [Span], right: [Span], border: CellStyle) {
    // Corner, dash, space … space, dash, corner.
    var room = rect
    room.rows = 1
    room.column += 2
    room.columns -= 4
    guard room.columns > 0 else { return }
    let width = right.columns + 2
    if !right.isEmpty, width + 4 + min(title.columns, Self.leastTitle) <= room.columns {
      let start = Self.rightTitle(of: right.columns, in: rect).lowerBound - room.column
      write(" ", border, at: start - 1, row: 0, in: room)
      write(right + [Span(" ", border)], at: start, row: 0, in: room)
      room.columns -= width + 1
    }
    guard !title.isEmpty else { return }
    var words = room
    words.columns -= 1
    let end = write([Span(" ", border)] + title, at: 0, row: 0, in: words)
    write(" ", border, at: end, row: 0, in: room)
  }
}

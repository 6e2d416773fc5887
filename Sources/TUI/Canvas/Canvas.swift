/// A frame being drawn. All drawing is clipped to a rectangle, and all text is judged by
/// `CellWidth`, so that nothing can stand outside its pane and no control byte in a cell.
struct Canvas {
  private(set) var frame: Frame
  let theme: Theme
  let glyphs: Glyphs
  let layout: ScreenLayout

  init(_ layout: ScreenLayout, theme: Theme, glyphs: Glyphs) {
    self.frame = Frame(size: layout.size)
    self.theme = theme
    self.glyphs = glyphs
    self.layout = layout
  }

  /// Writes text into `rect` from a column of it, and returns the column after the text. Text that
  /// does not fit is cut at the right edge without a sign.
  @discardableResult
  mutating func write(
    _ text: String, _ style: CellStyle, at column: Int, row: Int, in rect: Rect
  ) -> Int {
    guard row >= 0, row < rect.rows, rect.row + row < frame.size.rows else { return column }
    if column >= 0, text.isPlain {
      return writePlain(text, style, at: column, row: row, in: rect)
    }
    var column = column
    for character in text {
      guard let drawn = CellWidth.drawn(character) else { continue }
      if column + drawn.width > rect.columns { return column }
      if column >= 0 {
        put(drawn, style, column: rect.column + column, row: rect.row + row)
      }
      column += drawn.width
    }
    return column
  }

  /// Nearly all text is ASCII, where a byte is a cell and nothing joins.
  private mutating func writePlain(
    _ text: String, _ style: CellStyle, at column: Int, row: Int, in rect: Rect
  ) -> Int {
    let start = rect.column + column
    let room = min(rect.columns - column, frame.size.columns - start)
    let count = min(text.utf8.count, max(0, room))
    guard start >= 0, count > 0 else { return column + max(0, min(count, room)) }
    mend(column: start, row: rect.row + row)
    if count > 1 { mend(column: start + count - 1, row: rect.row + row) }
    var index = (rect.row + row) * frame.size.columns + start
    for byte in text.utf8.prefix(count) {
      frame.cells[index] = Cell(judged: String(Unicode.Scalar(byte)), style: style)
      index += 1
    }
    return column + count
  }

  /// Fills a row with a sign of one cell.
  mutating func rule(
    _ sign: String, _ style: CellStyle, columns: Range<Int>, row: Int, in rect: Rect
  ) {
    let drawn = CellWidth.Drawn(text: sign, width: 1)
    guard row >= 0, row < rect.rows else { return }
    for column in columns.clamped(to: 0..<rect.columns) {
      put(drawn, style, column: rect.column + column, row: rect.row + row)
    }
  }

  /// Writes spans one after the other; what does not fit ends in an ellipsis.
  @discardableResult
  mutating func write(_ spans: [Span], at column: Int, row: Int, in rect: Rect) -> Int {
    var column = column
    for (index, span) in spans.enumerated() {
      let room = rect.columns - column
      let rest = spans[(index + 1)...].contains { !$0.text.isEmpty }
      if span.text.columns > room || (rest && span.text.columns == room) {
        let cut = span.text.columns > room ? span.text : span.text + " "
        let clipped = cut.clipped(toColumns: room, ellipsis: glyphs.ellipsis)
        return write(clipped, span.style, at: column, row: row, in: rect)
      }
      column = write(span.text, span.style, at: column, row: row, in: rect)
    }
    return column
  }

  /// A line with something at its left and something at its right end; the left part yields.
  mutating func line(_ left: [Span], right: [Span], row: Int, in rect: Rect) {
    let width = right.columns
    var room = rect
    if width > 0, width < rect.columns { room.columns -= width + 1 }
    write(left, at: 0, row: row, in: room)
    if width <= rect.columns { write(right, at: rect.columns - width, row: row, in: rect) }
  }

  /// Lays a style over a row, keeping the text that stands there.
  mutating func restyle(
    row: Int, in rect: Rect, columns: Range<Int>, _ change: (inout CellStyle) -> Void
  ) {
    guard row >= 0, row < rect.rows, rect.row + row < frame.size.rows else { return }
    for column in columns.clamped(to: 0..<rect.columns)
    where rect.column + column < frame.size.columns {
      change(&frame[rect.column + column, rect.row + row].style)
    }
  }

  /// Tells which rows are those of a list, whose entry `top` is the first.
  mutating func list(_ count: Int, from top: Int, in rect: Rect) {
    frame.list = .init(
      rows: rect.row..<rect.row + max(0, count),
      columns: rect.column..<rect.column + max(0, rect.columns), top: top)
  }

  /// Tells that what stands in `rect` is a sample of a moment, not a count of what else is seen: where
  /// nothing but records comes, one that is a little older does.
  mutating func sample(_ rect: Rect) {
    let all = Rect(column: 0, row: 0, columns: frame.size.columns, rows: frame.size.rows)
    let place = rect.clipped(to: all)
    if !place.isEmpty { frame.samples.append(place) }
  }

  /// Fills a rectangle with spaces.
  mutating func fill(_ rect: Rect, _ style: CellStyle = .plain) {
    for row in max(0, rect.row)..<max(0, rect.row, min(rect.endRow, frame.size.rows)) {
      for column in max(
        0, rect.column)..<max(0, rect.column, min(rect.endColumn, frame.size.columns))
      {
        put(.init(text: " ", width: 1), style, column: column, row: row)
      }
    }
  }

  /// Shows the cursor at a place in `rect`, if it lies inside.
  mutating func placeCursor(column: Int, row: Int, in rect: Rect) {
    guard column >= 0, row >= 0, column < rect.columns, row < rect.rows else { return }
    frame.cursor = .init(column: rect.column + column, row: rect.row + row)
  }

  private mutating func put(
    _ drawn: CellWidth.Drawn, _ style: CellStyle, column: Int, row: Int
  ) {
    guard column >= 0, row >= 0, column + drawn.width <= frame.size.columns, row < frame.size.rows
    else { return }
    mend(column: column, row: row)
    if drawn.width == 2 { mend(column: column + 1, row: row) }
    frame[column, row] = Cell(judged: drawn.text, style: style)
    if drawn.width == 2 { frame[column + 1, row] = Cell(judged: "", style: style) }
  }

  /// A wide character covers two cells; overwriting one half would leave the other without sense,
  /// so the whole of it becomes spaces first.
  private mutating func mend(column: Int, row: Int) {
    if frame[column, row].text.isEmpty, column > 0 {
      frame[column - 1, row] = Cell(judged: " ", style: frame[column - 1, row].style)
    }
    if column + 1 < frame.size.columns, frame[column + 1, row].text.isEmpty {
      frame[column + 1, row] = Cell(judged: " ", style: frame[column + 1, row].style)
    }
  }
}

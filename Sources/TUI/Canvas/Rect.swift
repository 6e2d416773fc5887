/// A part of the screen.
struct Rect: Hashable, Sendable {
  var column: Int
  var row: Int
  var columns: Int
  var rows: Int

  static let none = Rect(column: 0, row: 0, columns: 0, rows: 0)

  var isEmpty: Bool { columns <= 0 || rows <= 0 }
  var endColumn: Int { column + columns }
  var endRow: Int { row + rows }

  /// What a border of one cell leaves.
  var inner: Rect {
    Rect(column: column + 1, row: row + 1, columns: max(0, columns - 2), rows: max(0, rows - 2))
  }

  /// What of it lies in another one too.
  func clipped(to other: Rect) -> Rect {
    let (left, top) = (max(column, other.column), max(row, other.row))
    return Rect(
      column: left, row: top, columns: max(0, min(endColumn, other.endColumn) - left),
      rows: max(0, min(endRow, other.endRow) - top))
  }

  func contains(column: Int, row: Int) -> Bool {
    column >= self.column && column < endColumn && row >= self.row && row < endRow
  }

  /// Takes `count` rows away from the top and returns them.
  mutating func cutTop(_ count: Int) -> Rect {
    let taken = min(max(0, count), rows)
    let top = Rect(column: column, row: row, columns: columns, rows: taken)
    row += taken
    rows -= taken
    return top
  }

  /// Takes `count` rows away from the bottom and returns them.
  mutating func cutBottom(_ count: Int) -> Rect {
    let taken = min(max(0, count), rows)
    rows -= taken
    return Rect(column: column, row: row + rows, columns: columns, rows: taken)
  }

  /// Takes `count` columns away from the left and returns them.
  mutating func cutLeft(_ count: Int) -> Rect {
    let taken = min(max(0, count), columns)
    let left = Rect(column: column, row: row, columns: taken, rows: rows)
    column += taken
    columns -= taken
    return left
  }

  /// Takes `count` columns away from the right and returns them.
  mutating func cutRight(_ count: Int) -> Rect {
    let taken = min(max(0, count), columns)
    columns -= taken
    return Rect(column: column + columns, row: row, columns: taken, rows: rows)
  }
}

import TUI

/// Rows of a list that are moved on the terminal itself, where that sends fewer bytes than writing
/// all of them anew. A terminal moves whole rows, so that what stands beside the list is repaired.
struct RowShift: Equatable {
  let rows: Range<Int>
  /// Up, or down below zero.
  let count: Int

  /// Bytes that moving takes.
  private static let price = 40
  /// Bytes of going to another column, and of another style.
  private static let move = 8
  private static let restyle = 11

  /// Nil where moving does not help.
  init?(from old: Frame, to new: Frame) {
    guard let before = old.list, let after = new.list, before.rows == after.rows,
      old.size == new.size, after.rows.upperBound <= new.size.rows
    else { return nil }
    rows = after.rows
    count = after.top - before.top
    guard count != 0, abs(count) < rows.count else { return nil }
    var (still, moved) = (0, Self.price)
    for row in rows {
      still += Self.bytes(from: old, row, to: new, row)
      moved += Self.bytes(from: old, rows.contains(row + count) ? row + count : nil, to: new, row)
    }
    if moved >= still { return nil }
  }

  /// About what makes one row look like another; `source` is nil for a blank one.
  private static func bytes(from old: Frame, _ source: Int?, to new: Frame, _ row: Int) -> Int {
    let columns = new.size.columns
    var bytes = 0
    var equal = move
    var style: CellStyle?
    for column in 0..<columns {
      let cell = new.cells[row * columns + column]
      if cell == source.map({ old.cells[$0 * columns + column] }) ?? .blank {
        equal += 1
        continue
      }
      // What lies between two changes is written again where that is shorter than passing it.
      bytes += min(equal, move) + cell.text.utf8.count
      equal = 0
      if cell.style != style { bytes += restyle }
      style = cell.style
    }
    return bytes
  }
}

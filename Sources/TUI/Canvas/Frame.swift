/// A whole screen, ready to be shown.
public struct Frame: Equatable, Sendable {
  /// A place on the screen, from 0, 0 at the top left.
  public struct Position: Hashable, Sendable {
    /// Cells from the left edge.
    public var column: Int
    /// Cells from the top edge.
    public var row: Int

    /// The cell `column` from the left and `row` from the top.
    public init(column: Int, row: Int) {
      self.column = column
      self.row = row
    }
  }

  /// Rows of a list, which move when it goes on.
  public struct List: Hashable, Sendable {
    /// Rows of the screen.
    public var rows: Range<Int>
    /// Its columns there.
    public var columns: Range<Int>
    /// Which entry of the list stands in the first of them.
    public var top: Int
  }

  /// The screen's size.
  public let size: Size
  /// The cells row by row; there are `size.columns * size.rows` of them.
  public internal(set) var cells: [Cell]
  /// Where the cursor shows; nil hides it.
  public var cursor: Position?
  /// The list whose rows may stand elsewhere than before.
  public internal(set) var list: List?

  /// An empty screen.
  public init(size: Size) {
    self.size = size
    self.cells = Array(repeating: .blank, count: size.columns * size.rows)
  }

  /// The cell at a place inside the screen.
  public subscript(column: Int, row: Int) -> Cell {
    get { cells[row * size.columns + column] }
    set { cells[row * size.columns + column] = newValue }
  }

  /// Moves rows up, or down for a count below zero, as a terminal's scrolling does: the rows that
  /// come in are blank.
  public mutating func shift(_ rows: Range<Int>, by count: Int) {
    let old = cells
    for row in rows {
      let source = row + count
      for column in 0..<size.columns {
        cells[row * size.columns + column] =
          rows.contains(source) ? old[source * size.columns + column] : .blank
      }
    }
  }

  /// Takes over from another frame what stands beside the list and its title, which says how many
  /// records there are. False, and nothing is changed, where one of them has no list, or has it
  /// elsewhere.
  public mutating func keepBesideList(of old: Frame) -> Bool {
    guard let list, let before = old.list, size == old.size, list.rows == before.rows,
      list.columns == before.columns
    else { return false }
    var kept = old.cells
    // Names of columns may stand between the title and the list.
    for row in max(0, list.rows.lowerBound - 2)..<list.rows.upperBound {
      let start = row * size.columns
      let places = start + list.columns.lowerBound..<start + list.columns.upperBound
      kept.replaceSubrange(places, with: cells[places])
    }
    cells = kept
    return true
  }

  /// The screen as text, one line a row, trailing spaces kept: what the golden screens hold.
  public var text: String {
    var text = ""
    for row in 0..<size.rows {
      for cell in cells[row * size.columns..<(row + 1) * size.columns] { text += cell.text }
      text += "\n"
    }
    return text
  }
}

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
  /// Places of what is drawn of a moment, and may be drawn of one a little earlier.
  var samples: [Rect] = []

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

  /// Takes over from another frame what is a sample of a moment. False, and nothing is changed, where
  /// there is none, or one stands elsewhere.
  public mutating func keepSamples(of old: Frame) -> Bool {
    guard size == old.size, samples == old.samples, !samples.isEmpty else { return false }
    for place in samples {
      for row in place.row..<place.endRow {
        let start = row * size.columns
        let cells = start + place.column..<start + place.endColumn
        self.cells.replaceSubrange(cells, with: old.cells[cells])
      }
    }
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

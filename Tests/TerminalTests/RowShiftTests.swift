import Testing

@testable import TUI
@testable import Terminal

/// Frames of a list beside something that stands still.
@Suite struct RowShiftTests {
  private static let size = Size(columns: 70, rows: 12)
  private static let list = 2..<11

  /// Records from `top` on, and at the left, in the first rows, what does not move.
  private func frame(top: Int, beside: Int = 0) -> Frame {
    var frame = Frame(size: Self.size)
    for row in Self.list {
      write("{\"record\":\(top + row),\"note\":\"as long as the pane\"}", at: 20, row, in: &frame)
    }
    for row in 0..<beside { write("/endpoint/of/\(row * 7919)", at: 0, row, in: &frame) }
    frame.list = .init(rows: Self.list, columns: 20..<70, top: top)
    return frame
  }

  private func write(_ text: String, at column: Int, _ row: Int, in frame: inout Frame) {
    for (index, character) in text.enumerated() {
      frame[column + index, row] = Cell(text: String(character))
    }
  }

  @Test(arguments: [(0, 1, 1), (0, 3, 3), (8, 5, -3)])
  func `a list that goes on is moved by as many rows`(from: Int, to: Int, by: Int) {
    let shift = RowShift(from: frame(top: from), to: frame(top: to))
    #expect(shift?.rows == Self.list && shift?.count == by)
  }

  @Test func `a list that stands still, or shows other entries only, is not moved`() {
    #expect(RowShift(from: frame(top: 4), to: frame(top: 4)) == nil)
    #expect(RowShift(from: frame(top: 0), to: frame(top: 9)) == nil)
    #expect(RowShift(from: frame(top: 0), to: frame(top: -500)) == nil)
  }

  @Test
  func `a moved frame differs from the next one in the rows that came in, and beside the list`()
    throws
  {
    let (old, new) = (frame(top: 0, beside: 4), frame(top: 2, beside: 4))
    let shift = try #require(RowShift(from: old, to: new))
    var moved = old
    moved.shift(shift.rows, by: shift.count)
    for row in Self.list {
      let pairs = (0..<70).map { (moved[$0, row], new[$0, row]) }
      let isNew = row >= Self.list.upperBound - 2
      #expect(pairs[20...].allSatisfy(==) != isNew)
      #expect(pairs[..<20].allSatisfy(==) == (row >= 4))
    }
  }

  @Test func `nothing is moved where more would have to be repaired than is won`() {
    var (old, new) = (frame(top: 0), frame(top: 1))
    for row in Self.list {
      for column in 0..<70 { new[column, row] = old[column, row] }
    }
    #expect(RowShift(from: old, to: new) == nil)
    old.list = nil
    #expect(RowShift(from: old, to: frame(top: 1)) == nil)
  }
}

import CNcurses
import TUI

/// Brings frames to ncurses' screen: of a frame only what differs from the one before is written.
struct FramePainter {
  private let depth: ColourDepth
  private var shown: Frame?
  /// Reused from row to row.
  private var line: [cchar_t] = []
  private var lastStyle: CellStyle?
  private var pen = Pen(attributes: 0, pair: 0)
  /// Finding the nearest colours, and a pair of them, takes a search each.
  private var pens: [CellStyle: Pen] = [:]

  /// How ncurses draws a style.
  private struct Pen {
    var attributes: UInt32
    var pair: Int32
  }

  init(depth: ColourDepth) {
    self.depth = depth
  }

  /// The next frame is written whole.
  mutating func forget() {
    shown = nil
  }

  mutating func paint(_ frame: Frame, on screen: Size) {
    cncurses_begin_frame()
    defer { send() }
    if shown?.size != frame.size {
      shown = nil
      cncurses_erase()
    }
    let size = Size(
      columns: min(frame.size.columns, screen.columns), rows: min(frame.size.rows, screen.rows))
    if frame.size == screen, let old = shown, let shift = RowShift(from: old, to: frame),
      cncurses_scroll(
        Int32(shift.rows.lowerBound), Int32(shift.rows.upperBound - 1), Int32(shift.count))
    {
      shown?.shift(shift.rows, by: shift.count)
    }
    for row in 0..<size.rows {
      let start = row * frame.size.columns
      paintRow(row, cells: frame.cells[start..<start + size.columns])
    }
    shown = frame
    place(frame.cursor, on: screen)
  }

  private func send() {
    var length = 0
    guard let gathered = cncurses_end_frame(&length) else { return }
    let bytes = FrameBytes.shortened(UnsafeBufferPointer(start: gathered, count: length))
    _ = terminal_guard_write(bytes, bytes.count)
  }

  private func place(_ cursor: Frame.Position?, on screen: Size) {
    guard let cursor, (0..<screen.rows).contains(cursor.row),
      (0..<screen.columns).contains(cursor.column)
    else {
      cncurses_hide_cursor()
      return
    }
    cncurses_show_cursor(Int32(cursor.row), Int32(cursor.column))
  }

  private mutating func paintRow(_ row: Int, cells: ArraySlice<Cell>) {
    guard let changed = changedSpan(cells) else { return }
    line.removeAll(keepingCapacity: true)
    for index in changed { append(cells, at: index) }
    cncurses_put(Int32(row), Int32(changed.lowerBound - cells.startIndex), line, Int32(line.count))
  }

  /// From the first to the last cell that differs; never beginning in the middle of a wide one.
  private func changedSpan(_ cells: ArraySlice<Cell>) -> Range<Int>? {
    guard let shown else { return cells.isEmpty ? nil : cells.indices }
    guard var first = cells.indices.first(where: { cells[$0] != shown.cells[$0] }),
      let last = cells.indices.last(where: { cells[$0] != shown.cells[$0] })
    else { return nil }
    while first > cells.startIndex, cells[first].text.isEmpty || shown.cells[first].text.isEmpty {
      first -= 1
    }
    return first..<last + 1
  }

  private mutating func append(_ cells: ArraySlice<Cell>, at index: Int) {
    let cell = cells[index]
    // The right half of a wide cell is written with its left half.
    if cell.text.isEmpty, index > cells.startIndex, !cells[index - 1].text.isEmpty { return }
    let next = index + 1
    choose(pen(for: cell, before: next < cells.endIndex ? cells[next] : nil))
    if cell.text.utf8.count == 1, let byte = cell.text.utf8.first, (0x20..<0x7F).contains(byte) {
      appendGlyph([UInt32(byte)])
      return
    }
    let isWide = next < cells.endIndex && cells[next].text.isEmpty
    let glyphs = CellGlyphs(
      cell.text, width: isWide ? 2 : 1, limit: Int(cncurses_cell_limit()),
      widthOf: { Int(cncurses_width($0)) })
    for glyph in glyphs.cells { appendGlyph(glyph) }
  }

  /// Of a space only what is behind it shows: one before a word takes the pen that is there.
  private func pen(for cell: Cell, before next: Cell?) -> CellStyle {
    guard cell.text == " ", next?.text != " ", let lastStyle, !line.isEmpty,
      cell.style.isSame(onSpaceAs: lastStyle)
    else { return cell.style }
    return lastStyle
  }

  private mutating func appendGlyph(_ scalars: [UInt32]) {
    var cell = cchar_t()
    cncurses_set_cell(&cell, scalars, Int32(scalars.count), pen.attributes, pen.pair)
    line.append(cell)
  }

  /// Neighbours mostly share their style.
  private mutating func choose(_ style: CellStyle) {
    if style == lastStyle { return }
    lastStyle = style
    if let known = pens[style] {
      pen = known
      return
    }
    let colours = (depth.number(of: style.foreground), depth.number(of: style.background))
    pen = Pen(
      attributes: attributes(of: style),
      pair: colours == (-1, -1) ? 0 : cncurses_pair(Int32(colours.0), Int32(colours.1)))
    pens[style] = pen
  }

  private func attributes(of style: CellStyle) -> UInt32 {
    var attributes: UInt32 = 0
    if style.bold { attributes |= cncurses_bold() }
    if style.dim { attributes |= cncurses_dim() }
    if style.underline { attributes |= cncurses_underline() }
    if style.reverse { attributes |= cncurses_reverse() }
    if style.italic { attributes |= cncurses_italic() }
    return attributes
  }
}

extension CellStyle {
  /// Whether a space looks the same in both.
  fileprivate func isSame(onSpaceAs other: CellStyle) -> Bool {
    background == other.background && underline == other.underline && !reverse && !other.reverse
  }
}

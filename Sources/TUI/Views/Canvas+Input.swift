extension Canvas {
  /// Draws a line that asks for a text: a sign, the text, and a note at the right end.
  mutating func prompt(
    _ sign: String, _ input: TextInput, note: String, isComplaint: Bool, in rect: Rect
  ) {
    write(sign, theme.key, at: 1, row: 0, in: rect)
    var room = rect
    _ = room.cutLeft(3)
    let note = glyphs.label(note)
    if room.columns > note.columns + 20 {
      let words = room.cutRight(note.columns + 1)
      write(note, isComplaint ? theme.error : theme.muted, at: 0, row: 0, in: words)
    }
    self.input(input, theme.text, row: 0, in: room, hasCursor: true)
  }

  /// Draws a line being typed, moved so that the cursor is in sight.
  mutating func input(
    _ input: TextInput, _ style: CellStyle, row: Int, in rect: Rect, hasCursor: Bool
  ) {
    guard rect.columns > 0 else { return }
    let widths = input.characters.map { max(1, CellWidth.columns(of: $0)) }
    let before = hasCursor ? widths.prefix(input.cursor).reduce(0, +) : 0
    // The cursor needs a cell of its own after the last character.
    var hidden = max(0, before - rect.columns + 1)
    var first = 0
    while hidden > 0, first < input.cursor {
      hidden -= widths[first]
      first += 1
    }
    write(String(input.characters[first...]), style, at: 0, row: row, in: rect)
    if hasCursor {
      let column = widths[first..<input.cursor].reduce(0, +)
      placeCursor(column: column, row: row, in: rect)
    }
  }
}

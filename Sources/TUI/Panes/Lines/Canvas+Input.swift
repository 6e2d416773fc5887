extension Canvas {
  /// Draws a line that asks for a text: a sign, the text, and a note at the right end, the longest
  /// of `notes` that leaves room to type. A complaint is never left out.
  mutating func prompt(
    _ sign: String, _ input: TextInput, notes: [String], complaint: String?, in rect: Rect
  ) {
    write(sign, theme.key, at: 1, row: 0, in: rect)
    var room = rect
    _ = room.cutLeft(3)
    let typing = min(20, room.columns / 2)
    let fits = notes.map(glyphs.label).first { $0.columns + 1 + typing <= room.columns }
    let told = complaint.map {
      glyphs.label($0).clipped(toColumns: room.columns - typing - 1, ellipsis: glyphs.ellipsis)
    }
    if let note = told ?? fits {
      let words = room.cutRight(note.columns + 1)
      write(note, complaint == nil ? theme.muted : theme.error, at: 0, row: 0, in: words)
    }
    self.input(input, theme.text, row: 0, in: room, hasCursor: true)
  }

  /// Draws a line that asks for an answer of a word: the question, then what is typed.
  mutating func question(_ question: String, _ input: TextInput, in rect: Rect) {
    var room = rect
    _ = room.cutLeft(1)
    let end = write([Span(question, theme.warning)], at: 0, row: 0, in: room)
    _ = room.cutLeft(end + 1)
    self.input(input, theme.text, row: 0, in: room, hasCursor: true)
  }

  /// Draws a line being typed, moved so that the cursor is in sight; what is cut off is marked.
  mutating func input(
    _ input: TextInput, _ style: CellStyle, row: Int, in rect: Rect, hasCursor: Bool
  ) {
    guard rect.columns > 0 else { return }
    let widths = input.characters.map { max(1, CellWidth.columns(of: $0)) }
    let before = hasCursor ? widths.prefix(input.cursor).reduce(0, +) : 0
    // The cursor needs a cell of its own after the last character, and before a mark.
    let goesOn = input.cursor < input.characters.count && before >= rect.columns - 1
    var hidden = max(0, before - rect.columns + (goesOn && rect.columns > 2 ? 2 : 1))
    var first = 0
    while hidden > 0, first < input.cursor {
      hidden -= widths[first]
      first += 1
    }
    write(String(input.characters[first...]), style, at: 0, row: row, in: rect)
    if rect.columns > 2 {
      if first > 0 { write(glyphs.ellipsis, theme.muted, at: 0, row: row, in: rect) }
      if widths[first...].reduce(0, +) > rect.columns {
        write(glyphs.ellipsis, theme.muted, at: rect.columns - 1, row: row, in: rect)
      }
    }
    if hasCursor {
      let column = widths[first..<input.cursor].reduce(0, +)
      placeCursor(column: column, row: row, in: rect)
    }
  }
}

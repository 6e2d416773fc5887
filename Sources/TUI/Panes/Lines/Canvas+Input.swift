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
    line(
      input.characters[...], style, cursor: hasCursor ? input.cursor : nil, row: row, in: rect)
  }

  /// Draws as many lines of a text being typed as there is room for, those around the cursor.
  mutating func lines(_ input: TextInput, _ style: CellStyle, in rect: Rect) {
    let own = input.line(at: input.cursor)
    var lines = [own]
    var row = 0
    while lines.count < rect.rows, let first = lines.first, first.lowerBound > 0 {
      lines.insert(input.line(at: first.lowerBound - 1), at: 0)
      row += 1
    }
    var below = 0
    while below < rect.rows, let last = lines.last, last.upperBound < input.characters.count {
      lines.append(input.line(at: last.upperBound + 1))
      below += 1
    }
    // The cursor is in the middle, but at the text's ends.
    let top = min(max(0, row - rect.rows / 2), max(0, lines.count - rect.rows))
    for (place, line) in lines.enumerated().dropFirst(top).prefix(rect.rows) {
      self.line(
        input.characters[line], style, cursor: place == row ? input.cursor : nil, row: place - top,
        in: rect)
    }
  }

  private mutating func line(
    _ characters: ArraySlice<Character>, _ style: CellStyle, cursor: Int?, row: Int, in rect: Rect
  ) {
    guard rect.columns > 0 else { return }
    let start = characters.startIndex
    let place = cursor ?? start
    let before = characters[start..<place].reduce(0) { $0 + max(1, CellWidth.columns(of: $1)) }
    // The cursor needs a cell of its own after the last character, and before a mark.
    let goesOn = place < characters.endIndex && before >= rect.columns - 1
    var hidden =
      cursor == nil ? 0 : max(0, before - rect.columns + (goesOn && rect.columns > 2 ? 2 : 1))
    var first = start
    var column = before
    while hidden > 0, first < place {
      let width = max(1, CellWidth.columns(of: characters[first]))
      hidden -= width
      column -= width
      first += 1
    }
    // No more than fits is looked at: a line may be a whole document.
    let seen = characters[first...].prefix(rect.columns + 1)
    write(String(seen), style, at: 0, row: row, in: rect)
    if rect.columns > 2 {
      if first > start { write(glyphs.ellipsis, theme.muted, at: 0, row: row, in: rect) }
      if seen.reduce(0, { $0 + max(1, CellWidth.columns(of: $1)) }) > rect.columns {
        write(glyphs.ellipsis, theme.muted, at: rect.columns - 1, row: row, in: rect)
      }
    }
    if cursor != nil { placeCursor(column: column, row: row, in: rect) }
  }
}

extension Key {
  /// Keys whose names are words; the help's own labels are names, too.
  private static let names: [String: Key] = [
    "space": .character(" "), "enter": .enter, "tab": .tab, "shift-tab": .backTab,
    "esc": .escape, "backspace": .backspace, "delete": .delete, "up": .up, "down": .down,
    "left": .left, "right": .right, "↑": .up, "↓": .down, "←": .left, "→": .right, "home": .home,
    "end": .end, "pgup": .pageUp, "pgdn": .pageDown, "insert": .insert,
  ]

  /// The key of a name, `x`, `Ctrl-d`, `F5`, `PgUp`; nil where there is none.
  init?(named name: String) {
    if name.count == 1, let character = name.first, character != " ",
      CellWidth.columns(of: character) > 0
    {
      self = Self.names[name] ?? .character(character)
      return
    }
    let lower = name.lowercased()
    if let key = Self.names[lower] {
      self = key
    } else if lower.hasPrefix("ctrl-"), lower.count == 6, let letter = lower.last,
      letter.isASCII, letter.isLetter
    {
      self = .control(letter)
    } else if lower.hasPrefix("alt-"), name.count == 5, let character = name.last {
      self = .alt(character)
    } else if lower.hasPrefix("f"), let number = Int(lower.dropFirst()), (1...24).contains(number) {
      self = .function(number)
    } else {
      return nil
    }
  }
}

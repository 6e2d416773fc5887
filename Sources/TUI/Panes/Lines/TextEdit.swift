/// What a key does to a line of text, besides typing its own character.
enum TextEdit: String, Hashable, Sendable {
  case left, right
  case toStart = "to start"
  case toEnd = "to end"
  case deleteBackward = "delete backward"
  case deleteForward = "delete forward"
  case deleteToStart = "delete to start"
  case deleteToEnd = "delete to end"
  case deleteWord = "delete word"
}

extension KeyTable {
  static let typingKeys = KeyMap<TextEdit>([
    KeyBinding([
      (.left, .left), (.right, .right), (.control("b"), .left), (.control("f"), .right),
      (.home, .toStart), (.end, .toEnd), (.backspace, .deleteBackward),
      (.control("h"), .deleteBackward), (.delete, .deleteForward),
    ]),
    KeyBinding(
      .typing, "Ctrl-a Ctrl-e", "to its start, to its end",
      [(.control("a"), .toStart), (.control("e"), .toEnd)]),
    KeyBinding(
      .typing, "Ctrl-u Ctrl-k", "delete to its start, to its end",
      [(.control("u"), .deleteToStart), (.control("k"), .deleteToEnd)],
      hints: [.hint(.deleteToStart, words: "clear to the left")]),
    KeyBinding(
      .typing, "Ctrl-w", "delete the word before the cursor", [(.control("w"), .deleteWord)]),
  ])
}

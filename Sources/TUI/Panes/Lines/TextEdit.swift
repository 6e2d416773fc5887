/// What a key does to a line of text, besides typing its own character.
enum TextEdit: Hashable, Sendable {
  case left, right, toStart, toEnd
  case deleteBackward, deleteForward, deleteToStart, deleteToEnd, deleteWord
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

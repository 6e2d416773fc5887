/// What a key does to a text, besides typing its own character.
enum TextEdit: String, Hashable, Sendable {
  case left, right, up, down, undo, redo
  case wordLeft = "word left"
  case wordRight = "word right"
  case toStart = "to start"
  case toEnd = "to end"
  case toTop = "to top"
  case toBottom = "to bottom"
  case newLine = "new line"
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
      .typing, "Alt-b Alt-f", "a word back, a word on",
      [(.alt("b"), .wordLeft), (.alt("f"), .wordRight)]),
    KeyBinding(
      .typing, "Ctrl-u Ctrl-k", "delete to its start, to its end",
      [(.control("u"), .deleteToStart), (.control("k"), .deleteToEnd)],
      hints: [.hint(.deleteToStart, words: "clear to the left")]),
    KeyBinding(
      .typing, "Ctrl-w", "delete the word before the cursor", [(.control("w"), .deleteWord)]),
    KeyBinding(
      .typing, "Alt-u Alt-y", "undo, redo",
      [(.alt("u"), .undo), (.alt("y"), .redo), (.control("_"), .undo)],
      hints: [.hint(.undo, words: "undo")]),
  ])

  static let linesKeys = KeyMap<TextEdit>([
    KeyBinding(
      .form, "Enter ↑ ↓", "in a text of several lines: a new line; up, down",
      [(.enter, .newLine), (.up, .up), (.down, .down)],
      hints: [.hint(.newLine, words: "new line")]),
    KeyBinding(
      .form, "Alt-< Alt->", "in it: to its first line, to its last",
      [(.alt("<"), .toTop), (.alt(">"), .toBottom)]),
  ])
}

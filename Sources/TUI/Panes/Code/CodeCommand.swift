/// What a key asks for while client code is shown.
enum CodeCommand: Hashable, Sendable {
  case move(Command.Movement)
  case nextLanguage, previousLanguage
  case copy, copyURL, write, writeAll, edit
  case find, findNext, findPrevious
  case nextTheme, help, back
}

extension KeyTable {
  static let codeKeys = KeyMap<CodeCommand>(
    told + reading.map { $0.map(CodeCommand.move).untold } + [
      KeyBinding([(.character("["), .move(.older)), (.character("]"), .move(.newer))])
    ])

  /// The most useful hint first.
  private static let told: [KeyBinding<CodeCommand>] = [
    KeyBinding(
      .code, "Tab Shift-Tab", "next language, previous language",
      [
        (.tab, .nextLanguage), (.backTab, .previousLanguage), (.right, .nextLanguage),
        (.left, .previousLanguage), (.character("l"), .nextLanguage),
        (.character("h"), .previousLanguage),
      ], hints: [.hint(.nextLanguage, words: "language")]),
    KeyBinding(
      .code, "y w", "copy it; write it to a file",
      [(.character("y"), .copy), (.character("w"), .write)],
      hints: [.hint(.copy, words: "copy"), .hint(.write, words: "write")]),
    KeyBinding(
      .code, "/ n N", "find in it",
      [
        (.character("/"), .find), (.character("n"), .findNext), (.character("N"), .findPrevious),
      ], hints: [.hint(.find, words: "find")]),
    KeyBinding(
      [(.escape, .back), (.character("q"), .back), (.character("c"), .back)],
      hints: [.hint(.back, words: "back")]),
    KeyBinding(
      .code, "e", "edit the request's values in it", [(.character("e"), .edit)],
      hints: [.hint(.edit, words: "edit")]),
    KeyBinding([], hints: [.hint(.move(.down), .move(.up), words: "scroll")]),
    KeyBinding([(.character("E"), .writeAll)], hints: [.hint(.writeAll, words: "write all")]),
    KeyBinding(
      [(.character("?"), .help), (.character("Y"), .copyURL), (.character("T"), .nextTheme)],
      hints: [.hint(.help, words: "help")]),
  ]
}

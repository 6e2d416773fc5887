/// What a key asks for while the request's form is filled in; other keys type.
enum FormCommand: String, Hashable, Sendable {
  case run, leave, add
  case leaveOut = "leave out"
  case runText = "run from a text"
  case openEditor = "editor"
  case asText = "fields or text"
  case openText = "several lines"
  case nextField = "next field"
  case previousField = "previous field"
  case nextTab = "next tab"
  case previousTab = "previous tab"
}

extension KeyTable {
  static let formKeys = KeyMap<FormCommand>([
    KeyBinding(
      .form, "Enter Ctrl-s Esc", "run the request, Ctrl-s also from a text; leave the form",
      [(.enter, .run), (.control("s"), .runText), (.escape, .leave)],
      hints: [
        .hint(.run, words: "run"), .hint(.leave, words: "leave"),
      ]),
    KeyBinding(
      .form, "Tab Shift-Tab", "next field, previous field; also ↓ and ↑",
      [
        (.tab, .nextField), (.backTab, .previousField), (.down, .nextField), (.up, .previousField),
      ],
      hints: [.hint(.nextField, words: "next field"), .hint(.previousField, words: "previous")]),
    KeyBinding(
      .form, "PgDn PgUp", "next tab, previous tab",
      [(.pageDown, .nextTab), (.pageUp, .previousTab)], hints: [.hint(.nextTab, words: "tab")]),
    KeyBinding(
      .form, "Ctrl-t", "a JSON body as fields or as text", [(.control("t"), .asText)],
      hints: [.hint(.asText, words: "fields/text")]),
    KeyBinding(
      .form, "Ctrl-o", "the body in $VISUAL or $EDITOR", [(.control("o"), .openEditor)],
      hints: [.hint(.openEditor, words: "editor")]),
    KeyBinding(
      .form, "Ctrl-n Ctrl-x", "add an item, or take the next kind of value; leave it out",
      [(.control("n"), .add), (.control("x"), .leaveOut)],
      hints: [.hint(.add, words: "add"), .hint(.leaveOut, words: "leave out")]),
    KeyBinding(
      .form, "Alt-l", "several lines for a text of a body", [(.alt("l"), .openText)],
      hints: [.hint(.openText, words: "lines"), .hint(.runText, words: "run")]),
  ])
}

/// What a key asks for in a field with choices; a letter goes to the next that begins with it.
enum ChoiceCommand: String, Hashable, Sendable {
  case next, previous, clear
}

extension KeyTable {
  static let choicesKeys = KeyMap<ChoiceCommand>([
    KeyBinding(
      .form, "← → Space", "go through the choices of a field",
      [(.left, .previous), (.right, .next), (.character(" "), .next)],
      hints: [.hint(.previous, .next, words: "choose")]),
    KeyBinding([(.backspace, .clear), (.delete, .clear), (.control("u"), .clear)]),
  ])
}

/// What a key asks for while the request's form is filled in; other keys type.
enum FormCommand: String, Hashable, Sendable {
  case run, leave
  case nextField = "next field"
  case previousField = "previous field"
  case nextTab = "next tab"
  case previousTab = "previous tab"
}

extension KeyTable {
  static let formKeys = KeyMap<FormCommand>([
    KeyBinding(
      .form, "Enter Esc", "run the request; leave the form", [(.enter, .run), (.escape, .leave)],
      hints: [.hint(.run, words: "run"), .hint(.leave, words: "leave")]),
    KeyBinding(
      .form, "Tab Shift-Tab", "next field, previous field; also ↓ and ↑",
      [
        (.tab, .nextField), (.backTab, .previousField), (.down, .nextField), (.up, .previousField),
      ],
      hints: [.hint(.nextField, words: "next field"), .hint(.previousField, words: "previous")]),
    KeyBinding(
      .form, "PgDn PgUp", "next tab, previous tab",
      [(.pageDown, .nextTab), (.pageUp, .previousTab)], hints: [.hint(.nextTab, words: "tab")]),
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

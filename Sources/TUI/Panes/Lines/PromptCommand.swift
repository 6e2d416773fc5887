/// What a key asks for while a line is typed at the foot of the screen; other keys type.
enum PromptCommand: String, Hashable, Sendable {
  case accept, leave
}

extension KeyTable {
  static let promptKeys = KeyMap<PromptCommand>([
    KeyBinding(
      .typing, "Enter Esc", "take the line; leave it", [(.enter, .accept), (.escape, .leave)])
  ])
}

/// What a key asks for while an action's name is typed; other keys type.
enum PaletteCommand: String, Hashable, Sendable {
  case run, leave, next, previous
}

extension KeyTable {
  static let paletteKeys = KeyMap<PaletteCommand>([
    KeyBinding([
      (.enter, .run), (.escape, .leave), (.down, .next), (.up, .previous), (.tab, .next),
      (.backTab, .previous),
    ])
  ])
}

/// A line of the key map: some keys, what they do, and how it is told.
struct KeyBinding: Hashable, Sendable {
  /// Parts of the help.
  enum Section: String, CaseIterable, Hashable, Sendable {
    case move = "Move"
    case streams = "Streams"
    case code = "Client code"
    case records = "Records"
    case view = "View"
    case program = "Program"
  }

  /// Each key and its command: `j` moves down, `k` up, and they are one line of the help.
  var commands: [(key: Key, command: Command)]
  /// What has no key, and is asked for by its name.
  var named: [Command]
  /// As the help writes the keys.
  var label: String
  /// As the status line does, with a word or two; nil keeps it out of there.
  var hint: (keys: String, words: String)?
  /// What it does, for the help.
  var meaning: String
  var section: Section

  init(
    _ section: Section, _ label: String, _ meaning: String,
    hint: (keys: String, words: String)? = nil,
    _ commands: [(key: Key, command: Command)], named: [Command] = []
  ) {
    self.section = section
    self.label = label
    self.meaning = meaning
    self.hint = hint
    self.commands = commands
    self.named = named
  }

  static func == (one: KeyBinding, other: KeyBinding) -> Bool { one.label == other.label }

  func hash(into hasher: inout Hasher) { hasher.combine(label) }
}

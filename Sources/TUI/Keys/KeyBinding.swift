/// A line of a key map: some keys, what they do, and how it is told.
struct KeyBinding<Meaning: Hashable & Sendable>: Sendable {
  /// A word or two about commands, for the state line.
  struct Hint: Hashable, Sendable {
    /// The keys of these are named.
    var commands: [Meaning]
    var words: String
  }

  /// Each key and its command: `j` moves down, `k` up, and they are one line of the help.
  var commands: [(key: Key, command: Meaning)]
  /// What has no key, and is asked for by its name.
  var named: [Meaning]
  var hints: [Hint]
  /// The line of the help; nil where another line says it.
  var line: KeyLine?

  /// - Parameters:
  ///   - label: As the help writes the keys.
  ///   - meaning: What they do, for the help.
  init(
    _ section: KeyLine.Section, _ label: String, _ meaning: String,
    _ commands: [(key: Key, command: Meaning)], named: [Meaning] = [], hints: [Hint] = []
  ) {
    line = KeyLine(section: section, keys: label, meaning: meaning)
    self.commands = commands
    self.named = named
    self.hints = hints
  }

  /// Keys that the help tells of elsewhere.
  init(_ commands: [(key: Key, command: Meaning)], hints: [Hint] = []) {
    self.commands = commands
    named = []
    self.hints = hints
  }
}

extension KeyBinding {
  /// What a command of this line does: its part of the meaning, where there is one for each command.
  func meaning(of command: Meaning) -> String {
    guard let meaning = line?.meaning else { return "" }
    var own: [Meaning] = []
    for each in commands.map(\.command) where !own.contains(each) { own.append(each) }
    guard own.count > 1, let index = own.firstIndex(of: command) else { return meaning }
    let divided = [";", ","].lazy.map { meaning.split(separator: $0) }
    guard let parts = divided.first(where: { $0.count == own.count }) else { return meaning }
    return parts[index].trimmingSpaces()
  }

  /// The same keys in another mode's words.
  func map<Other>(_ other: (Meaning) -> Other) -> KeyBinding<Other> {
    var binding = KeyBinding<Other>(
      commands.map { ($0.key, other($0.command)) },
      hints: hints.map { .init(commands: $0.commands.map(other), words: $0.words) })
    binding.named = named.map(other)
    binding.line = line
    return binding
  }

  /// The same keys where the help and the hints tell of them elsewhere.
  var untold: KeyBinding { KeyBinding(commands) }
}

extension KeyBinding.Hint {
  static func hint(_ commands: Meaning..., words: String) -> Self {
    Self(commands: commands, words: words)
  }
}

/// A line of the help.
struct KeyLine: Hashable, Sendable {
  /// Parts of the help.
  enum Section: String, CaseIterable, Hashable, Sendable {
    case move = "Move"
    case streams = "Streams"
    case code = "Client code"
    case form = "Request form"
    case records = "Records"
    case playing = "Playing a recording"
    case view = "View"
    case program = "Program"
    case typing = "Typing a line"
  }

  var section: Section
  /// `j k ↓ ↑`
  var keys: String
  /// `down, up`
  var meaning: String
}

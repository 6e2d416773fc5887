/// What the keys mean in one mode, line by line in the order of the help.
struct KeyMap<Meaning: Hashable & Sendable>: Sendable {
  let bindings: [KeyBinding<Meaning>]
  private let commands: [Key: Meaning]

  init(_ bindings: [KeyBinding<Meaning>]) {
    self.bindings = bindings
    var commands: [Key: Meaning] = [:]
    for entry in bindings.flatMap(\.commands) { commands[entry.key] = entry.command }
    self.commands = commands
  }

  /// What a key does in this mode.
  func command(for key: Key) -> Meaning? { commands[key] }

  /// The first key of a command, for a sentence; "" where it has none.
  func label(of command: Meaning) -> String {
    let pairs = bindings.lazy.flatMap(\.commands)
    return pairs.first { $0.command == command }?.key.label ?? ""
  }

  /// The hint that begins with `command`.
  func hint(for command: Meaning) -> (keys: String, words: String)? {
    bindings.lazy.flatMap(\.hints).first { $0.commands.first == command }.map(words)
  }

  /// All hints, the most useful first.
  var hints: [(keys: String, words: String)] { bindings.flatMap(\.hints).map(words) }

  /// Lines of the help.
  var lines: [KeyLine] { bindings.compactMap(\.line) }

  private func words(_ hint: KeyBinding<Meaning>.Hint) -> (keys: String, words: String) {
    (hint.commands.map(label).joined(separator: " "), hint.words)
  }
}

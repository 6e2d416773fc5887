/// What the keys mean in one mode, line by line in the order of the help.
struct KeyMap<Meaning: Hashable & Sendable>: Sendable {
  let bindings: [KeyBinding<Meaning>]
  private let commands: [Key: Meaning]
  // Each frame asks for dozens of these.
  private let labels: [Meaning: String]
  /// All hints, the most useful first.
  let hints: [(keys: String, words: String)]
  private let firstHints: [Meaning: (keys: String, words: String)]

  init(_ bindings: [KeyBinding<Meaning>]) {
    self.bindings = bindings
    let pairs = bindings.flatMap(\.commands)
    commands = Dictionary(pairs.map { ($0.key, $0.command) }) { $1 }
    let named = pairs.map { (command: $0.command, label: $0.key.label ?? "") }
    let labels: [Meaning: String] = Dictionary(named.map { ($0.command, $0.label) }) { first, _ in
      first
    }
    self.labels = labels
    let told: [(commands: [Meaning], hint: (keys: String, words: String))] =
      bindings.flatMap(\.hints).map { hint in
        let keys = hint.commands.map { labels[$0] ?? "" }.joined(separator: " ")
        return (hint.commands, (keys, hint.words))
      }
    hints = told.map(\.hint)
    firstHints = Dictionary(told.compactMap { told in told.commands.first.map { ($0, told.hint) } })
    { first, _ in first }
  }

  /// What a key does in this mode.
  func command(for key: Key) -> Meaning? { commands[key] }

  /// The first key of a command, for a sentence; "" where it has none.
  func label(of command: Meaning) -> String { labels[command] ?? "" }

  /// The hint that begins with `command`.
  func hint(for command: Meaning) -> (keys: String, words: String)? { firstHints[command] }

  /// Lines of the help.
  var lines: [KeyLine] { bindings.compactMap(\.line) }
}

import StreamDecoding

extension KeyTable {
  /// Modes other than browsing, by the names that a configuration gives them.
  public static let modes = ["code", "form", "choices", "line", "palette", "typing", "lines"]

  /// The table with other keys for some actions. What isn't an action, a key, or free is refused.
  public func changing(_ changes: [KeyChange]) throws(JSON5Problem) -> KeyTable {
    var table = self
    func ours(_ mode: String?) -> [KeyChange] { changes.filter { $0.mode == mode } }
    table.browsing = try browsing.changing(ours(nil))
    let moves = ours(nil).filter { change in
      Self.reading.contains { $0.commands.contains { $0.command.name == change.action } }
    }
    table.help = try help.changing(moves)
    let own = ours("code")
    // What moves moves everywhere, but where the mode has the key for something of its own.
    table.code = try code.changing(
      own + code.freeing(moves.filter { move in !own.contains { $0.action == move.action } }))
    table.form = try form.changing(ours("form"), typesLetters: true)
    table.choices = try choices.changing(ours("choices"), typesLetters: true)
    table.prompt = try prompt.changing(ours("line"), typesLetters: true)
    table.palette = try palette.changing(ours("palette"), typesLetters: true)
    table.typing = try typing.changing(ours("typing"), typesLetters: true)
    table.textLines = try textLines.changing(ours("lines"), typesLetters: true)
    for change in changes {
      if let mode = change.mode, !Self.modes.contains(mode) {
        throw change.refused(
          "there is no mode of that name; there are "
            + Self.modes.joined(separator: ", "))
      }
    }
    return table
  }
}

extension KeyMap where Meaning: NamedMeaning {
  /// The map with the changed actions' keys; its lines of the help tell of them.
  ///
  /// - Parameter typesLetters: Whether letters are typed in this mode, so that none can be a key.
  fileprivate func changing(
    _ changes: [KeyChange], typesLetters: Bool = false
  ) throws(JSON5Problem) -> KeyMap {
    if changes.isEmpty { return self }
    var wanted: [Meaning: (keys: [Key], change: KeyChange)] = [:]
    for change in changes {
      guard let meaning = meaning(named: change.action) else {
        throw change.refused("there is no action of that name here")
      }
      wanted[meaning] = (try change.readKeys(typesLetters: typesLetters), change)
    }
    var changed: [KeyBinding<Meaning>] = []
    var placed: Set<Meaning> = []
    for binding in bindings {
      changed.append(binding.with(wanted.mapValues(\.keys), placed: &placed))
    }
    try Self.checkClashes(changed, wanted.mapValues(\.change))
    return KeyMap(changed)
  }

  /// Those changes of which no key is taken here by something that stays.
  fileprivate func freeing(_ changes: [KeyChange]) -> [KeyChange] {
    changes.filter { change in
      change.keys.allSatisfy { name in
        guard let command = Key(named: name).flatMap(command(for:)) else { return true }
        return changes.contains { $0.action == command.name }
      }
    }
  }

  private func meaning(named name: String) -> Meaning? {
    bindings.lazy.flatMap { $0.commands.map(\.command) + $0.named }.first { $0.name == name }
  }

  private static func checkClashes(
    _ bindings: [KeyBinding<Meaning>], _ changes: [Meaning: KeyChange]
  ) throws(JSON5Problem) {
    var owners: [Key: Meaning] = [:]
    for entry in bindings.flatMap(\.commands) {
      guard let other = owners.updateValue(entry.command, forKey: entry.key),
        other != entry.command
      else { continue }
      let mine = [changes[entry.command], changes[other]].compactMap { $0 }
      guard let change = mine.max(by: { $0.line < $1.line }) else { continue }
      let taken = change.action == other.name ? entry.command.name : other.name
      throw change.refused("\(entry.key.label ?? "that key") is the key of '\(taken)' already")
    }
  }
}

extension KeyBinding {
  /// The binding with other keys for what is wanted; the first that has an action gets all of its
  /// keys. An action that had only a name gets them here, too.
  fileprivate func with(_ wanted: [Meaning: [Key]], placed: inout Set<Meaning>) -> KeyBinding {
    let own = commands.map(\.command) + named
    guard own.contains(where: { wanted[$0] != nil }) else { return self }
    var binding = self
    binding.commands = []
    for command in own {
      guard let keys = wanted[command] else { continue }
      guard placed.insert(command).inserted else { continue }
      binding.commands += keys.map { ($0, command) }
    }
    binding.commands += commands.filter { wanted[$0.command] == nil }
    if let line {
      var labels: [String] = []
      for label in binding.commands.compactMap(\.key.label) where !labels.contains(label) {
        labels.append(label)
      }
      let keys = labels.joined(separator: " ")
      binding.line?.keys = keys.isEmpty ? (named.isEmpty ? "-" : line.keys) : keys
    }
    return binding
  }
}

extension KeyChange {
  fileprivate func refused(_ reason: String) -> JSON5Problem {
    JSON5Problem(line: line, key: path, reason: reason)
  }

  fileprivate func readKeys(typesLetters: Bool) throws(JSON5Problem) -> [Key] {
    var read: [Key] = []
    for name in keys {
      guard let key = Key(named: name) else {
        throw refused(
          "'\(String(name.prefix(20)))' is no key; write x, F5, Ctrl-d, Alt-x, Enter, Tab, PgUp or the like"
        )
      }
      if typesLetters, case .character = key {
        throw refused("\(key.label ?? name) types itself there; take Ctrl-, Alt- or F with it")
      }
      read.append(key)
    }
    return read
  }
}

import Endpoints

/// A line of the palette: an action by its name.
struct PaletteEntry: Hashable, Sendable {
  var command: Command
  /// The first of its keys; nil where it has none.
  var key: String?
  /// What the table says of it.
  var meaning: String
  /// What it is called here; nil for its own name.
  var title: String?
  /// What stands behind the name of an action that asks for a line; nil where it asks.
  var line: String?

  var name: String { (title ?? command.name) + (line.map { " " + $0 } ?? "") }

  /// Every action of the table in its order, then the themes and the endpoints. What changes panes or
  /// moves, which nobody looks up by name, comes last.
  static func all(
    _ keys: KeyTable, endpoints: [Endpoint] = [], themes: [String]
  ) -> [PaletteEntry] {
    var seen: Set<Command> = []
    var entries: [PaletteEntry] = []
    for binding in keys.browsing.bindings {
      let commands = binding.commands.map { ($0.command, $0.key.label) }
      for (command, key) in commands + binding.named.map({ ($0, nil) })
      where command != .palette && seen.insert(command).inserted {
        entries.append(
          PaletteEntry(command: command, key: key, meaning: binding.meaning(of: command)))
      }
    }
    func comesLast(_ entry: PaletteEntry) -> Bool {
      switch entry.command {
      case .move, .look(.focus), .look(.nextPane), .look(.previousPane): true
      default: false
      }
    }
    return entries.filter { !comesLast($0) }
      + themes.map { PaletteEntry(command: .look(.theme($0)), key: nil, meaning: "colours") }
      + endpoints.map {
        PaletteEntry(
          command: .goTo($0.title), key: nil,
          meaning: $0.summary.isEmpty ? "endpoint" : $0.summary)
      } + entries.filter(comesLast)
  }

  /// Those that a text may mean, the likeliest first.
  static func matching(_ text: String, in entries: [PaletteEntry]) -> [PaletteEntry] {
    let words = text.lowercased().split(separator: " ")
    guard !words.isEmpty else { return entries }
    let wanted = words.joined(separator: " ")
    let ranked = entries.enumerated().compactMap { index, entry in
      entry.rank(of: words, as: wanted).map { (rank: $0, index: index, entry: entry) }
    }
    return ranked.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.map(\.entry)
  }

  /// 0 for the name itself, more for less of it; nil where nothing fits.
  private func rank(of words: [Substring], as wanted: String) -> Int? {
    let name = self.name.lowercased()
    if name == wanted { return 0 }
    if name.hasPrefix(wanted) { return 1 }
    let own = name.split(separator: " ")
    if words.allSatisfy({ word in own.contains { $0.hasPrefix(word) } }) { return 2 }
    if name.holds(wanted) { return 3 }
    let told = meaning.lowercased()
    return words.allSatisfy { told.holds($0) } ? 4 : nil
  }
}

extension String {
  /// Compared by bytes: a search by characters, in a hundred actions, is what a key would wait for.
  fileprivate func holds(_ part: some StringProtocol) -> Bool {
    let part = part.utf8
    guard let first = part.first else { return true }
    var rest = utf8[...]
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: part) { return true }
      rest.removeFirst()
    }
    return false
  }
}

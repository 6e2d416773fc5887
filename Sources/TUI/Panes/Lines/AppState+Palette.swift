extension AppState {
  /// The actions that the palette's text may mean.
  func matches(of palette: Palette) -> [PaletteEntry] {
    let text = palette.input.text
    var all =
      PaletteEntry.all(
        keys, endpoints: catalog.endpoints, themes: appearance.themes.map(\.name))
      + profileEntries(text)
    if let item = palette.item {
      all = item.commands.compactMap { command in
        all.first { $0.command == command }.map { entry in
          var entry = entry
          entry.meaning = item.meanings[command] ?? entry.meaning
          entry.title = item.titles[command]
          return entry
        }
      }
    }
    let matching = PaletteEntry.matching(text, in: all)
    let lines = all.compactMap { answered($0, by: text) }
    let isName = matching.first?.name.lowercased().hasPrefix(text.lowercased()) == true
    return isName ? matching + lines : lines + matching
  }

  /// `:open URL`, `:filter .a > 1`: an action that asks for a line, and the line behind its name.
  private func answered(_ entry: PaletteEntry, by text: String) -> PaletteEntry? {
    let start = entry.name + " "
    guard text.hasPrefix(start), text.count > start.count else { return nil }
    var asked = self
    asked.mode = .browsing
    _ = asked.perform(entry.command)
    guard case .prompt = asked.mode else { return nil }
    var entry = entry
    entry.line = String(text.dropFirst(start.count))
    return entry
  }

  private mutating func run(_ entry: PaletteEntry) -> [Effect] {
    let effects = perform(entry.command)
    guard let line = entry.line, case .prompt(let prompt) = mode else { return effects }
    return effects + answer(line, prompt)
  }

  /// A key while an action's name is typed.
  mutating func take(_ key: Key, _ palette: Palette) -> [Effect] {
    var palette = palette
    palette.complaint = nil
    // Worked out only where a key needs them.
    var matches: [PaletteEntry] { self.matches(of: palette) }
    let erases = keys.typing.command(for: key) == .deleteBackward
    switch keys.palette.command(for: key) {
    case nil where erases && palette.input.isEmpty, .leave:
      mode = .browsing
      return []
    case .run:
      let matches = matches
      guard matches.indices.contains(palette.choice) else { break }
      mode = .browsing
      return run(matches[palette.choice])
    case .next: palette.choice = step(palette.choice, by: 1, of: matches.count)
    case .previous: palette.choice = step(palette.choice, by: -1, of: matches.count)
    case nil:
      if palette.input.take(key, keys.typing) { palette.choice = 0 }
    }
    if matches.isEmpty { palette.complaint = "no action is called that" }
    mode = .palette(palette)
    return []
  }

  private func step(_ choice: Int, by step: Int, of count: Int) -> Int {
    count == 0 ? 0 : (choice + step + count) % count
  }
}

extension AppState {
  /// The actions that the palette's text may mean.
  func matches(of palette: Palette) -> [PaletteEntry] {
    var all =
      PaletteEntry.all(
        keys, endpoints: catalog.endpoints, themes: appearance.themes.map(\.name))
      + profileEntries(palette.input.text) + playEntries(palette.input.text)
    if let item = palette.item {
      all = item.commands.compactMap { command in
        all.first { $0.command == command }.map { entry in
          var entry = entry
          entry.meaning = item.meanings[command] ?? entry.meaning
          return entry
        }
      }
    }
    return PaletteEntry.matching(palette.input.text, in: all)
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
      return perform(matches[palette.choice].command)
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

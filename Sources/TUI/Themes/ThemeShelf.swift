import StreamDecoding

/// Themes' files that stand on one another, and the themes that they make.
struct ThemeShelf {
  /// Why a theme is refused: one sentence.
  struct Refusal: Error {
    let sentence: String
  }

  /// Nobody builds a theme on so many others.
  private static let mostLayers = 8

  private var shipped: [String: ThemeFile.Content] = [:]
  private var own: [String: ThemeFile.Content] = [:]
  private(set) var names: [String] = []
  private(set) var problems: [String] = []

  mutating func put(_ file: ThemeFile, isShipped: Bool) {
    do throws(JSON5Problem) {
      let content = try file.content()
      if isShipped { shipped[file.name] = content } else { own[file.name] = content }
      if !names.contains(file.name) { names.append(file.name) }
    } catch {
      problems.append(error.sentence(in: file.path))
    }
  }

  func theme(named name: String, on side: Background) throws(Refusal) -> Theme {
    try theme(of: try files(of: name), named: name, on: side)
  }

  /// As it ships, whatever the user has put in its place.
  func shippedPair(named name: String) throws(Refusal) -> ThemePair? {
    guard shipped[name] != nil, own[name] != nil else { return nil }
    var shelf = self
    shelf.own = [:]
    return ThemePair(
      dark: try shelf.theme(named: name, on: .dark), light: try shelf.theme(named: name, on: .light)
    )
  }

  /// The file of a theme and what it stands on, the lowest first.
  private func files(of name: String) throws(Refusal) -> [ThemeFile.Content] {
    guard let top = own[name] ?? shipped[name] else { return [] }
    var files = [top]
    while let last = files.first, let base = last.inherits {
      func refused(_ reason: String) -> Refusal {
        let problem = JSON5Problem(line: base.line, key: "inherits", reason: reason)
        return Refusal(sentence: problem.sentence(in: last.path))
      }
      guard files.count < Self.mostLayers else { throw refused("goes round, or too deep") }
      // A theme of the user's may stand on the one that it takes the place of.
      let isSelf = base.name == last.name
      guard let next = isSelf ? shipped[base.name] : own[base.name] ?? shipped[base.name],
        !(isSelf && own[last.name] == nil)
      else { throw refused("there is no theme '\(base.name.prefix(40))' to stand on") }
      files.insert(next, at: 0)
    }
    return files
  }

  private func theme(
    of files: [ThemeFile.Content], named name: String, on side: Background
  ) throws(Refusal) -> Theme {
    var palette: [String: Colour] = [:]
    for file in files {
      try refusing(file) { () throws(JSON5Problem) in
        for member in file.layers(on: side).flatMap(\.palette) {
          palette[member.name] = try Self.colour(member)
        }
      }
    }
    let text = StyleText(palette: palette)
    var theme = Theme(name: name)
    for file in files {
      try refusing(file) { () throws(JSON5Problem) in
        for layer in file.layers(on: side) { try Self.lay(layer, over: &theme, text) }
      }
    }
    return theme
  }

  private func refusing(
    _ file: ThemeFile.Content, _ work: () throws(JSON5Problem) -> Void
  ) throws(Refusal) {
    do throws(JSON5Problem) { try work() } catch {
      throw Refusal(sentence: error.sentence(in: file.path))
    }
  }

  private static func colour(_ member: JSON5Member) throws(JSON5Problem) -> Colour {
    let key = "palette." + String(member.name.prefix(40))
    guard case .string(let word) = member.value.content else {
      throw member.value.isNot("a colour, \"#5fd7d7\" for example", key: key)
    }
    guard !StyleText.isTaken(member.name), !member.name.contains(" "), !member.name.isEmpty else {
      throw JSON5Problem(line: member.line, key: key, reason: "can't be the name of a colour")
    }
    guard let colour = Colour(named: word) else {
      throw JSON5Problem(line: member.value.line, key: key, reason: StyleText.unknown(word))
    }
    return colour
  }

  private static func lay(
    _ layer: ThemeFile.Layer, over theme: inout Theme, _ text: StyleText
  ) throws(JSON5Problem) {
    for (key, value) in layer.styles {
      let style = try text.style(value, key: key)
      let name = Background.allCases.reduce(key[...]) { name, side in
        name.hasPrefix(side.rawValue + ".") ? name.dropFirst(side.rawValue.count + 1) : name
      }
      guard let role = Theme.roles.first(where: { $0.name == name }) else { continue }
      theme[keyPath: role.path] = style
    }
    guard let graph = layer.graph else { return }
    guard case .array(let stops) = graph.content, (1...3).contains(stops.count) else {
      throw graph.isNot("a list of one style to three", key: "graph")
    }
    theme.graph = []
    for stop in stops { theme.graph.append(try text.style(stop, key: "graph")) }
  }
}

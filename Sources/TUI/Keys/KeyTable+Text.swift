extension KeyTable {
  /// What the help says of all keys, as text: a heading for each part of it, below it a line for
  /// each few keys that belong together. Ends with a line end.
  public var text: String {
    let width = lines.map(\.keys.count).max() ?? 0
    return KeyLine.Section.allCases.compactMap { section in
      let own = lines.filter { $0.section == section }
      guard !own.isEmpty else { return nil }
      let rows = own.map { line in
        let space = String(repeating: " ", count: width - line.keys.count)
        return "  \(line.keys)\(space)  \(line.meaning)\n"
      }
      return section.rawValue + "\n" + rows.joined()
    }.joined(separator: "\n")
  }
}

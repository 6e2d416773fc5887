extension Palette {
  /// What works while one types, the fullest words first.
  static func invitations(_ keys: KeyTable) -> [String] {
    let (down, up) = (keys.palette.label(of: .next), keys.palette.label(of: .previous))
    let (run, leave) = (keys.palette.label(of: .run), keys.palette.label(of: .leave))
    return ["\(down) \(up) choose · \(run) runs · \(leave) leaves", "\(run) runs"]
  }
}

extension Prompt {
  /// What the user may type and what the keys do then, the fullest words first.
  func invitations(_ keys: KeyTable) -> [String] {
    let (enter, leave) = (keys.prompt.label(of: .accept), keys.prompt.label(of: .leave))
    return switch purpose {
    case .endpoints: ["part of a path · \(enter) keeps · \(leave) clears", "\(enter) keeps"]
    case .find, .findInCode: ["find · \(enter) keeps · \(leave) goes back", "\(enter) keeps"]
    case .filter:
      [
        "text, /regex/, event:NAME, .path > 1 · empty clears",
        "\(enter) filters · empty clears", "\(enter) filters",
      ]
    case .write:
      [
        "file for this code · \(enter) writes · \(leave) goes back",
        "\(enter) writes · \(leave) back", "\(enter) writes",
      ]
    case .exportAll(let language):
      [
        "\(place) for all endpoints, \(language.title) · \(enter) writes · \(leave) goes back",
        "\(place) for all endpoints · \(enter) writes", "\(enter) writes all",
        "\(enter) writes",
      ]
    case .overwrite: []
    }
  }

  private var place: String {
    if case .exportAll(let language) = purpose, language.hasModules { "folder" } else { "file" }
  }

  /// Whether to overwrite, in at most so many columns: of the paths as much as there is room for.
  /// - Parameter leave: The key that leaves them alone.
  static func question(
    whether paths: [String], columns: Int, ellipsis: String, leave: String
  ) -> String {
    let path = paths.first ?? ""
    let more = paths.count > 1 ? " and \(paths.count - 1) more" : ""
    let words = [
      " is not by fluidtop: overwrite? y, \(leave) leaves it", " not by fluidtop: overwrite? y/n",
      ": overwrite? y/n",
    ]
    for words in words {
      let room = columns - (more + words).columns
      if room >= min(path.columns, 16) {
        return path.clippedInMiddle(toColumns: room, ellipsis: ellipsis) + more + words
      }
    }
    return columns >= 14 ? "overwrite? y/n" : "overwrite?"
  }
}

extension Palette {
  /// What works while one types, the fullest words first.
  static let invitations = ["↓ ↑ choose · Enter runs · Esc leaves", "Enter runs"]
}

extension Prompt {
  /// What the user may type and what Enter does, the fullest words first.
  var invitations: [String] {
    switch purpose {
    case .endpoints: ["part of a path · Enter keeps · Esc clears", "Enter keeps"]
    case .find, .findInCode: ["find · Enter keeps · Esc goes back", "Enter keeps"]
    case .filter:
      [
        "text, /regex/, event:NAME, .path > 1 · empty clears", "Enter filters · empty clears",
        "Enter filters",
      ]
    case .write:
      [
        "file for this code · Enter writes · Esc goes back", "Enter writes · Esc back",
        "Enter writes",
      ]
    case .exportAll(let language):
      [
        "\(place) for all endpoints, \(language.title) · Enter writes · Esc goes back",
        "\(place) for all endpoints · Enter writes", "Enter writes all", "Enter writes",
      ]
    case .overwrite: []
    }
  }

  private var place: String { purpose == .exportAll(.typescript) ? "folder" : "file" }

  /// Whether to overwrite, in at most so many columns: of the paths as much as there is room for.
  static func question(whether paths: [String], columns: Int, ellipsis: String) -> String {
    let path = paths.first ?? ""
    let more = paths.count > 1 ? " and \(paths.count - 1) more" : ""
    let words = [
      " is not by fluidtop: overwrite? y, Esc leaves it", " not by fluidtop: overwrite? y/n",
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

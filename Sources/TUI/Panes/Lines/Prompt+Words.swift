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
    case .find, .findInTrace, .findInDetail, .findInCode:
      [
        "text or /regex/ · \(enter) keeps · \(leave) goes back", "\(enter) keeps · \(leave) back",
        "\(enter) keeps",
      ]
    case .open:
      [
        "a URL, or a pasted curl line · \(enter) opens · \(leave) goes back",
        "URL or curl line · \(enter) opens", "\(enter) opens",
      ]
    case .filter:
      [
        "text, /regex/, event:NAME, .path > 1, and or not ( ) · empty clears",
        "text, /regex/, event:NAME, .path > 1 · empty clears", "\(enter) filters · empty clears",
        "\(enter) filters",
      ]
    case .columns:
      [
        "paths, id, event, n, time, size, data, with commas · empty shows the payload",
        "\(enter) keeps · \(leave) goes back · empty: payload", "\(enter) keeps",
      ]
    case .write:
      [
        "file for this code · \(enter) writes · \(leave) goes back",
        "\(enter) writes · \(leave) back", "\(enter) writes",
      ]
    case .writeText(_, let why):
      [
        "\(why) · \(enter) writes a file · \(leave) leaves it", "\(why) · \(enter) writes a file",
        "too large to copy · \(enter) writes a file", "\(enter) writes a file",
      ]
    case .writeRecords(_, let why):
      [
        "\(why) · \(enter) writes a file, .csv the columns · \(leave) leaves it",
        "\(why) · \(enter) writes a file · \(leave) leaves it", "\(why) · \(enter) writes a file",
        "\(enter) writes a file",
      ]
    case .exportAll(let language):
      [
        "\(place) for all endpoints, \(language.title) · \(enter) writes · \(leave) goes back",
        "\(place) for all endpoints · \(enter) writes", "\(enter) writes all",
        "\(enter) writes",
      ]
    case .downloadTo:
      [
        "a folder takes the server's name, else a file's name · \(enter) downloads · \(leave) leaves",
        "a folder, or a file's name · \(enter) downloads", "\(enter) downloads",
      ]
    case .recordTo:
      [
        "capture to record into, .gz compresses it · \(enter) records · \(leave) leaves",
        "capture to record into · \(enter) records", "\(enter) records",
      ]
    case .assemble:
      [
        "field to join, .choices[0].text for one · empty: what a model answers",
        "field to join · \(enter) joins", "\(enter) joins",
      ]
    case .overwrite, .saveAs, .recordOver: []
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
    let more = paths.count > 1 ? " and \(paths.count - 1) more" : ""
    let words = [
      " is not by fluidtop: overwrite? y, \(leave) leaves it", " not by fluidtop: overwrite? y/n",
      ": overwrite? y/n",
    ]
    return question(of: paths.first ?? "", words.map { more + $0 }, columns, ellipsis)
      ?? (columns >= 14 ? "overwrite? y/n" : "overwrite?")
  }

  /// Where to save what has no place, in at most so many columns.
  static func question(
    despite obstacle: DownloadObstacle, columns: Int, ellipsis: String, leave: String
  ) -> String {
    let (path, words, fewest): (String, [String], String)
    switch obstacle {
    case .taken(let taken):
      (path, fewest) = (taken, "overwrite?")
      words = [
        " exists: y overwrites it, or type another name or a folder; \(leave) leaves it",
        " exists: y overwrites, or another name or folder", " exists: y overwrites, or a name",
        " exists: y/name",
      ]
    case .noFolder(let folder, _):
      (path, fewest) = (folder, "make it?")
      words = [
        " is no folder yet: y makes it, or type another name or a folder; \(leave) leaves it",
        " is no folder yet: y makes it, or another name", " is no folder: y makes it, or a name",
        ": make it? y/name",
      ]
    }
    return question(of: path, words, columns, ellipsis)
      ?? (columns >= 16 ? fewest + " y/name" : fewest)
  }

  /// The fullest words that leave the path enough room to be told.
  private static func question(
    of path: String, _ words: [String], _ columns: Int, _ ellipsis: String
  ) -> String? {
    for words in words {
      let room = columns - words.columns
      if room >= min(path.columns, 16) {
        return path.clippedInMiddle(toColumns: room, ellipsis: ellipsis) + words
      }
    }
    return nil
  }
}

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
    func invite(_ words: String..., to enters: String, or leaves: String) -> [String] {
      ["\(words[0]) · \(enter) \(enters) · \(leave) \(leaves)"]
        + words.map { "\($0) · \(enter) \(enters)" } + ["\(enter) \(enters)"]
    }
    switch purpose {
    case .endpoints: return invite("part of a path", to: "keeps", or: "clears")
    case .find, .findInTrace, .findInDetail, .findInCode:
      return invite("text or /regex/", to: "keeps", or: "goes back")
    case .open:
      return invite(
        "a URL, a pasted curl line, a recording", "URL, curl line, recording", to: "opens",
        or: "goes back")
    case .filter:
      return [
        "text, /regex/, event:NAME, .path > 1, and or not ( ) · empty clears",
        "text, /regex/, event:NAME, .path > 1 · empty clears", "\(enter) filters · empty clears",
        "\(enter) filters",
      ]
    case .columns:
      return [
        "paths, id, event, n, time, size, data, with commas · empty shows the payload",
        "\(enter) keeps · \(leave) goes back · empty: payload", "\(enter) keeps",
      ]
    case .write: return invite("file for this code", to: "writes", or: "goes back")
    case .writeText(_, let why):
      return invite(why, "too large to copy", to: "writes a file", or: "leaves it")
    case .writeRecords(_, let why):
      return ["\(why) · \(enter) writes a file, .csv the columns · \(leave) leaves it"]
        + invite(why, to: "writes a file", or: "leaves it")
    case .exportAll(let language):
      let words = "\(place) for all endpoints"
      return invite("\(words), \(language.title)", words, to: "writes", or: "goes back")
    case .downloadTo:
      return invite(
        "a folder takes the server's name, else a file's name", "a folder, or a file's name",
        to: "downloads", or: "leaves")
    case .recordTo:
      return invite(
        "capture to record into, .gz compresses it", "capture to record into", to: "records",
        or: "leaves")
    case .assemble:
      return [
        "field to join, .choices[0].text for one · empty: what a model answers",
        "field to join · \(enter) joins", "\(enter) joins",
      ]
    case .playFrom:
      return invite(
        "time in the recording, 1:20 or 90", "1:20 or 90", to: "goes there", or: "leaves it")
    case .overwrite, .saveAs, .recordOver: return []
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

import Testing

@testable import TUI

#if canImport(FoundationEssentials)
  import FoundationEssentials
#endif

/// Screens drawn as text, compared with the files in `Screens`.
enum Screen {
  /// Compares a frame with `Screens/NAME.txt`. `RECORD_GOLDEN=1` writes the file; a file that is
  /// missing is written too, and fails once, so that nobody takes a first recording for a test.
  static func expect(
    _ frame: Frame, is name: String, source: SourceLocation = #_sourceLocation
  ) {
    expect(text(of: frame), is: name, source: source)
  }

  /// The same for a state: its text, and on the three usual sizes its colours, `NAME.roles.txt`.
  static func expect(
    _ state: AppState, is name: String, source: SourceLocation = #_sourceLocation
  ) {
    expect(view(state), is: name, source: source)
    guard StateScreensTests.sizes.contains(where: { $0 == (state.size.columns, state.size.rows) })
    else { return }
    expect(RoleMap(state).text, is: name + ".roles", source: source)
  }

  /// And for any text.
  static func expect(
    _ shown: String, is name: String, source: SourceLocation = #_sourceLocation
  ) {
    let path = folder + name + ".txt"
    let known = FileManager.default.contents(atPath: path).map {
      String(decoding: $0, as: UTF8.self)
    }
    let records = ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1"
    if records || known == nil {
      #expect(FileManager.default.createFile(atPath: path, contents: Data(shown.utf8)))
      if !records {
        Issue.record("\(name) was recorded: read it and run again", sourceLocation: source)
      }
      return
    }
    #expect(shown == known, "\(name) looks different", sourceLocation: source)
  }

  /// The rows without trailing spaces, the cursor's place below.
  static func text(of frame: Frame) -> String {
    var lines = frame.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return String(line)
    }
    if lines.last == "" { lines.removeLast() }
    if let cursor = frame.cursor { lines.append("cursor \(cursor.column),\(cursor.row)") }
    return lines.joined(separator: "\n") + "\n"
  }

  private static var folder: String {
    let file = #filePath
    return String(file[..<(file.lastIndex(of: "/") ?? file.endIndex)]) + "/Screens/"
  }
}

extension ScreenLayout {
  /// A screen of this size with nothing in it.
  static func plain(columns: Int, rows: Int) -> ScreenLayout {
    ScreenLayout(
      Size(columns: columns, rows: rows),
      .init(focus: .endpoints, tab: .detail, isFull: false, requestRows: 0, isEditing: false))
  }
}

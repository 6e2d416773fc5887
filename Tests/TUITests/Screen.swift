import ScriptedServers
import Testing

@testable import TUI

/// Screens drawn as text, compared with the files in `Screens`.
enum Screen {
  /// Compares a frame with `Screens/NAME.txt`, a golden file.
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
    let file = GoldenFile("Screens/\(name).txt", beside: #filePath)
    guard let complaint = file.complaint(about: shown) else { return }
    Issue.record("\(complaint)", sourceLocation: source)
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
}

extension ScreenLayout {
  /// A screen of this size with nothing in it.
  static func plain(columns: Int, rows: Int) -> ScreenLayout {
    ScreenLayout(
      Size(columns: columns, rows: rows),
      .init(focus: .endpoints, tab: .detail, isFull: false, requestRows: 0, isEditing: false))
  }
}

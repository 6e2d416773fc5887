import ClientExport
import WebText

/// What an export did to files, or would do, in lines.
enum ExportReport {
  static func say(
    _ changes: [(path: String, change: ExportFolder.Change)], of files: [ExportedFile]
  ) {
    for (path, change) in changes {
      let size = files.first { $0.path == path }.map { ByteCount.text($0.text.utf8.count) } ?? ""
      switch change {
      case .written: StandardError.write(line: "\(shown(path))  \(size)")
      case .unchanged: StandardError.write(line: "\(shown(path))  unchanged")
      case .removed: StandardError.write(line: "\(shown(path))  removed")
      }
    }
  }

  /// Prints what writing would change, and fails where that is anything.
  static func compare(_ files: [ExportFolder.PlannedFile]) throws {
    for file in files {
      switch (file.old, file.new) {
      case (nil, _): StandardError.write(line: "\(shown(file.path))  missing")
      case (_, nil): StandardError.write(line: "\(shown(file.path))  of no endpoint any more")
      case (let old?, let new?) where old != new:
        try Printout.write(UnifiedDiff(from: old, to: new).text(named: shown(file.path)))
      case (_?, _?): StandardError.write(line: "\(shown(file.path))  unchanged")
      }
    }
    guard files.contains(where: { $0.change != .unchanged }) else { return }
    throw Ending.failed("the client is out of date; the same command without --check renews it")
  }

  /// From the working folder, where it lies in it.
  private static func shown(_ path: String) -> String {
    let root = (SmallFile.workingFolder ?? "") + "/"
    return path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
  }
}

import ClientExport
import SystemPackage
import TUI

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes an export's files; touches no file that this program didn't write.
struct ExportFolder {
  /// Overwrites what others wrote, too.
  let isForced: Bool

  /// What was done with one file.
  enum Change: Hashable {
    case written, unchanged, removed
  }

  /// Writes files, and with a manifest removes those of an earlier export that are gone.
  ///
  /// - Parameters:
  ///   - folder: Where the manifest is; nil for a single file, which has none.
  ///   - root: No file outside of it and of `folder` is removed.
  /// - Returns: The files by what was done with them, in their order.
  func write(
    _ files: [ExportedFile], folder: String?, root: String
  ) throws(ExportProblem) -> [(path: String, change: Change)] {
    if !isForced {
      let foreign = files.map(\.path).filter { Self.text(at: $0).map(ExportedFile.isOurs) == false }
      guard foreign.isEmpty else { throw .foreign(foreign) }
    }
    var changes: [(path: String, change: Change)] = []
    for file in files {
      changes.append((file.path, try write(file.text, to: file.path)))
    }
    guard let folder else { return changes }
    let path = folder + "/" + ExportManifest.name
    if let old = Self.text(at: path).flatMap(ExportManifest.init(parsing:)) {
      for gone in old.gone(from: files, output: folder, root: root) {
        guard let text = Self.text(at: gone), ExportedFile.isOurs(text), unlink(gone) == 0
        else { continue }
        changes.append((gone, .removed))
      }
    }
    _ = try write(ExportManifest(files: files, output: folder).text, to: path)
    return changes
  }

  /// Writes what the screen asks for, below the working folder's own paths.
  static func outcome(of job: ExportJob) -> ExportOutcome {
    do throws(ExportProblem) {
      let changes = try ExportFolder(isForced: job.isForced)
        .write(job.files, folder: job.folder, root: ".")
      func count(_ change: Change) -> Int { changes.count { $0.change == change } }
      return .written(
        count(.written), unchanged: count(.unchanged), removed: count(.removed))
    } catch {
      if case .foreign(let paths) = error { return .refused(paths) }
      return .failed(error.sentence)
    }
  }

  private func write(_ text: String, to path: String) throws(ExportProblem) -> Change {
    if Self.text(at: path) == text { return .unchanged }
    do throws(Errno) {
      try Self.makeFolder(of: path)
      try SmallFile.write(Array(text.utf8), to: path)
      return .written
    } catch {
      throw .unwritable(path, String(describing: error))
    }
  }

  /// nil where there is no such file; an unreadable one, or a large one, counts as somebody's.
  private static func text(at path: String) -> String? {
    guard access(path, F_OK) == 0 else { return nil }
    return SmallFile.read(path, limit: 32 << 20).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  private static func makeFolder(of path: String) throws(Errno) {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
    let folder = String(path[..<slash])
    if SmallFile.isFolder(folder) { return }
    try makeFolder(of: folder)
    guard mkdir(folder, 0o755) == 0 else { throw Errno(rawValue: errno) }
  }
}

/// Why an export was not written.
enum ExportProblem: Error, Hashable {
  /// Files that this program did not write stand there.
  case foreign([String])
  case unwritable(String, String)

  /// For the user.
  var sentence: String {
    switch self {
    case .foreign(let paths):
      let shown = paths.prefix(3).map { "'" + $0 + "'" }.joined(separator: ", ")
      let more = paths.count > 3 ? " and \(paths.count - 3) more" : ""
      return "already there and not written by fluidtop: \(shown)\(more); nothing was changed; "
        + "choose another place with --out, or overwrite with --force"
    case .unwritable(let path, let why):
      return "cannot write '\(path)': \(why); choose another place with --out"
    }
  }
}

import ClientExport
import SystemPackage

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

  /// A file of an export.
  struct PlannedFile {
    let path: String
    /// What stands there; nil for nothing.
    let old: String?
    /// What is to stand there; nil for nothing.
    let new: String?

    var change: Change { old == new ? .unchanged : new == nil ? .removed : .written }
  }

  /// Writes files, and with a manifest removes those of an earlier export that are gone.
  ///
  /// - Parameters:
  ///   - folder: Where the manifest is; nil for a single file, which has none.
  ///   - root: No file outside of it, of `folder` and of `sourceRoots` is removed.
  ///   - isPartial: An export of some endpoints: those of an earlier one are not gone.
  /// - Returns: The files by what was done with them, in their order.
  func write(
    _ files: [ExportedFile], folder: String?, root: String, sourceRoots: [String] = [],
    isPartial: Bool = false
  ) throws(ExportProblem) -> [(path: String, change: Change)] {
    let planned = try plan(
      files, folder: folder, root: root, sourceRoots: sourceRoots, isPartial: isPartial)
    var changes: [(path: String, change: Change)] = []
    for file in planned {
      if let text = file.new {
        try write(text, to: file.path, unless: file.old)
      } else if unlink(file.path) != 0 {
        continue
      }
      changes.append((file.path, file.change))
    }
    guard let folder else { return changes }
    let path = folder + "/" + ExportManifest.name
    let manifest = ExportManifest(
      files: files, output: folder, keeping: isPartial ? Self.manifest(in: folder) : nil)
    try write(manifest.text, to: path, unless: Self.text(at: path))
    return changes
  }

  /// What `write` would do, in the order in which it would.
  func plan(
    _ files: [ExportedFile], folder: String?, root: String, sourceRoots: [String] = [],
    isPartial: Bool = false
  ) throws(ExportProblem) -> [PlannedFile] {
    for file in files { try Self.checkPlace(of: file.path) }
    var planned = files.map {
      PlannedFile(path: $0.path, old: Self.text(at: $0.path), new: $0.text)
    }
    if !isForced {
      let foreign = planned.filter { $0.old.map(ExportedFile.isOurs) == false }.map(\.path)
      guard foreign.isEmpty else { throw .foreign(foreign) }
    }
    guard let folder, !isPartial, let earlier = Self.manifest(in: folder) else { return planned }
    for gone in earlier.gone(from: files, output: folder, root: root, sourceRoots: sourceRoots) {
      guard let text = Self.text(at: gone), ExportedFile.isOurs(text) else { continue }
      planned.append(PlannedFile(path: gone, old: text, new: nil))
    }
    return planned
  }

  private static func manifest(in folder: String) -> ExportManifest? {
    text(at: folder + "/" + ExportManifest.name).flatMap(ExportManifest.init(parsing:))
  }

  private func write(
    _ text: String, to path: String, unless present: String?
  ) throws(ExportProblem) {
    if present == text { return }
    do throws(Errno) {
      try Self.makeFolder(of: path)
      try SmallFile.write(Array(text.utf8), to: path)
    } catch {
      throw .unwritable(path, String(describing: error))
    }
  }

  /// nil where there is no such file; an unreadable one, or a large one, counts as somebody's.
  private static func text(at path: String) -> String? {
    guard access(path, F_OK) == 0 else { return nil }
    return SmallFile.read(path, limit: 32 << 20).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// Throws where no file can be, before anything is made or changed.
  static func checkPlace(of path: String) throws(ExportProblem) {
    if SmallFile.isFolder(path) { throw .isFolder(path) }
    var folder = folder(of: path)
    while let place = folder, access(place, F_OK) != 0, errno == ENOENT || errno == ENOTDIR {
      folder = Self.folder(of: place)
    }
    if let folder, access(folder, F_OK) == 0, !SmallFile.isFolder(folder) {
      throw .isNoFolder(folder)
    }
  }

  /// Nil for a file of the working folder or of the root.
  static func folder(of path: String) -> String? {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return nil }
    return String(path[..<slash])
  }

  static func makeFolder(of path: String) throws(Errno) {
    guard let folder = folder(of: path), !SmallFile.isFolder(folder) else { return }
    try makeFolder(of: folder)
    guard mkdir(folder, 0o755) == 0 else { throw Errno(rawValue: errno) }
  }
}

/// Why an export was not written.
enum ExportProblem: Error, Hashable {
  /// Files that this program did not write stand there.
  case foreign([String])
  /// A folder stands where a file is to be.
  case isFolder(String)
  /// A file stands where a folder is to be.
  case isNoFolder(String)
  case unwritable(String, String)

  /// For the user of a command.
  var sentence: String {
    switch self {
    case .foreign:
      fact + "; nothing was changed; choose another place with --out, or overwrite with --force"
    case .isFolder, .isNoFolder: "cannot write: " + fact + "; choose another place with --out"
    case .unwritable: fact + "; choose another place with --out"
    }
  }

  /// What is in the way.
  var fact: String {
    switch self {
    case .foreign(let paths):
      let shown = paths.prefix(3).map { "'" + $0 + "'" }.joined(separator: ", ")
      let more = paths.count > 3 ? " and \(paths.count - 3) more" : ""
      return "already there and not written by fluidtop: \(shown)\(more)"
    case .isFolder(let path): return "'\(path)' is a folder, not a file"
    case .isNoFolder(let path): return "'\(path)' is a file, not a folder"
    case .unwritable(let path, let why): return "cannot write '\(path)': \(why)"
    }
  }
}

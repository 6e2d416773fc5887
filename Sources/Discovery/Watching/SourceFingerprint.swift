import class FoundationEssentials.FileManager

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The sizes and times of source files at one moment.
struct SourceFingerprint: Sendable, Equatable {
  private struct Stamp: Sendable, Hashable {
    var seconds: Int
    var nanoseconds: Int
    var size: Int
    var inode: UInt64
  }

  /// By absolute path.
  private var stamps: [String: Stamp] = [:]
  /// How long it took to look.
  private(set) var cost = Duration.zero

  /// Folders that hold no source of the project's own; as the inspector skips them.
  private static let skippedFolders: Set<String> = [
    "node_modules", "__pycache__", "venv", "env", "site-packages", "dist", "build", "migrations",
  ]
  private static let extraFiles: Set<String> = ["pyproject.toml", FluidConfiguration.fileName]
  /// More files than the inspector reads say nothing more.
  private static let fileLimit = 5_000
  private static let folderLimit = 5_000

  /// - Parameter places: Files and folders, absolute.
  init(_ places: [String]) {
    let start = ContinuousClock.now
    var waiting = places
    var folders = 0
    while let place = waiting.popLast(), stamps.count < SourceFingerprint.fileLimit {
      guard let (stamp, isFolder) = SourceFingerprint.look(at: place) else { continue }
      guard isFolder else {
        stamps[place] = stamp
        continue
      }
      folders += 1
      if folders > SourceFingerprint.folderLimit { break }
      for name in (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? [] {
        let path = place + "/" + name
        if SourceFingerprint.isSource(name) {
          if let found = SourceFingerprint.look(at: path) { stamps[path] = found.0 }
        } else if SourceFingerprint.mayHoldSource(name, path) {
          waiting.append(path)
        }
      }
    }
    cost = ContinuousClock.now - start
  }

  static func == (one: SourceFingerprint, other: SourceFingerprint) -> Bool {
    one.stamps == other.stamps
  }

  /// Files that are new, gone or different, in order.
  func changes(since old: SourceFingerprint) -> [String] {
    let names = Set(stamps.keys).union(old.stamps.keys)
    return names.filter { stamps[$0] != old.stamps[$0] }.sorted()
  }

  private static func isSource(_ name: String) -> Bool {
    name.hasSuffix(".py") && !name.hasPrefix(".") || extraFiles.contains(name)
  }

  private static func mayHoldSource(_ name: String, _ path: String) -> Bool {
    guard !name.hasPrefix("."), !skippedFolders.contains(name) else { return false }
    guard let (_, isFolder) = look(at: path), isFolder else { return false }
    return look(at: path + "/pyvenv.cfg") == nil
  }

  private static func look(at path: String) -> (Stamp, isFolder: Bool)? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    let stamp = Stamp(
      seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec), size: Int(status.st_size),
      inode: UInt64(status.st_ino))
    return (stamp, status.st_mode & S_IFMT == S_IFDIR)
  }
}

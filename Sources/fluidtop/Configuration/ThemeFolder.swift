import TUI

import class FoundationEssentials.FileManager

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder of themes that the user has written.
struct ThemeFolder {
  /// More than anybody goes through by `T`.
  private static let mostFiles = 200

  let path: String

  /// The themes that ship, and those that lie here.
  var library: ThemeLibrary {
    let files = files
    return files.isEmpty ? .shipped : ThemeLibrary(adding: files)
  }

  /// The files that lie here.
  var files: [ThemeFile] {
    names.map { name in
      let place = path + "/" + name
      // What is too long, or can't be read, is refused as no theme.
      let bytes = SmallFile.read(place, limit: ThemeFile.longest) ?? []
      return ThemeFile(name: String(name.dropLast(5)), path: "themes/" + name, bytes: bytes)
    }
  }

  /// Reads the themes again when a file is saved, is new or goes, until the task is cancelled. Files
  /// are looked at once a second; a folder that isn't there when the program starts isn't.
  func watch(_ report: (ThemeLibrary) -> Void) async {
    guard SmallFile.isFolder(path) else { return }
    var known = stamps
    while !Task.isCancelled {
      try? await Task.sleep(for: .seconds(1))
      let now = stamps
      guard now != known, !Task.isCancelled else { continue }
      known = now
      report(library)
    }
  }

  private var names: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let themes = names.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") && $0.count > 5 }
    return Array(themes.sorted().prefix(Self.mostFiles))
  }

  /// What changes when a file is saved.
  private struct Stamp: Equatable {
    let name: String
    let seconds: Int
    let nanoseconds: Int
    let size: Int
  }

  private var stamps: [Stamp] {
    names.compactMap { name in
      var status = stat()
      guard stat(path + "/" + name, &status) == 0 else { return nil }
      #if canImport(Darwin)
        let time = status.st_mtimespec
      #else
        let time = status.st_mtim
      #endif
      return Stamp(
        name: name, seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec),
        size: Int(status.st_size))
    }
  }
}

import class FoundationEssentials.FileManager

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// The files discovery looks at.
struct LocalFiles: Sendable {
  /// Relative paths start here.
  let workingFolder: String

  /// The folder this process works in; empty where it was deleted meanwhile.
  static var currentFolder: String { FileManager.default.currentDirectoryPath }

  enum Kind { case file, folder }

  /// What a path leads to, links followed; nil for nothing.
  func kind(of path: String) -> Kind? {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: absolute(path), isDirectory: &isFolder) else {
      return nil
    }
    return isFolder ? .folder : .file
  }

  func isExecutable(_ path: String) -> Bool {
    kind(of: path) == .file && FileManager.default.isExecutableFile(atPath: absolute(path))
  }

  /// Whether it leads to bytes on a disk: reading anything else may wait for ever.
  func isRegular(_ path: String) -> Bool {
    var target = stat()
    return stat(absolute(path), &target) == 0 && target.st_mode & S_IFMT == S_IFREG
  }

  /// Whether a path, and what it leads to if it is a link, are this user's or the system's.
  func isOwn(_ path: String) -> Bool {
    var link = stat()
    var target = stat()
    guard lstat(absolute(path), &link) == 0, stat(absolute(path), &target) == 0 else {
      return false
    }
    return [link, target].allSatisfy { $0.st_uid == geteuid() || $0.st_uid == 0 }
  }

  /// Where a path leads with all links followed; itself where it leads nowhere.
  func resolved(_ path: String) -> String {
    guard let found = realpath(absolute(path), nil) else { return absolute(path) }
    defer { free(found) }
    return String(cString: found)
  }

  /// Whether `path` is `folder` or lies in it; both are absolute.
  static func lies(_ path: String, in folder: String) -> Bool {
    path == folder || path.hasPrefix(folder == "/" ? "/" : folder + "/")
  }

  /// The whole file.
  func contents(of path: String, limit: Int) throws(DiscoveryProblem) -> [UInt8] {
    let place = absolute(path)
    guard kind(of: path) == .file else { throw .noFile(path) }
    guard
      let file = try? FileDescriptor.open(FilePath(place), .readOnly, options: .closeOnExec)
    else { throw .unreadableFile(path) }
    defer { try? file.close() }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 18)
    // Not by its size: a file may grow, and a device has none.
    while let count = try? block.withUnsafeMutableBytes({ try file.read(into: $0) }) {
      if count == 0 { return bytes }
      bytes.append(contentsOf: block[..<count])
      if bytes.count > limit { throw .tooLarge(at: path, limit: limit) }
    }
    throw .unreadableFile(path)
  }

  /// Without `.` and `..`, seen from the working folder; empty, which leads nowhere, where that is
  /// gone: `.` would be the whole disk.
  func absolute(_ path: String) -> String {
    guard path.hasPrefix("/") || !workingFolder.isEmpty else { return "" }
    let whole = path.hasPrefix("/") ? path : workingFolder + "/" + path
    var parts: [Substring] = []
    for part in whole.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// The folder that holds a file, absolute.
  static func folder(of path: String) -> String {
    let end = path.lastIndex(of: "/") ?? path.startIndex
    return end == path.startIndex ? "/" : String(path[..<end])
  }
}

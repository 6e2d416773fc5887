import class FoundationEssentials.FileManager

/// The files discovery looks at.
struct LocalFiles: Sendable {
  /// Relative paths start here.
  let workingFolder: String

  /// The folder this process works in.
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

  /// The whole file.
  func contents(of path: String, limit: Int) throws(DiscoveryProblem) -> [UInt8] {
    let place = absolute(path)
    guard kind(of: path) == .file else { throw .noFile(path) }
    let attributes = try? FileManager.default.attributesOfItem(atPath: place)
    // Which integer it is differs between the two Foundations.
    if let size = attributes?[.size] as? any BinaryInteger, Int(clamping: size) > limit {
      throw .tooLarge(at: path, limit: limit)
    }
    guard let data = FileManager.default.contents(atPath: place) else {
      throw .unreadableFile(path)
    }
    return [UInt8](data)
  }

  /// Without `.` and `..`, seen from the working folder.
  func absolute(_ path: String) -> String {
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

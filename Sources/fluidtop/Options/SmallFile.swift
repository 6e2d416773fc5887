import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file read or written whole, because it is known to be small.
enum SmallFile {
  /// The file's bytes; nil where it cannot be read or is larger than `limit` bytes.
  static func read(_ path: String, limit: Int) -> [UInt8]? {
    guard let file = try? FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec)
    else { return nil }
    defer { try? file.close() }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while let count = try? block.withUnsafeMutableBytes({ try file.read(into: $0) }) {
      if count == 0 { return bytes }
      bytes.append(contentsOf: block[..<count])
      if bytes.count > limit { return nil }
    }
    return nil
  }

  /// Writes the whole file anew.
  static func write(_ bytes: [UInt8], to path: String) throws(Errno) {
    do {
      let file = try FileDescriptor.open(
        FilePath(path), .writeOnly, options: [.create, .truncate, .closeOnExec],
        permissions: [.ownerReadWrite, .groupRead, .otherRead])
      try file.closeAfter { _ = try file.writeAll(bytes) }
    } catch let error as Errno {
      throw error
    } catch {
      throw .ioError
    }
  }

  /// Puts the bytes in the file's place, whole or not at all, for nobody else's eyes; makes the
  /// folders above it.
  static func replace(_ path: String, with bytes: [UInt8]) throws(Errno) {
    try makeFolders(above: path)
    let draft = path + ".new"
    _ = unlink(draft)
    do {
      let file = try FileDescriptor.open(
        FilePath(draft), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
        permissions: .ownerReadWrite)
      try file.closeAfter { _ = try file.writeAll(bytes) }
    } catch let error as Errno {
      throw error
    } catch {
      throw .ioError
    }
    guard rename(draft, path) == 0 else { throw Errno(rawValue: errno) }
  }

  private static func makeFolders(above path: String) throws(Errno) {
    let places = path.indices.filter { path[$0] == "/" && $0 != path.startIndex }
    for folder in places.map({ String(path[..<$0]) }) where !isFolder(folder) {
      guard mkdir(folder, 0o700) == 0 else { throw Errno(rawValue: errno) }
    }
  }

  /// A path that a user typed, with their own folder in place of `~`.
  static func expanded(_ path: String, home: String?) -> String {
    guard let home, path == "~" || path.hasPrefix("~/") else { return path }
    return home + path.dropFirst()
  }

  /// The whole path of a file that is there.
  static func absolute(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  /// The absolute path of the folder that this process works in; nil where it is gone.
  static var workingFolder: String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  /// Whether a folder stands at `path`.
  static func isFolder(_ path: String) -> Bool { kind(of: path) == S_IFDIR }

  /// Whether anything stands at `path`.
  static func isThere(_ path: String) -> Bool { kind(of: path) != nil }

  /// Whether a socket that can be connected to stands at `path`.
  static func isSocket(_ path: String) -> Bool { kind(of: path) == S_IFSOCK }

  /// Whether a file that can be read stands at `path`.
  static func isReadableFile(_ path: String) -> Bool {
    kind(of: path) == S_IFREG && access(path, R_OK) == 0
  }

  private static func kind(of path: String) -> mode_t? {
    var information = stat()
    return stat(path, &information) == 0 ? information.st_mode & S_IFMT : nil
  }
}

@testable import StreamClient

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder of a test's own, taken away with all that is in it.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/fluidtop-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw Disk.Failure.last }
    path = String(cString: made)
  }

  deinit {
    for name in names { unlink(self[name]) }
    rmdir(path)
  }

  subscript(name: String) -> String { path + "/" + name }

  /// What is in the folder, sorted.
  var names: [String] { Self.names(in: path) }

  static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  func text(_ name: String) -> String? {
    Disk.text(of: self[name])
  }

  func write(_ text: String, to name: String) throws {
    let output = try Disk.create(self[name], keeping: false)
    try output.write(Array(text.utf8))
    try output.finish()
  }

  func link(_ name: String, to target: String) throws {
    guard symlink(self[target], self[name]) == 0 else { throw Disk.Failure.last }
  }
}

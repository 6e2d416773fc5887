import class FoundationEssentials.FileManager

/// A file for one test, in a folder of its own that goes with it.
final class TemporaryFile: Sendable {
  let folder: String
  let path: String

  init(named name: String, holding text: String) throws {
    folder =
      FileManager.default.temporaryDirectory.path + "/discovery-\(UInt64.random(in: 0...(.max)))"
    path = folder + "/" + name
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    _ = FileManager.default.createFile(atPath: path, contents: .init(text.utf8))
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }
}

import SystemPackage
import TUI

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file of records, which is there once all of them are in it.
struct RecordFile {
  private static let pieceSize = 256 << 10
  /// Between two words about how far it is.
  private static let pace = Duration.milliseconds(200)

  let path: String
  /// Takes the place of a file that is there.
  let isForced: Bool

  /// Writes the records piece by piece; false where the task was cancelled, and nothing is left then.
  func write(_ lines: RecordLines, progress: (Int) -> Void) throws(ExportProblem) -> Bool {
    try ExportFolder.checkPlace(of: path)
    if !isForced, access(path, F_OK) == 0 { throw .foreign([path]) }
    // A link stays one, and a device is not replaced by a file.
    let place = SmallFile.absolute(path)
    if access(place, F_OK) == 0, !SmallFile.isReadableFile(place) {
      throw .unwritable(path, "it is no file of its own")
    }
    let part = place + ".\(getpid()).part"
    do {
      try ExportFolder.makeFolder(of: place)
      let file = try FileDescriptor.open(
        FilePath(part), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
        permissions: [.ownerReadWrite, .groupRead, .otherRead])
      let isWhole = try file.closeAfter { try write(lines, to: file, progress) }
      guard isWhole else {
        unlink(part)
        return false
      }
      guard rename(part, place) == 0 else { throw Errno(rawValue: errno) }
      return true
    } catch {
      unlink(part)
      throw .unwritable(path, String(describing: error))
    }
  }

  private func write(
    _ lines: RecordLines, to file: FileDescriptor, _ progress: (Int) -> Void
  ) throws -> Bool {
    var next = ContinuousClock.now + Self.pace
    return try lines.forEachPiece(ofAbout: Self.pieceSize) { bytes, done in
      if Task.isCancelled { return false }
      try file.writeAll(bytes)
      if ContinuousClock.now >= next {
        progress(done)
        next = ContinuousClock.now + Self.pace
      }
      return true
    }
  }
}

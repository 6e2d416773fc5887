import Recordings
import ReplayServer
import SystemPackage

/// A capture that is played: its runs, and the file in which the bodies stand.
final class CaptureSource: RecordedBodies {
  private static let readAtOnce = 1 << 20
  /// No reading of a socket makes a longer line.
  private static let longestLine = 64 << 20

  let path: String
  let runs: [RecordedRun]
  /// What is missing of it, as a sentence.
  let shortcoming: String?
  private let file: FileDescriptor

  /// Reads the capture through; what is wrong with it is said by its line.
  init(_ path: String) throws(Ending) {
    self.path = path
    do {
      file = try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec)
    } catch {
      throw .usage("\(path) can't be read: \(error)")
    }
    do throws(CaptureProblem) {
      let (index, isWhole) = try Self.index(of: file)
      runs = index.runs
      shortcoming = isWhole ? nil : "\(path) breaks off within its last line, which is left out"
    } catch {
      throw .failed(error.sentence(in: path))
    }
    if runs.isEmpty { throw .failed("\(path) holds no run; 'fluidtop record' makes captures") }
  }

  deinit { try? file.close() }

  func bytes(of part: RecordedPart) -> [UInt8]? {
    var line = [UInt8](repeating: 0, count: part.place.count)
    let count = line.withUnsafeMutableBytes {
      try? file.read(fromAbsoluteOffset: Int64(part.place.lowerBound), into: $0)
    }
    guard count == line.count else { return nil }
    return CaptureReader.part(in: line)
  }

  private static func index(
    of file: FileDescriptor
  ) throws(CaptureProblem) -> (index: CaptureIndex, isWhole: Bool) {
    var index = CaptureIndex()
    var buffer: [UInt8] = []
    var start = 0
    var chunk = [UInt8](repeating: 0, count: readAtOnce)
    while true {
      let count: Int
      do {
        count = try chunk.withUnsafeMutableBytes { try file.read(into: $0) }
      } catch {
        throw CaptureProblem(line: nil, reason: "it can't be read: \(error)")
      }
      guard count > 0 else { break }
      buffer += chunk.prefix(count)
      var begin = 0
      while let end = buffer[begin...].firstIndex(of: 0x0A) {
        try index.take(Array(buffer[begin..<end]), at: start + begin..<start + end)
        begin = end + 1
      }
      buffer.removeFirst(begin)
      start += begin
      if buffer.count > longestLine {
        throw CaptureProblem(
          line: nil, reason: "a line is longer than 64 MiB: it is no capture of fluidtop")
      }
    }
    guard !buffer.isEmpty else { return (index, true) }
    // A recording that was killed may end within a line.
    do throws(CaptureProblem) {
      try index.take(buffer, at: start..<start + buffer.count)
      return (index, true)
    } catch {
      if index.runs.isEmpty { throw error }
      return (index, false)
    }
  }
}

import Recordings

/// Finds the lines of a capture, and its runs, as its bytes come.
struct LineIndexer {
  /// No reading of a socket makes a longer line.
  private static let longestLine = 64 << 20

  private(set) var index = CaptureIndex()
  private var buffer: [UInt8] = []
  private var start = 0

  mutating func take(_ bytes: some Collection<UInt8>) throws(CaptureProblem) {
    // What was there holds no line's end.
    var searched = buffer.count
    buffer += bytes
    var begin = 0
    while let end = buffer[searched...].firstIndex(of: 0x0A) {
      try index.take(Array(buffer[begin..<end]), at: start + begin..<start + end)
      (begin, searched) = (end + 1, end + 1)
    }
    buffer.removeFirst(begin)
    start += begin
    if buffer.count > Self.longestLine {
      throw CaptureProblem(
        line: nil, reason: "a line is longer than 64 MiB: it is no capture of fluidtop")
    }
  }

  /// False where it ends within a line, as a recording that was killed may.
  mutating func end() throws(CaptureProblem) -> Bool {
    guard !buffer.isEmpty else { return true }
    do throws(CaptureProblem) {
      try index.take(buffer, at: start..<start + buffer.count)
      return true
    } catch {
      if index.runs.isEmpty { throw error }
      return false
    }
  }
}

import Recordings
import StreamClient
import Synchronization
import SystemPackage
import WebText

/// A capture as it is written: each line at once and as a whole, so that whatever ends the program
/// costs the last line at most.
final class CaptureFile: Sendable {
  private struct State {
    var runs = 0
    /// Bytes that are in the file.
    var size = 0
    /// Why nothing is written any more.
    var failure: Errno?
    /// The memory of the latest line.
    var line: [UInt8] = []
  }

  let path: String
  private let file: FileDescriptor
  private let started = ContinuousClock.now
  private let state = Mutex(State())

  /// Makes the file; what is there stays, unless it is to be overwritten.
  init(_ path: String, overwriting: Bool) throws(Ending) {
    self.path = path
    if path == "-" {
      throw .usage("a capture goes into a file; name one, events.capture for example")
    }
    if path.hasSuffix(".gz") {
      throw .usage("a capture is written as text; name \(path.dropLast(3)) and compress it later")
    }
    do {
      file = try FileDescriptor.open(
        FilePath(path), .writeOnly,
        options: [.create, .append, .closeOnExec, overwriting ? .truncate : .exclusiveCreate],
        permissions: [.ownerReadWrite])
    } catch Errno.fileExists {
      throw .failed("\(path) exists already; use --force to overwrite it, or another name")
    } catch {
      throw .failed("\(path) can't be written: \(error); name another file")
    }
    let header = CaptureText.header(
      startedAt: WallClock.now.microTimestamp, program: "fluidtop \(Version.text)")
    write { $0 = header }
    if let failure { throw .failed("\(path) can't be written: \(failure); name another file") }
  }

  deinit { try? file.close() }

  /// Bytes that are in the file.
  var size: Int { state.withLock { $0.size } }

  /// Why nothing is written any more: the disk is full, for example.
  var failure: Errno? { state.withLock { $0.failure } }

  /// Throws where the disk took no more, which was said when it happened.
  func checkWhole() throws(Ending) {
    if failure != nil { throw .failed("\(path) holds the first \(ByteCount.text(size)) only") }
  }

  /// Hears a run of its own.
  func newRun(endpoint: String?, keepingSecrets: Bool) -> CaptureRun {
    let number = state.withLock { state in
      state.runs += 1
      return state.runs
    }
    return CaptureRun(of: self, number, endpoint: endpoint, keepsSecrets: keepingSecrets)
  }

  func write(_ entry: CaptureEntry, run: Int) {
    let elapsed = ContinuousClock.now - started
    write { CaptureText.append(entry, at: elapsed, run: run, to: &$0) }
  }

  func write(part: [UInt8], run: Int) {
    let elapsed = ContinuousClock.now - started
    write { line in
      part.withUnsafeBytes { CaptureText.append(part: $0, at: elapsed, run: run, to: &line) }
    }
  }

  /// Writes what `fill` makes, without the lock: all runs are read on one thread, and take turns.
  private func write(_ fill: (inout [UInt8]) -> Void) {
    var line: [UInt8] = []
    let (size, isOver) = state.withLock { state in
      swap(&line, &state.line)
      return (state.size, state.failure != nil)
    }
    if isOver { return }
    line.removeAll(keepingCapacity: true)
    fill(&line)
    var failure: Errno?
    do {
      try file.writeAll(line)
    } catch {
      failure = error as? Errno ?? .ioError
      // Half a line would be in the way of whoever reads it.
      try? file.resize(to: Int64(size))
    }
    if let failure {
      StandardError.say(
        "\(path) keeps what is in it, \(ByteCount.text(size)), and no more: \(failure); "
          + "the stream goes on")
    }
    state.withLock { state in
      state.failure = failure
      if failure == nil { state.size += line.count }
      state.line = line
    }
  }
}

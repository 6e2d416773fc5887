import CCompression
import Recordings
import StreamClient
import Synchronization
import SystemPackage
import WebText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A capture as it is written: each line at once and as a whole, so that whatever ends the program
/// costs the last line at most; compressed, the last second at most.
final class CaptureFile: Sendable {
  /// Why there is none.
  enum Problem: Error {
    case isStandardOutput
    case exists(String)
    case isNoFile(String)
    case unwritable(String, Errno)

    var ending: Ending {
      switch self {
      case .isStandardOutput:
        .usage("a capture goes into a file; name one, events.capture for example")
      case .exists(let path):
        .failed("\(path) exists already; use --force to overwrite it, or another name")
      case .isNoFile(let path): .failed("\(path) is no file of its own; name another one")
      case .unwritable(let path, let error):
        .failed("\(path) can't be written: \(error); name another file")
      }
    }
  }

  private struct State {
    var runs = 0
    var hasEntries = false
    /// Nothing is written any more: the disk is full, for example, or all is in it.
    var isOver = false
    /// The memory of the latest line, and of what became of it.
    var line: [UInt8] = []
    var packed: [UInt8] = []
    let encoder: GzipEncoder?
    /// What went in can't be read from the file yet, and a flush is on its way.
    var isFlushPlanned = false
  }

  let path: String
  private let file: FileDescriptor
  private let report: @Sendable (String) -> Void
  private let started: ContinuousClock.Instant
  private let state: Mutex<State>
  private let written = Atomic(0)
  private let isCutShort = Atomic(false)

  /// Makes the file; what is there stays, unless it is to be overwritten.
  ///
  /// - Parameters:
  ///   - started: What its times count from.
  ///   - report: Hears once, where the disk takes no more, what became of it.
  init(
    _ path: String, overwriting: Bool, startedAt started: ContinuousClock.Instant = .now,
    report: @escaping @Sendable (String) -> Void = StandardError.say
  ) throws(Problem) {
    self.path = path
    self.started = started
    self.report = report
    if path == "-" { throw .isStandardOutput }
    // A pipe that nobody reads would hold whoever opens it, and takes no file's place.
    if overwriting, SmallFile.isThere(path), !CaptureFile.isFile(path) { throw .isNoFile(path) }
    do {
      file = try FileDescriptor.open(
        FilePath(path), .writeOnly,
        options: [
          .create, .append, .closeOnExec, .nonBlocking,
          overwriting ? .truncate : .exclusiveCreate,
        ],
        permissions: [.ownerReadWrite])
    } catch Errno.fileExists {
      throw .exists(path)
    } catch {
      throw .unwritable(path, error as? Errno ?? .ioError)
    }
    state = Mutex(State(encoder: path.hasSuffix(".gz") ? GzipEncoder() : nil))
    let header = CaptureText.header(
      startedAt: WallClock.now.microTimestamp, program: "fluidtop \(Version.text)")
    if let failure = put(CCOMPRESSION_FLUSHES, { $0 = header }) {
      throw .unwritable(path, failure)
    }
  }

  deinit {
    finish()
    try? file.close()
  }

  private static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether a path leads to this very file, however it is spelt.
  func stands(at path: String) -> Bool {
    var (own, other) = (stat(), stat())
    return fstat(file.rawValue, &own) == 0 && stat(path, &other) == 0
      && own.st_dev == other.st_dev && own.st_ino == other.st_ino
  }

  /// Whether anything of a run was written into it.
  var hasEntries: Bool { state.withLock { $0.hasEntries } }

  /// Bytes that are in the file.
  var size: Int { written.load(ordering: .relaxed) }

  /// Writes what a compressed file needs to be whole, and nothing after it.
  func finish() {
    let failure = put(CCOMPRESSION_ENDS) { $0 = [] }
    state.withLock { $0.isOver = true }
    if let failure { report(sentence(of: failure)) }
  }

  /// Throws where the disk took no more, which was said when it happened.
  func checkWhole() throws(Ending) {
    guard isCutShort.load(ordering: .relaxed) else { return }
    throw .failed("\(path) holds the first \(ByteCount.text(size)) only")
  }

  /// Hears a run of its own.
  func newRun(endpoint: String?, keepingSecrets: Bool) -> CaptureRun {
    let number = state.withLock { state in
      state.runs += 1
      return state.runs
    }
    return CaptureRun(of: self, number, endpoint: endpoint, keepsSecrets: keepingSecrets)
  }

  func write(_ entry: CaptureEntry, run: Int, at instant: ContinuousClock.Instant) {
    let elapsed = instant - started
    write { CaptureText.append(entry, at: elapsed, run: run, to: &$0) }
    state.withLock { $0.hasEntries = true }
  }

  func write(part: [UInt8], run: Int, at instant: ContinuousClock.Instant) {
    let elapsed = instant - started
    write { line in
      part.withUnsafeBytes { CaptureText.append(part: $0, at: elapsed, run: run, to: &line) }
    }
  }

  private func write(_ fill: (inout [UInt8]) -> Void) {
    if let failure = put(CCOMPRESSION_GOES_ON, fill) { report(sentence(of: failure)) }
  }

  private func sentence(of failure: Errno) -> String {
    "\(path) keeps what is in it, \(ByteCount.text(size)), and no more: \(failure); "
      + "the stream goes on"
  }

  /// Writes what `fill` makes; why not, where that is news.
  private func put(_ mode: CCompressionMode, _ fill: (inout [UInt8]) -> Void) -> Errno? {
    state.withLock { state in
      if state.isOver { return nil }
      state.line.removeAll(keepingCapacity: true)
      fill(&state.line)
      do {
        try write(state.line, mode, &state)
        return nil
      } catch {
        // Half a line would be in the way of whoever reads it.
        try? file.resize(to: Int64(size))
        state.isOver = true
        isCutShort.store(true, ordering: .relaxed)
        return error as? Errno ?? .ioError
      }
    }
  }

  private func write(_ line: [UInt8], _ mode: CCompressionMode, _ state: inout State) throws {
    guard let encoder = state.encoder else {
      try file.writeAll(line)
      written.add(line.count, ordering: .relaxed)
      return
    }
    state.packed.removeAll(keepingCapacity: true)
    encoder.encode(line, mode, into: &state.packed)
    try file.writeAll(state.packed)
    written.add(state.packed.count, ordering: .relaxed)
    guard mode == CCOMPRESSION_GOES_ON, !state.isFlushPlanned else { return }
    state.isFlushPlanned = true
    Task { [weak self] in
      try? await Task.sleep(for: .seconds(1))
      self?.flush()
    }
  }

  private func flush() {
    state.withLock { $0.isFlushPlanned = false }
    if let failure = put(CCOMPRESSION_FLUSHES, { $0.removeAll() }) {
      report(sentence(of: failure))
    }
  }
}

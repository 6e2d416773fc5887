import Recordings
import ReplayServer
import SystemPackage
import WebText

/// A file that is played: a capture, an HTTP archive or a stream's body, packed by gzip or not.
final class RecordingSource: RecordedBodies {
  private enum Bodies {
    /// In lines of a capture.
    case lines(FileDescriptor)
    case file(FileDescriptor)
    case memory([UInt8])
  }

  /// Names of files that are played wherever a target may stand.
  private static let endings = [".capture", ".sse", ".ndjson", ".jsonl", ".log", ".har"]

  let path: String
  let runs: [RecordedRun]
  /// When it began, in seconds since 1970; 0 where nothing tells.
  let startedAt: Double
  /// What is missing of it, as a sentence.
  let shortcoming: String?
  private let bodies: Bodies

  /// Whether it is a stream's body alone.
  var isBody: Bool {
    if case .file = bodies { true } else { false }
  }

  /// Whether a target is a file to be played.
  static func isMeant(by target: String) -> Bool {
    let name = plainName(target)
    return endings.contains { name.hasSuffix($0) } && SmallFile.isReadableFile(target)
  }

  /// Without gzip's ending, in small letters.
  private static func plainName(_ path: String) -> String {
    let name = path.lowercased()
    return name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
  }

  /// Reads it through; what is wrong with it is said by its line.
  init(_ path: String, _ environment: EnvironmentReference = .ofThisProcess) throws(Ending) {
    self.path = path
    let named: FileDescriptor
    do {
      named = try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec)
    } catch {
      throw .usage("\(path) can't be read: \(error)")
    }
    do throws(CaptureProblem) {
      var reading = RecordingReading(name: Self.plainName(path))
      let file = try Self.read(named, environment, &reading)
      (runs, startedAt, shortcoming, bodies) = try Self.understood(reading, file, path)
    } catch {
      try? named.close()
      throw .failed(error.sentence(in: path))
    }
    if runs.isEmpty { throw .failed("\(path) holds no run; 'fluidtop record' makes captures") }
  }

  deinit {
    switch bodies {
    case .lines(let file), .file(let file): try? file.close()
    case .memory: break
    }
  }

  func bytes(of part: RecordedPart) -> [UInt8]? {
    switch bodies {
    case .lines(let file): Self.bytes(of: file, part.place).flatMap(CaptureReader.part)
    case .file(let file): Self.bytes(of: file, part.place)
    case .memory(let bytes): Array(bytes[part.place])
    }
  }

  private static func bytes(of file: FileDescriptor, _ place: Range<Int>) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: place.count)
    let count = bytes.withUnsafeMutableBytes {
      try? file.read(fromAbsoluteOffset: Int64(place.lowerBound), into: $0)
    }
    return count == bytes.count ? bytes : nil
  }

  /// The file in which its bytes are as they were.
  private static func read(
    _ file: FileDescriptor, _ environment: EnvironmentReference, _ reading: inout RecordingReading
  ) throws(CaptureProblem) -> FileDescriptor {
    var piece = [UInt8](repeating: 0, count: 1 << 20)
    var count = try FileBytes.read(file, into: &piece)
    if UnpackedFile.isPacked(piece) {
      try FileBytes.rewind(file)
      let unpacked = try UnpackedFile(file, environment) { (bytes) throws(CaptureProblem) in
        try reading.take(bytes)
      }
      reading.isCutShort = !unpacked.isWhole
      try? file.close()
      return unpacked.file
    }
    while count > 0 {
      try reading.take(piece[..<count])
      count = try FileBytes.read(file, into: &piece)
    }
    return file
  }

  private static func understood(
    _ reading: RecordingReading, _ file: FileDescriptor, _ path: String
  ) throws(CaptureProblem) -> ([RecordedRun], startedAt: Double, shortcoming: String?, Bodies) {
    var reading = reading
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let lost = reading.isCutShort ? "\(path) breaks off; what of it can be read is played" : nil
    switch reading.form {
    case .capture(var indexer):
      let isWhole = try indexer.end()
      let words = isWhole ? lost : "\(path) breaks off within its last line, which is left out"
      return (indexer.index.runs, indexer.index.startedAt ?? 0, words, .lines(file))
    case .archive(let bytes):
      let archive = try HARReader(bytes)
      try? file.close()
      return (archive.runs, archive.startedAt, lost, .memory(archive.bodies))
    case .body(let mediaType):
      let run = RecordedRun(
        fileNamed: name, byteCount: reading.byteCount, mediaType: mediaType)
      return ([run], 0, lost, .file(file))
    case nil:
      reading.begin(with: [])
      return try understood(reading, file, path)
    }
  }
}

/// What a file turns out to be while its bytes come.
struct RecordingReading {
  enum Form {
    case capture(LineIndexer)
    case archive([UInt8])
    case body(String)
  }

  let name: String
  private(set) var form: Form?
  private(set) var byteCount = 0
  /// It was packed, and ends before it should.
  var isCutShort = false

  init(name: String) { self.name = name }

  mutating func take(_ bytes: ArraySlice<UInt8>) throws(CaptureProblem) {
    if bytes.isEmpty { return }
    if form == nil { begin(with: Array(bytes.prefix(4096))) }
    byteCount += bytes.count
    switch form {
    case .capture(var indexer):
      // It has one holder, or each piece would copy all lines before it.
      form = nil
      defer { form = .capture(indexer) }
      try indexer.take(bytes)
    case .archive(var whole):
      form = nil
      whole += bytes
      form = .archive(whole)
      if whole.count > HARReader.limit {
        throw CaptureProblem(
          line: nil, reason: "an HTTP archive of more than \(ByteCount.text(HARReader.limit))")
      }
    case .body, nil: break
    }
  }

  mutating func begin(with start: [UInt8]) {
    if name.hasSuffix(".capture") || CaptureReader.isCapture(start) {
      form = .capture(LineIndexer())
    } else if name.hasSuffix(".har") || HARReader.isHAR(start) {
      form = .archive([])
    } else {
      form = .body(BodyType.guess(named: name, start: start))
    }
  }
}

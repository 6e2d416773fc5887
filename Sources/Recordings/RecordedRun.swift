import StreamDecoding

/// One run of one endpoint: what was asked, and each connection until its end.
public struct RecordedRun: Sendable {
  /// Its number within the capture.
  public let number: Int
  /// What was asked first.
  public let request: RecordedRequest
  /// Its connections in order, at least one.
  public internal(set) var connections: [RecordedConnection]
}

/// One connection of a run. Times count from the capture's start.
public struct RecordedConnection: Sendable {
  /// What was asked.
  public let request: RecordedRequest
  /// When.
  public let asked: Duration
  /// The answer's head; nil where none came.
  public internal(set) var head: RecordedHead?
  /// When it came.
  public internal(set) var answered: Duration?
  /// The body's parts in order.
  public internal(set) var parts: [RecordedPart] = []
  /// `end`, `lost`, `failed` or `closed`; nil where the capture breaks off.
  public internal(set) var ending: CaptureEntry?
}

/// A part of a body, left in its file.
public struct RecordedPart: Sendable, Hashable {
  /// When it came, since the capture's start.
  public let at: Duration
  /// Where its line stands in the file, in bytes.
  public let place: Range<Int>
}

/// The runs of a capture, read line by line. Bodies stay in the file.
public struct CaptureIndex: Sendable {
  /// The runs in the order in which they began.
  public private(set) var runs: [RecordedRun] = []
  private var reader = CaptureReader()
  /// When the capture began, in seconds since 1970.
  public var startedAt: Double? { reader.startedAt }
  /// A small file that was packed can have more of them than memory should hold.
  private static let mostParts = 16_000_000
  private static let mostConnections = 250_000
  private var parts = 0
  private var connections = 0
  /// The place of a run in `runs`, by its number.
  private var places: [Int: Int] = [:]

  /// Of no line yet.
  public init() {}

  /// Takes the next line, which stands at `place` of the file.
  public mutating func take(_ bytes: [UInt8], at place: Range<Int>) throws(CaptureProblem) {
    guard let line = try reader.line(bytes), let entry = line.entry else { return }
    try count(entry)
    if case .request(let request) = entry {
      begin(request, line)
    } else if let index = places[line.run] {
      let last = runs[index].connections.count - 1
      runs[index].connections[last].take(entry, at: line.at, place)
    }
  }

  private mutating func count(_ entry: CaptureEntry) throws(CaptureProblem) {
    switch entry {
    case .request: connections += 1
    case .part: parts += 1
    default: return
    }
    if connections > Self.mostConnections {
      throw CaptureProblem(
        line: nil,
        reason: "it has more than \(Self.mostConnections) requests, too many to be played")
    }
    if parts > Self.mostParts {
      throw CaptureProblem(
        line: nil, reason: "it has more than \(Self.mostParts) parts, too many to be played")
    }
  }

  private mutating func begin(_ request: RecordedRequest, _ line: CaptureReader.Line) {
    let connection = RecordedConnection(request: request, asked: line.at)
    if let index = places[line.run] {
      runs[index].connections.append(connection)
    } else {
      places[line.run] = runs.count
      runs.append(RecordedRun(number: line.run, request: request, connections: [connection]))
    }
  }
}

extension RecordedConnection {
  fileprivate mutating func take(
    _ entry: CaptureEntry, at elapsed: Duration, _ place: Range<Int>
  ) {
    switch entry {
    case .request, .note: break
    case .head(let head): (self.head, answered) = (head, elapsed)
    case .part: parts.append(RecordedPart(at: elapsed, place: place))
    case .end, .lost, .failed, .closed: ending = entry
    }
  }
}

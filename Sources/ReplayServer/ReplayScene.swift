import Recordings

/// One answer as it is played: a connection, perhaps from somewhere in its body on.
struct ReplayScene: Sendable {
  /// Somewhere in a body.
  struct Place: Sendable, Hashable {
    var part: Int
    /// Bytes of the part that stand before it.
    var offset: Int

    static let beginning = Place(part: 0, offset: 0)
  }

  let played: ReplayedRun
  let connection: RecordedConnection
  let start: Place

  init(_ played: ReplayedRun, _ connection: RecordedConnection, from start: Place = .beginning) {
    self.played = played
    self.connection = connection
    self.start = start
  }

  /// Whether nothing of the body is left to send.
  var isEmpty: Bool {
    guard start.part < connection.parts.count else { return true }
    return start.part == connection.parts.count - 1 && bytes(of: start.part)?.isEmpty != false
  }

  /// Whether what is sent is the body as its server meant it, so that the length it gave is right:
  /// from its beginning, and not ended by our side.
  var isWhole: Bool {
    switch connection.ending {
    case .end, .lost: start == .beginning
    default: false
    }
  }

  /// Whether the body broke off.
  var breaksOff: Bool {
    switch connection.ending {
    case .lost: true
    // Where nothing was to be connected again.
    case .failed(let failure): failure.kind == "connectionLost"
    default: false
    }
  }

  /// Whether our side ended it, by closing it or by waiting no longer: it would have gone on.
  var wentOn: Bool {
    switch connection.ending {
    case .closed, nil: true
    case .failed(let failure): failure.kind == "timeout"
    default: false
    }
  }

  /// How long after the head a part came; of a later start, after the part before it.
  func wait(before part: Int) -> Duration { max(.zero, time(of: part) - begins) }

  /// When it begins, since the run's first answer.
  var begins: Duration {
    let began =
      start == .beginning
      ? connection.answered ?? connection.asked : connection.parts[start.part].at
    return began - played.origin
  }

  /// When a part came, since the run's first answer.
  func time(of part: Int) -> Duration { connection.parts[part].at - played.origin }

  /// The part's bytes, without what stands before the start.
  func bytes(of part: Int) -> [UInt8]? {
    let bytes = played.bodies.bytes(of: connection.parts[part])
    return part == start.part ? bytes.map { Array($0.dropFirst(start.offset)) } : bytes
  }
}

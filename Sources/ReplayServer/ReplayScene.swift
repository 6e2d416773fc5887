import Recordings
import StreamDecoding

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
  func wait(before part: Int) -> Duration {
    let began =
      start == .beginning
      ? connection.answered ?? connection.asked : connection.parts[start.part].at
    return max(.zero, connection.parts[part].at - began)
  }

  /// The part's bytes, without what stands before the start.
  func bytes(of part: Int) -> [UInt8]? {
    let bytes = played.bodies.bytes(of: connection.parts[part])
    return part == start.part ? bytes.map { Array($0.dropFirst(start.offset)) } : bytes
  }

  /// Where the event with this ID ends; nil where it is not in this body.
  func start(after id: String) -> Place? {
    guard connection.head?.header("Content-Type")?.hasPrefix("text/event-stream") == true,
      connection.head?.header("Content-Encoding") == nil
    else { return nil }
    var decoder = StreamDecoder(format: .sse)
    var batch = RecordBatch()
    for part in connection.parts.indices {
      guard let bytes = played.bodies.bytes(of: connection.parts[part]) else { return nil }
      let before = decoder
      batch.removeAll()
      guard (try? decoder.decode(bytes, into: &batch)) != nil else { return nil }
      guard batch.entries.contains(where: { batch.string($0.id) == id }) else { continue }
      return Self.end(of: id, in: bytes, before).map { Place(part: part, offset: $0) }
    }
    return nil
  }

  /// A server goes on behind the event that has the ID itself, and sends those again that share it.
  private static func end(of id: String, in bytes: [UInt8], _ decoder: StreamDecoder) -> Int? {
    var decoder = decoder
    for index in bytes.indices {
      var batch = RecordBatch()
      guard (try? decoder.decode([bytes[index]], into: &batch)) != nil else { return nil }
      guard batch.entries.contains(where: { batch.string($0.id) == id }) else { continue }
      // The event ends with CR; LF after it belongs to the same line end.
      let isPair = bytes[index] == 0x0D && bytes[(index + 1)...].first == 0x0A
      return index + (isPair ? 2 : 1)
    }
    return nil
  }
}

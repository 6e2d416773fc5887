import Recordings
import StreamDecoding

/// One answer as it is played: a connection, perhaps from somewhere in its body on.
struct ReplayScene: Sendable {
  /// Somewhere in a body.
  struct Place: Sendable, Hashable {
    var part: Int
    /// Bytes of the part that stand before it.
    var offset: Int
  }

  let played: ReplayedRun
  let connection: RecordedConnection
  private(set) var start = Place(part: 0, offset: 0)

  init(_ played: ReplayedRun, _ connection: RecordedConnection) {
    self.played = played
    self.connection = connection
  }

  func beginning(at start: Place) -> ReplayScene {
    var scene = self
    scene.start = start
    return scene
  }

  /// How long after the head a part came; of a later start, after the part before it.
  func wait(before part: Int) -> Duration {
    let began =
      start.part == 0 && start.offset == 0
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

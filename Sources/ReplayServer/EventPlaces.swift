import Recordings
import StreamDecoding
import Synchronization
import WebText

/// Where the events of a run's bodies end, by their IDs: found out once, when somebody first goes on
/// after one.
final class EventPlaces: Sendable {
  /// By the hash of the ID: of the IDs themselves there may be more than memory should hold.
  private typealias Places = [Int: ReplayScene.Place]

  /// By the connection's number.
  private let found = Mutex<[Int: Places]>([:])

  /// Where a server goes on that is asked for what came after an event; nil where it did not come in
  /// this connection.
  func place(after id: String, in connection: Int, of played: ReplayedRun) -> ReplayScene.Place? {
    found.withLock { found in
      let places = found[connection] ?? Self.places(in: played.run.connections[connection], played)
      found[connection] = places
      return places[Self.key(id.utf8)]
    }
  }

  private static func key(_ id: some Sequence<UInt8>) -> Int {
    var hasher = Hasher()
    for byte in id { hasher.combine(byte) }
    return hasher.finalize()
  }

  private static func places(in connection: RecordedConnection, _ played: ReplayedRun) -> Places {
    guard MediaType(connection.head?.header("Content-Type")).isEventStream,
      connection.head?.header("Content-Encoding") == nil
    else { return [:] }
    var places: Places = [:]
    var decoder = StreamDecoder(format: .sse)
    var batch = RecordBatch()
    for part in connection.parts.indices {
      guard let bytes = played.bodies.bytes(of: connection.parts[part]) else { break }
      var start = 0
      while start < bytes.count {
        // An event ends with a line, and LF behind CR belongs to the same end.
        let last = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count - 1
        let isPair = bytes[last] == 0x0D && bytes[(last + 1)...].first == 0x0A
        let end = last + (isPair ? 2 : 1)
        batch.removeAll()
        guard (try? decoder.decode(Array(bytes[start..<end]), into: &batch)) != nil else {
          return places
        }
        for entry in batch.entries where entry.kind == .event && !entry.id.isEmpty {
          let key = key(batch.bytes[entry.id])
          // A server goes on behind the event that has the ID itself, and sends those again that
          // share it.
          if places[key] == nil { places[key] = ReplayScene.Place(part: part, offset: end) }
        }
        start = end
      }
    }
    return places
  }
}

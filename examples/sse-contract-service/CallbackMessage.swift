import StreamClient
import StreamDecoding

/// What a suite is told, in the words of the protocol.
enum CallbackMessage: Sendable, Hashable {
  case event(StreamEvent)
  case comment(String)
  case error(String)

  /// Nil for what an event stream doesn't hold.
  init?(_ entry: RecordBatch.Entry, of batch: RecordBatch) {
    switch entry.kind {
    case .event:
      let type = entry.type.isEmpty ? "message" : batch.string(entry.type)
      self = .event(
        StreamEvent(
          type: type, data: batch.string(entry.payload), lastEventID: batch.string(entry.id)))
    case .comment: self = .comment(batch.string(entry.payload))
    case .value, .text, .invalid, .discarded: return nil
    }
  }

  var json: JSONValue {
    switch self {
    case .event(let event):
      let fields: JSONObject = [
        "type": .string(event.type), "data": .string(event.data), "id": .string(event.lastEventID),
      ]
      return ["kind": "event", "event": .object(fields)]
    case .comment(let text): return ["kind": "comment", "comment": .string(text)]
    case .error(let message): return ["kind": "error", "comment": .string(message)]
    }
  }
}

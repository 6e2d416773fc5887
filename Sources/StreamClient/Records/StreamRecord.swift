import StreamDecoding

/// One Server-Sent Event.
public struct StreamEvent: Sendable, Hashable {
  /// The event's name; `message` where the server gives none.
  public var type: String
  /// The data, its lines joined by line feeds.
  public var data: String
  /// The last event ID when the event was dispatched.
  public var lastEventID: String

  /// Creates an event.
  public init(type: String = "message", data: String, lastEventID: String = "") {
    self.type = type
    self.data = data
    self.lastEventID = lastEventID
  }
}

/// One record of a JSON or a text stream.
public enum StreamChunk: Sendable, Hashable {
  /// A JSON value's text, as it came: numbers keep every digit.
  case value(String)
  /// A piece of text, whole characters only.
  case text(String)
}

/// A record that isn't valid, delivered under `InvalidRecordPolicy.deliver`.
public struct InvalidRecord: Sendable, Hashable {
  /// The record as it came, invalid bytes replaced.
  public var text: String
  /// Where and why it isn't valid, as a sentence.
  public var reason: String

  /// Creates an invalid record.
  public init(text: String, reason: String) {
    self.text = text
    self.reason = reason
  }
}

/// One record of any kind of stream.
public enum StreamRecord: Sendable, Hashable {
  /// An event of an sse stream.
  case event(StreamEvent)
  /// A record of a JSON or a text stream.
  case chunk(StreamChunk)
  /// A record that isn't valid.
  case invalid(InvalidRecord)
}

extension StreamRecord {
  /// Makes an entry's strings; nil for a comment and for what is discarded, which are no records.
  init?(_ entry: RecordBatch.Entry, of batch: RecordBatch) {
    switch entry.kind {
    case .event:
      let type = entry.type.isEmpty ? "message" : batch.string(entry.type)
      let data = batch.string(entry.payload)
      self = .event(StreamEvent(type: type, data: data, lastEventID: batch.string(entry.id)))
    case .value:
      self = .chunk(.value(batch.string(entry.payload)))
    case .text:
      self = .chunk(.text(batch.string(entry.payload)))
    case .invalid:
      let reason = entry.fault?.sentence ?? "the record isn't valid"
      self = .invalid(InvalidRecord(text: batch.string(entry.payload), reason: reason))
    case .comment, .discarded:
      return nil
    }
  }
}

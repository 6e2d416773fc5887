import StreamDecoding

/// What a stream is made of; decided by the response.
public enum StreamKind: String, Sendable, Hashable, CaseIterable {
  /// Server-Sent Events.
  case sse
  /// One JSON value after the other: NDJSON, JSON text sequences, concatenated values.
  case ndjson
  /// Text in pieces of whole characters.
  case text
  /// Bytes to be saved.
  case file
}

/// Reads the body as this kind, whatever the response says (`--as`).
public enum KindOverride: String, Sendable, Hashable, CaseIterable {
  /// Server-Sent Events.
  case sse
  /// One JSON value a line.
  case ndjson
  /// JSON text sequences. Source: RFC 7464.
  case jsonSequence = "json-seq"
  /// Concatenated JSON values, or the elements of one array.
  case json
  /// Text in pieces of whole characters.
  case text
  /// Bytes to be saved.
  case file
}

/// How the records of a stream are written.
public enum StreamFormat: Sendable, Hashable {
  /// Server-Sent Events (WHATWG HTML, section 9.2).
  case sse
  /// One JSON value a line.
  case ndjson
  /// JSON text sequences (RFC 7464): each value between a record separator and a line feed.
  case jsonSequence
  /// JSON values one after another, or the elements of one array.
  case json
  /// Text, in pieces of whole characters.
  case text
  /// Text, in lines, each with its line end. For what a ``StreamDecoder`` is given by hand, such as
  /// a log file: what a server sends as text is read in pieces.
  case lines
}

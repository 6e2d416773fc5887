/// What reading an endpoint means for a client: which callbacks it gets, or a plain answer.
public enum EndpointKind: String, Sendable, Hashable, CaseIterable {
  /// Server-Sent Events.
  case sse
  /// Records of JSON: lines, RFC 7464 sequences, or concatenated values.
  case ndjson
  /// Text that arrives in pieces.
  case text
  /// A body meant for the disk.
  case file
  /// An ordinary request with one ordinary answer.
  case unary

  /// True for everything but an ordinary answer.
  public var isStream: Bool { self != .unary }
}

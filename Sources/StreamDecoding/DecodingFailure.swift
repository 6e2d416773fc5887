/// Why a stream can't be decoded any further.
public enum DecodingFailure: Error, Sendable, Hashable {
  /// One event, line or JSON text is larger than `limit` bytes.
  case recordTooLarge(limit: Int)

  /// The failure in words, for a person.
  public var sentence: String {
    switch self {
    case .recordTooLarge(let limit): "a record is larger than the limit of \(limit) bytes"
    }
  }
}

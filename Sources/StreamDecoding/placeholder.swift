struct SSEDecoder: Sendable { init(recordLimit: Int, lastEventID: [UInt8]) {} }
struct NDJSONDecoder: Sendable { init(recordLimit: Int) {} }
struct JSONSequenceDecoder: Sendable { init(recordLimit: Int) {} }
struct JSONValueDecoder: Sendable { init(recordLimit: Int) {} }
struct TextDecoder: Sendable { init() {} }
extension StreamDecoder {
  /// Decodes one body part.
  public mutating func decode(_ part: UnsafeRawBufferPointer, into batch: inout RecordBatch) throws(DecodingFailure) {}
  /// Decodes one body part.
  public mutating func decode(_ part: [UInt8], into batch: inout RecordBatch) throws(DecodingFailure) {}
  /// Ends the stream.
  public mutating func finish(into batch: inout RecordBatch) throws(DecodingFailure) {}
  /// The last event ID.
  public var lastEventID: [UInt8] { [] }
  /// The last accepted retry.
  public var reconnectionTime: Int? { nil }
  /// Starts a new connection.
  public mutating func startConnection() {}
}

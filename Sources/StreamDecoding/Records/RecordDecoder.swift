/// Turns the body parts of one connection after another into records, for one format.
public protocol RecordDecoder: Sendable {
  /// Decodes one body part and appends its records to `batch`. After an error the decoder ignores
  /// what comes until `startConnection()`.
  mutating func decode(
    _ part: UnsafeRawBufferPointer, into batch: inout RecordBatch
  ) throws(DecodingFailure)

  /// Ends the body: what is left becomes a record, is invalid, or is dropped, as the format says.
  mutating func finish(into batch: inout RecordBatch) throws(DecodingFailure)

  /// Forgets what the last connection left unfinished; the next byte is the first of a new body.
  mutating func startConnection()

  /// The last event ID, in bytes; only event streams have one.
  var lastEventID: [UInt8] { get }

  /// The last accepted `retry`, in milliseconds; only event streams have one.
  var reconnectionTime: Int? { get }
}

extension RecordDecoder {
  /// No ID.
  public var lastEventID: [UInt8] { [] }

  /// No time.
  public var reconnectionTime: Int? { nil }
}

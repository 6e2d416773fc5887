/// Turns the body parts of a stream into records; however the bytes are cut, the records are equal
/// (pieces of text are equal when joined).
///
/// Time is linear in the bytes, and memory is bounded by the record limit. After an error the
/// decoder ignores what comes until `startConnection()`.
public struct StreamDecoder: Sendable {
  private var decoder: any RecordDecoder

  /// A decoder for `format`. A record larger than `recordLimit` bytes is an error. `lastEventID`
  /// is the ID that the request for an event stream carried, in bytes.
  public init(format: StreamFormat, recordLimit: Int = 16 << 20, lastEventID: [UInt8] = []) {
    decoder =
      switch format {
      case .sse: SSEDecoder(recordLimit: recordLimit, lastEventID: lastEventID)
      case .ndjson: NDJSONDecoder(recordLimit: recordLimit)
      case .jsonSequence: JSONSequenceDecoder(recordLimit: recordLimit)
      case .json: JSONValueDecoder(recordLimit: recordLimit)
      case .text: TextDecoder()
      case .lines: LineDecoder(recordLimit: recordLimit)
      }
  }

  /// Decodes one body part and appends its records to `batch`; records before an error are in it.
  public mutating func decode(
    _ part: UnsafeRawBufferPointer, into batch: inout RecordBatch
  ) throws(DecodingFailure) {
    try decoder.decode(part, into: &batch)
  }

  /// Decodes one body part and appends its records to `batch`; records before an error are in it.
  public mutating func decode(
    _ part: [UInt8], into batch: inout RecordBatch
  ) throws(DecodingFailure) {
    let result = part.withUnsafeBytes { bytes in
      Result { () throws(DecodingFailure) in try decoder.decode(bytes, into: &batch) }
    }
    try result.get()
  }

  /// Ends the body. An unfinished event is discarded (WHATWG HTML, 9.2.6); an unfinished line or
  /// JSON text is a record if it is complete, else an invalid one.
  public mutating func finish(into batch: inout RecordBatch) throws(DecodingFailure) {
    try decoder.finish(into: &batch)
  }

  /// The connection was lost: what was unfinished makes no record, and is told of as discarded.
  public mutating func abandon(into batch: inout RecordBatch) {
    var rest = RecordBatch()
    // A rest that is too large is discarded, too.
    try? decoder.finish(into: &rest)
    for entry in rest.entries {
      let start = batch.bytes.count
      batch.bytes.append(contentsOf: rest.bytes[entry.payload])
      let discard =
        entry.discard ?? Discard(byteCount: entry.payload.count, reason: .unfinishedRecord)
      batch.entries.append(RecordBatch.Entry(discard, payload: start..<batch.bytes.count))
    }
  }

  /// A new connection of the same stream: the last event ID and the reconnection time stay, what
  /// was unfinished is forgotten, and a byte order mark may come again.
  public mutating func startConnection() {
    decoder.startConnection()
  }

  /// The last event ID as committed by the last blank line, in bytes; empty for none.
  public var lastEventID: [UInt8] { decoder.lastEventID }

  /// The last accepted `retry` field, in milliseconds; a value too large for `Int` is `Int.max`.
  public var reconnectionTime: Int? { decoder.reconnectionTime }
}

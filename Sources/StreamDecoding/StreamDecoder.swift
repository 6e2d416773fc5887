/// Turns the body parts of a stream into records; however the bytes are cut, the records are equal
/// (pieces of text are equal when joined).
///
/// After an error the decoder gives nothing more until `startConnection()`.
public struct StreamDecoder: Sendable {
  private enum Machine {
    case sse(SSEDecoder)
    case ndjson(NDJSONDecoder)
    case jsonSequence(JSONSequenceDecoder)
    case json(JSONValueDecoder)
    case text(TextDecoder)
  }

  private var machine: Machine

  /// A decoder for `format`. A record larger than `recordLimit` bytes is an error. `lastEventID`
  /// is the ID the request for an event stream carried (bytes).
  public init(format: StreamFormat, recordLimit: Int = 16 << 20, lastEventID: [UInt8] = []) {
    switch format {
    case .sse: machine = .sse(SSEDecoder(recordLimit: recordLimit, lastEventID: lastEventID))
    case .ndjson: machine = .ndjson(NDJSONDecoder(recordLimit: recordLimit))
    case .jsonSequence: machine = .jsonSequence(JSONSequenceDecoder(recordLimit: recordLimit))
    case .json: machine = .json(JSONValueDecoder(recordLimit: recordLimit))
    case .text: machine = .text(TextDecoder())
    }
  }
}

import StreamDecoding

/// A look at one record of a store. Texts are made only when asked for.
public struct StoredRecord: Sendable {
  /// What a record is.
  public enum Kind: UInt8, Sendable, Hashable, BitwiseCopyable {
    case event, value, text, comment, invalid, discarded
    /// A line of our own among the records.
    case mark

    /// The kind a decoder gave it.
    public init(_ kind: RecordBatch.Kind) {
      switch kind {
      case .event: self = .event
      case .value: self = .value
      case .text: self = .text
      case .comment: self = .comment
      case .invalid: self = .invalid
      case .discarded: self = .discarded
      }
    }
  }

  /// The record's number in its store, from 0.
  public let number: Int
  private let slab: RecordSlab
  private let header: RecordSlab.Header
  private let index: Int

  init(number: Int, slab: RecordSlab, index: Int) {
    self.number = number
    self.slab = slab
    self.index = index
    header = slab.headers[index]
  }

  /// What the record is.
  public var kind: Kind { header.kind }

  /// Whether this is a line of our own, no record of the stream.
  public var isMark: Bool { header.kind == .mark }

  /// The size of the payload in bytes.
  public var byteCount: Int { Int(header.payloadCount) }

  /// When the record arrived, counted from the opening of the stream.
  public var arrival: Duration { slab.arrival(of: index).at }

  /// How long after the record before it; nil for the first one and for marks.
  public var gap: Duration? { slab.arrival(of: index).gap }

  /// Why the record is invalid; nil if it is not.
  public var fault: RecordFault? { slab.remarks.faults[index] }

  /// Why a client hears nothing of it; nil where it does.
  public var discard: Discard? { slab.remarks.discards[index] }

  /// The payload: an event's data, a JSON text, a piece of text, a comment, what is discarded, a
  /// mark's line.
  public var payload: ArraySlice<UInt8> { slab.bytes[header.payload] }

  /// The event's type, `message` where it gave none; empty for other kinds.
  public var type: String {
    guard kind == .event else { return "" }
    return header.typeCount == 0
      ? "message" : withBytes { String(decoding: $0.type, as: UTF8.self) }
  }

  /// The last event ID of an event; empty for none.
  public var id: String { String(decoding: slab.bytes[idRange], as: UTF8.self) }

  /// The payload as text, at most its first `limit` bytes (cut between characters); bytes that are
  /// not UTF-8 become U+FFFD. The text is hostile: make control characters harmless to show it.
  public func payloadString(limit: Int = .max) -> String {
    let payload = payload
    guard payload.count > limit else { return String(decoding: payload, as: UTF8.self) }
    var end = payload.startIndex + max(limit, 0)
    let earliest = max(payload.startIndex, end - 3)
    while end > earliest, payload[end] & 0xC0 == 0x80 { end -= 1 }
    return String(decoding: payload[..<end], as: UTF8.self)
  }

  func withBytes<Result>(_ body: (RecordBytes) -> Result) -> Result {
    slab.bytes.withUnsafeBytes { body(RecordBytes(header, in: $0)) }
  }

  private var idRange: Range<Int> {
    Int(header.idStart)..<Int(header.idStart) + Int(header.idCount)
  }
}

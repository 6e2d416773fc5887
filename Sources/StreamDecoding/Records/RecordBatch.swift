/// Records decoded from body parts: one contiguous byte buffer; entries are ranges into it.
///
/// The buffer may hold more than the entries cover (field names, line ends): whoever keeps records
/// copies the ranges.
public struct RecordBatch: Sendable {
  /// What an entry is.
  public enum Kind: UInt8, Sendable, Hashable {
    /// A Server-Sent Event.
    case event
    /// A JSON value, verbatim.
    case value
    /// A piece of text in whole characters, or a line with its end.
    case text
    /// A comment of an event stream, without its colon.
    case comment
    /// A record that could not be read, as it came.
    case invalid
    /// What a client hears nothing of, as it came; `Entry.discard` says why.
    case discarded

    /// Whether a client is told of it.
    public var isRecord: Bool {
      switch self {
      case .event, .value, .text, .invalid: true
      case .comment, .discarded: false
      }
    }
  }

  /// One record.
  public struct Entry: Sendable, Equatable {
    /// What the record is.
    public var kind: Kind
    /// Event: its data. Value: the JSON text. Comment: what follows the colon. Invalid and discarded:
    /// all of it.
    public var payload: Range<Int>
    /// The event's type; empty means `message`.
    public var type: Range<Int>
    /// The last event ID as committed when the event was dispatched; empty for none.
    public var id: Range<Int>
    private var remark: Remark?

    /// One of the two that an entry can have: together they would make every entry larger.
    private enum Remark: Sendable, Equatable {
      case fault(RecordFault)
      case discard(Discard)
    }

    /// Why the record is invalid; its offset counts from the start of the payload.
    public var fault: RecordFault? {
      get { if case .fault(let fault)? = remark { fault } else { nil } }
      set { remark = newValue.map(Remark.fault) }
    }

    /// Why it is discarded.
    public var discard: Discard? {
      if case .discard(let discard)? = remark { discard } else { nil }
    }

    /// Makes an entry from ranges of the batch's bytes.
    public init(
      kind: Kind, payload: Range<Int>, type: Range<Int> = 0..<0, id: Range<Int> = 0..<0,
      fault: RecordFault? = nil
    ) {
      self.kind = kind
      self.payload = payload
      self.type = type
      self.id = id
      remark = fault.map(Remark.fault)
    }

    /// Makes an entry of what is discarded.
    public init(_ discard: Discard, payload: Range<Int>) {
      self.init(kind: .discarded, payload: payload)
      remark = .discard(discard)
    }
  }

  /// The bytes the entries' ranges refer to.
  public var bytes: [UInt8] = []
  /// The records in order.
  public var entries: [Entry] = []

  /// An empty batch.
  public init() {}

  /// Bytes of memory that it holds, with the room that is left over: of small records the entries
  /// are the larger part.
  public var bytesHeld: Int { bytes.capacity + entries.capacity * MemoryLayout<Entry>.stride }

  /// Whether there is no record.
  public var isEmpty: Bool { entries.isEmpty }

  /// Forgets records and bytes but keeps the memory for the next part.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
  }

  /// Moves `carry` to the end of the bytes, without a copy where the batch is empty.
  mutating func takeOver(_ carry: inout [UInt8]) {
    if bytes.isEmpty {
      swap(&bytes, &carry)
    } else {
      bytes.append(contentsOf: carry)
    }
    carry.removeAll(keepingCapacity: carry.capacity <= 1 << 16)
  }

  /// The text of a range; bytes that are not UTF-8 become U+FFFD (one for each maximal subpart, as
  /// browsers do).
  public func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}

import RecordStore

/// Records as text: each one's payload with an end of line, as `tail --output data` writes them. It
/// is made of them where no key waits for it, or not at all.
public struct RecordLines: Sendable, Hashable {
  /// Records that are put together while a key waits.
  private static let mostAtOnce = 20_000

  /// Tells one from another.
  private let number: Int
  private let store: RecordStore
  private let rows: RecordRows
  private let positions: Range<Int>

  init(_ stream: Stream, _ positions: Range<Int>, number: Int) {
    self.number = number
    store = stream.store
    rows = stream.rows
    self.positions = positions
  }

  /// The number of rows that they were.
  var count: Int { positions.count }

  /// All of it.
  var text: String { lines(atMost: .max, rows: .max) ?? "" }

  /// All of it unless it is longer than `limit` bytes or takes longer than a key may wait.
  func text(atMost limit: Int) -> String? { lines(atMost: limit, rows: Self.mostAtOnce) }

  private func lines(atMost limit: Int, rows most: Int) -> String? {
    guard positions.count <= most else { return nil }
    var bytes: [UInt8] = []
    for position in positions {
      let number = rows.number(at: position)
      guard store.indices.contains(number) else { continue }
      let record = store[number]
      guard record.kind.isOfStream else { continue }
      guard bytes.count + record.byteCount < limit else { return nil }
      bytes.append(contentsOf: record.payload)
      if record.kind != .text { bytes.append(0x0A) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The same records.
  public static func == (one: RecordLines, other: RecordLines) -> Bool {
    one.number == other.number
  }

  /// By what tells them apart.
  public func hash(into hasher: inout Hasher) { hasher.combine(number) }
}

extension StoredRecord.Kind {
  /// Whether the server sent it as a record, readable or not.
  fileprivate var isOfStream: Bool {
    switch self {
    case .event, .value, .text, .invalid: true
    case .comment, .discarded, .mark: false
    }
  }
}

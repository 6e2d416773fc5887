import RecordStore

/// Records as text: each one's payload with an end of line, as `tail --output data` writes them, or
/// columns of it. It
/// is made of them where no key waits for it, or not at all.
public struct RecordLines: Sendable, Hashable {
  /// Records that are put together while a key waits.
  private static let mostAtOnce = 20_000

  /// Tells one from another.
  private let number: Int
  private let store: RecordStore
  private let rows: RecordRows
  private let positions: Range<Int>
  private let columns: String
  private let clock: Clock
  /// Fields in the place of payloads.
  private var table: RecordTemplate?

  init(_ stream: Stream, _ positions: Range<Int>, number: Int, _ clock: Clock) {
    self.number = number
    self.clock = clock
    columns = stream.table?.text ?? "n,time,event,id,data"
    store = stream.store
    rows = stream.rows
    self.positions = positions
  }

  /// The number of rows that they were.
  public var count: Int { positions.count }

  /// The columns that are shown, as comma-separated values.
  var asTable: RecordLines {
    var lines = self
    lines.table = try? RecordTemplate(csv: columns)
    return lines
  }

  /// All of it, piece by piece, for what is never held as a whole; `piece` gets each with the rows
  /// that are done, and says whether to go on. False where it was left.
  public func forEachPiece(
    ofAbout size: Int, _ piece: (_ bytes: [UInt8], _ done: Int) throws -> Bool
  ) rethrows -> Bool {
    var bytes = table?.head ?? []
    for (done, position) in positions.enumerated() {
      append(position, to: &bytes, atMost: .max)
      guard bytes.count >= size else { continue }
      guard try piece(bytes, done + 1) else { return false }
      bytes.removeAll(keepingCapacity: true)
    }
    return try piece(bytes, count)
  }

  /// All of it unless it is longer than `limit` bytes or takes longer than a key may wait.
  func text(atMost limit: Int) -> String? { lines(atMost: limit, rows: Self.mostAtOnce) }

  private func lines(atMost limit: Int, rows most: Int) -> String? {
    guard positions.count <= most else { return nil }
    var bytes: [UInt8] = []
    for position in positions where !append(position, to: &bytes, atMost: limit) { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// False where there would be too much of it.
  @discardableResult
  private func append(_ position: Int, to bytes: inout [UInt8], atMost limit: Int) -> Bool {
    let number = rows.number(at: position)
    guard store.indices.contains(number) else { return true }
    let record = store[number]
    guard record.kind.isOfStream else { return true }
    guard bytes.count < limit - record.byteCount else { return false }
    if let table {
      let time = clock.timeOfDay(at: record.arrival).text
      table.write(RecordTemplate.Record(record, time: time), to: &bytes)
      return true
    }
    bytes.append(contentsOf: record.payload)
    if record.kind != .text { bytes.append(0x0A) }
    return true
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

/// The fields of an event whose blank line has not arrived.
///
/// While a part is decoded, fields are ranges of the batch and nothing is copied; only data of
/// several lines, and what is left when the part ends, moves into the event's own buffers.
struct PendingEvent {
  /// Where a field's bytes are.
  enum Place {
    case none
    case batch(Range<Int>)
    case kept
  }

  private var data = Place.none
  var type = Place.none
  var id = Place.none
  private var keptData: [UInt8] = []
  private var keptType: [UInt8] = []
  private var keptID: [UInt8] = []

  /// Adds a line of data; false if there would be more than `limit` bytes of it.
  @inline(__always)
  mutating func appendData(_ range: Range<Int>, of batch: RecordBatch, limit: Int) -> Bool {
    switch data {
    case .none:
      data = .batch(range)
      return range.count <= limit
    case .batch(let first):
      keptData.append(contentsOf: batch.bytes[first])
      data = .kept
    case .kept: break
    }
    guard keptData.count + 1 + range.count <= limit else { return false }
    keptData.append(0x0A)
    keptData.append(contentsOf: batch.bytes[range])
    return true
  }

  /// The event's data in the batch, nil if it has none; forgets it.
  @inline(__always)
  mutating func takeData(into batch: inout RecordBatch) -> Range<Int>? {
    Self.take(&data, &keptData, into: &batch)
  }

  /// The event's type in the batch, nil if it has none; forgets it.
  @inline(__always)
  mutating func takeType(into batch: inout RecordBatch) -> Range<Int>? {
    Self.take(&type, &keptType, into: &batch)
  }

  /// The event's ID in the batch, nil if it has none; forgets it.
  @inline(__always)
  mutating func takeID(into batch: inout RecordBatch) -> Range<Int>? {
    Self.take(&id, &keptID, into: &batch)
  }

  /// Moves what is still in the batch into the event, for the next part has another batch.
  mutating func keep(from batch: RecordBatch) {
    Self.keep(&data, &keptData, from: batch)
    Self.keep(&type, &keptType, from: batch)
    Self.keep(&id, &keptID, from: batch)
  }

  /// Appends the fields as lines: what they came as, but for their order, line ends and spaces.
  func appendText(to batch: inout RecordBatch) {
    append(type, keptType, as: "event", to: &batch)
    append(id, keptID, as: "id", to: &batch)
    guard case .kept = data else { return }
    for line in keptData.split(separator: 0x0A, omittingEmptySubsequences: false) {
      append(.kept, Array(line), as: "data", to: &batch)
    }
  }

  private func append(
    _ place: Place, _ kept: [UInt8], as name: String, to batch: inout RecordBatch
  ) {
    guard case .kept = place else { return }
    batch.bytes.append(contentsOf: "\(name): ".utf8)
    batch.bytes.append(contentsOf: kept)
    batch.bytes.append(0x0A)
  }

  @inline(__always)
  private static func take(
    _ place: inout Place, _ kept: inout [UInt8], into batch: inout RecordBatch
  ) -> Range<Int>? {
    switch place {
    case .none: return nil
    case .batch(let range):
      place = .none
      return range
    case .kept:
      let start = batch.bytes.count
      batch.bytes.append(contentsOf: kept)
      kept.removeAll(keepingCapacity: kept.capacity <= 1 << 16)
      place = .none
      return start..<batch.bytes.count
    }
  }

  private static func keep(_ place: inout Place, _ kept: inout [UInt8], from batch: RecordBatch) {
    guard case .batch(let range) = place else { return }
    kept.removeAll(keepingCapacity: true)
    kept.append(contentsOf: batch.bytes[range])
    place = .kept
  }
}

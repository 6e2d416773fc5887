import StreamClient
import StreamDecoding

extension StreamSignal {
  /// So much of a batch is written at once. A batch is small, what is written of it need not be: a
  /// thousand events may share one ID of a megabyte.
  private static let portionSize = 1 << 20

  /// The signal in parts of about a megabyte, nearly always one.
  func portions() -> [StreamSignal] {
    guard case .records(let batch) = self else { return [self] }
    var portions: [StreamSignal] = []
    var (start, size) = (0, 0)
    for (position, entry) in batch.entries.enumerated() {
      size += entry.payload.count + entry.type.count + entry.id.count
      guard size > Self.portionSize, position < batch.entries.count - 1 else { continue }
      portions.append(.records(batch.part(start...position)))
      (start, size) = (position + 1, 0)
    }
    guard start > 0 else { return [self] }
    return portions + [.records(batch.part(start...(batch.entries.count - 1)))]
  }
}

extension RecordBatch {
  /// Some of its entries, on the same bytes.
  fileprivate func part(_ positions: ClosedRange<Int>) -> RecordBatch {
    var part = self
    part.entries = Array(entries[positions])
    return part
  }
}

import StreamDecoding

/// The record that completes a stream: an event of one type, or a record of exactly one text.
struct EndMark: Sendable {
  private let type: [UInt8]?
  private let data: [UInt8]?

  init(_ options: StreamOptions) {
    type = options.endEvent.map { Array($0.utf8) }
    data = options.endData.map { Array($0.utf8) }
  }

  /// Whether there is anything to look for.
  var isAwaited: Bool { type != nil || data != nil }

  func isMet(by entry: RecordBatch.Entry, of batch: RecordBatch) -> Bool {
    guard entry.kind.isRecord else { return false }
    return isData(of: entry, of: batch) || isType(of: entry, of: batch)
  }

  /// Whether it is met by its text, which is no value of the stream's.
  func isData(of entry: RecordBatch.Entry, of batch: RecordBatch) -> Bool {
    guard let data, entry.kind.isRecord, entry.payload.count == data.count else { return false }
    return batch.bytes[entry.payload] == data[...]
  }

  private func isType(of entry: RecordBatch.Entry, of batch: RecordBatch) -> Bool {
    guard let type, entry.kind == .event else { return false }
    if entry.type.isEmpty { return type.elementsEqual("message".utf8) }
    return batch.bytes[entry.type] == type[...]
  }
}

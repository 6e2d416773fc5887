/// Lines of an event stream without a known field, as long as nothing else comes between them than
/// blank lines: they are told of as one.
struct UnknownLines {
  /// Where the first of them stands in the batch at hand.
  private var start: Int?
  private var count = 0

  @inline(__always)
  mutating func add(at offset: Int) {
    if start == nil { start = offset }
    count += 1
  }

  /// Something else begins at `offset`, or the batch ends there.
  @inline(__always)
  mutating func end(at offset: Int, in batch: inout RecordBatch) {
    guard let start else { return }
    let discard = Discard(byteCount: offset - start, count: count, reason: .unknownField)
    batch.entries.append(RecordBatch.Entry(discard, payload: start..<offset))
    self.start = nil
    count = 0
  }
}

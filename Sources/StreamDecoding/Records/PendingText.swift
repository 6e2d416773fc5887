/// The bytes of a JSON text that has not ended yet, for formats whose values span lines.
struct PendingText {
  private(set) var bytes: [UInt8] = []
  /// After an error nothing more is read.
  private(set) var hasFailed = false
  let recordLimit: Int
  private var mark = ByteOrderMark()

  init(recordLimit: Int) { self.recordLimit = recordLimit }

  mutating func append(_ part: UnsafeRawBufferPointer) {
    let part = mark.strip(part, into: &bytes)
    bytes.append(contentsOf: part)
  }

  /// The end of the body: what could have been a byte order mark is none.
  mutating func finish() { mark.finish(into: &bytes) }

  /// Forgets the first `count` bytes; what remains has to be one unfinished record.
  mutating func dropPrefix(_ count: Int) throws(DecodingFailure) {
    guard bytes.count - count <= recordLimit else { throw .recordTooLarge(limit: recordLimit) }
    // Never more work than the last part was long: a record that was here before it keeps count 0.
    if count > 0 { bytes.removeSubrange(..<count) }
    if bytes.isEmpty, bytes.capacity > 1 << 16 { bytes = [] }
  }

  mutating func fail() {
    bytes = []
    hasFailed = true
  }

  /// Appends `range` to the batch as a value, or as an invalid record if there is a fault (its
  /// offset counts in these bytes).
  ///
  /// - Parameter held: The record with the white space around it, which is held while the record's
  ///   end is waited for: it counts, or a record would be too large in two parts and not in one.
  func emit(
    _ range: Range<Int>, of held: Range<Int>? = nil, fault: RecordFault? = nil,
    into batch: inout RecordBatch
  ) throws(DecodingFailure) {
    guard (held ?? range).count <= recordLimit else { throw .recordTooLarge(limit: recordLimit) }
    let start = batch.bytes.count
    batch.bytes.append(contentsOf: bytes[range])
    var fault = fault
    fault?.offset -= range.lowerBound
    batch.entries.append(
      RecordBatch.Entry(
        kind: fault == nil ? .value : .invalid, payload: start..<batch.bytes.count, fault: fault))
  }
}

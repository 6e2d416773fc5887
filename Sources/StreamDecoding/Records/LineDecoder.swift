/// Cuts text into lines, each with its line end (LF, or CR and LF), so that the lines joined are the
/// text. A byte order mark at the start is dropped.
public struct LineDecoder: RecordDecoder {
  private let recordLimit: Int
  private var mark = ByteOrderMark()
  private var hasFailed = false
  /// A line whose end has not arrived.
  private var carry: [UInt8] = []

  /// A decoder; a line with more than `recordLimit` bytes, its end included, is an error.
  public init(recordLimit: Int = 16 << 20) {
    self.recordLimit = recordLimit
  }

  /// Forgets what the last connection left unfinished.
  public mutating func startConnection() {
    self = LineDecoder(recordLimit: recordLimit)
  }

  /// Decodes one body part and appends its lines to `batch`.
  public mutating func decode(
    _ part: UnsafeRawBufferPointer, into batch: inout RecordBatch
  ) throws(DecodingFailure) {
    guard !hasFailed else { return }
    let part = mark.strip(part, into: &carry)
    do throws(DecodingFailure) {
      try decodeLines(of: part, into: &batch)
    } catch {
      carry = []
      hasFailed = true
      throw error
    }
  }

  /// A last line without its end is a line like any other.
  public mutating func finish(into batch: inout RecordBatch) throws(DecodingFailure) {
    mark.finish(into: &carry)
    let start = batch.bytes.count
    batch.takeOver(&carry)
    startConnection()
    guard batch.bytes.count > start else { return }
    try append(start..<batch.bytes.count, to: &batch)
  }

  private mutating func decodeLines(
    of part: UnsafeRawBufferPointer, into batch: inout RecordBatch
  ) throws(DecodingFailure) {
    var end = firstIndex(of: 0x0A, in: part, from: 0)
    guard end < part.count else { return try keep(part[...]) }
    var start = batch.bytes.count
    batch.takeOver(&carry)
    let base = batch.bytes.count
    batch.bytes.append(contentsOf: part)
    var rest = 0
    while end < part.count {
      rest = end + 1
      try append(start..<base + rest, to: &batch)
      start = base + rest
      end = firstIndex(of: 0x0A, in: part, from: rest)
    }
    try keep(part[rest...])
  }

  private mutating func keep(_ rest: Slice<UnsafeRawBufferPointer>) throws(DecodingFailure) {
    guard carry.count + rest.count <= recordLimit else {
      throw .recordTooLarge(limit: recordLimit)
    }
    carry.append(contentsOf: rest)
  }

  private func append(_ line: Range<Int>, to batch: inout RecordBatch) throws(DecodingFailure) {
    guard line.count <= recordLimit else { throw .recordTooLarge(limit: recordLimit) }
    batch.entries.append(RecordBatch.Entry(kind: .text, payload: line))
  }
}

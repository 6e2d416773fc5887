/// Decodes JSON values, one a line. Lines end in LF (a CR before it is white space); blank lines
/// are skipped; a bad line is one invalid record, and reading goes on after it.
public struct NDJSONDecoder: RecordDecoder {
  private let recordLimit: Int
  private var mark = ByteOrderMark()
  private var hasFailed = false
  /// A line whose end has not arrived.
  private var carry: [UInt8] = []

  /// A decoder; a line with more than `recordLimit` bytes is an error.
  public init(recordLimit: Int = 16 << 20) {
    self.recordLimit = recordLimit
  }

  /// Forgets what the last connection left unfinished.
  public mutating func startConnection() {
    mark = ByteOrderMark()
    hasFailed = false
    carry = []
  }

  /// Decodes one body part and appends its records to `batch`.
  public mutating func decode(
    _ part: UnsafeRawBufferPointer, into batch: inout RecordBatch
  ) throws(DecodingFailure) {
    guard !hasFailed else { return }
    let part = mark.strip(part, into: &carry)
    do throws(DecodingFailure) {
      guard firstIndex(of: 0x0A, in: part, from: 0) < part.count else { return try keep(part) }
      let start = batch.bytes.count
      batch.takeOver(&carry)
      let searched = batch.bytes.count
      batch.bytes.append(contentsOf: part)
      try decodeLines(from: start, searched: searched, of: &batch)
    } catch {
      carry = []
      hasFailed = true
      throw error
    }
  }

  /// A last line without its LF is a record like any other.
  public mutating func finish(into batch: inout RecordBatch) throws(DecodingFailure) {
    mark.finish(into: &carry)
    let line = carry
    startConnection()
    let start = batch.bytes.count
    batch.bytes.append(contentsOf: line)
    let limit = recordLimit
    let result = line.withUnsafeBytes { line in
      Result { () throws(DecodingFailure) in
        try Self.take(line, 0..<line.count, at: start, into: &batch.entries, limit: limit)
      }
    }
    try result.get()
  }

  private mutating func keep(_ rest: UnsafeRawBufferPointer) throws(DecodingFailure) {
    guard carry.count + rest.count <= recordLimit + 1 else {
      throw .recordTooLarge(limit: recordLimit)
    }
    carry.append(contentsOf: rest)
  }

  /// Takes the lines that stand in the batch from `start` on, the first without LF up to
  /// `searched`, and keeps the unfinished last one.
  private mutating func decodeLines(
    from start: Int, searched: Int, of batch: inout RecordBatch
  ) throws(DecodingFailure) {
    let bytes = batch.bytes
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(DecodingFailure) in
        var start = start
        var end = firstIndex(of: 0x0A, in: bytes, from: searched)
        while end < bytes.count {
          try Self.take(bytes, start..<end, at: 0, into: &batch.entries, limit: recordLimit)
          start = end + 1
          end = firstIndex(of: 0x0A, in: bytes, from: start)
        }
        try keep(UnsafeRawBufferPointer(rebasing: bytes[start...]))
      }
    }
    try result.get()
  }

  /// Reads the line `range` of `bytes`, which stand at `offset` of the batch.
  @inline(__always)
  private static func take(
    _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, at offset: Int,
    into entries: inout [RecordBatch.Entry], limit: Int
  ) throws(DecodingFailure) {
    // One byte for the CR of the line end. A blank line counts, too: cut, it would be held.
    guard range.count <= limit + 1 else { throw .recordTooLarge(limit: limit) }
    let trimmed = trimWhiteSpace(bytes, range)
    guard !trimmed.isEmpty else { return }
    guard trimmed.count <= limit else { throw .recordTooLarge(limit: limit) }
    let fault = JSONScanner.fault(in: UnsafeRawBufferPointer(rebasing: bytes[trimmed]))
    let payload = offset + trimmed.lowerBound..<offset + trimmed.upperBound
    entries.append(
      RecordBatch.Entry(kind: fault == nil ? .value : .invalid, payload: payload, fault: fault))
  }
}

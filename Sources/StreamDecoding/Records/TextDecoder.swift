/// Cuts text into pieces of whole characters: a UTF-8 sequence that is cut between two parts comes
/// with the second one. A byte order mark at the start is dropped.
public struct TextDecoder: RecordDecoder {
  private var mark = ByteOrderMark()
  /// The start of a sequence, at most three bytes.
  private var held: [UInt8] = []

  /// A decoder at the start of a text.
  public init() {}

  /// Forgets what the last connection left unfinished.
  public mutating func startConnection() {
    self = TextDecoder()
  }

  /// Decodes one body part and appends its records to `batch`.
  public mutating func decode(
    _ part: UnsafeRawBufferPointer, into batch: inout RecordBatch
  ) {
    let part = mark.strip(part, into: &held)
    let start = batch.bytes.count
    batch.bytes.append(contentsOf: held)
    batch.bytes.append(contentsOf: part)
    let end = batch.bytes.withUnsafeBytes { Self.wholeEnd(of: $0, from: start) }
    held.removeAll(keepingCapacity: true)
    held.append(contentsOf: batch.bytes[end...])
    append(start..<end, to: &batch)
  }

  /// A sequence that never got its end is given as it is (shown as U+FFFD).
  public mutating func finish(into batch: inout RecordBatch) {
    mark.finish(into: &held)
    let rest = held
    startConnection()
    let start = batch.bytes.count
    batch.bytes.append(contentsOf: rest)
    append(start..<batch.bytes.count, to: &batch)
  }

  private func append(_ range: Range<Int>, to batch: inout RecordBatch) {
    guard !range.isEmpty else { return }
    batch.entries.append(RecordBatch.Entry(kind: .text, payload: range))
  }

  /// Where a sequence starts that the end of the bytes cuts, or the end.
  private static func wholeEnd(of bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    for index in (max(start, bytes.count - 3)..<bytes.count).reversed() {
      // A continuation byte: the lead is further to the left.
      if bytes[index] & 0xC0 == 0x80 { continue }
      return UTF8Sequence(bytes, at: index) == .cut ? index : bytes.count
    }
    return bytes.count
  }
}

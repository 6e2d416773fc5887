/// Decodes Server-Sent Events to the letter of the standard; comments are records of their own.
///
/// Source: WHATWG HTML, 9.2.5 "Parsing an event stream" and 9.2.6 "Interpreting an event stream".
public struct SSEDecoder: RecordDecoder {
  /// The last event ID as committed by the last blank line, in bytes.
  public private(set) var lastEventID: [UInt8]
  /// The last accepted `retry` field, in milliseconds.
  public private(set) var reconnectionTime: Int?

  private let recordLimit: Int
  private var mark = ByteOrderMark()
  private var hasFailed = false
  /// A line whose end has not arrived.
  private var carry: [UInt8] = []
  /// The last part ended in CR: an LF at the start of the next one belongs to it.
  private var skipsLineFeed = false
  private var event = PendingEvent()
  /// Where the last event ID stands in the batch at hand, once it does.
  private var committed: Range<Int>?
  private var hasNewID = false

  /// A decoder; an event with more than `recordLimit` bytes of data, or a line that much longer than
  /// its field name, is an error. `lastEventID` is the ID the request carried.
  public init(recordLimit: Int = 16 << 20, lastEventID: [UInt8] = []) {
    self.recordLimit = recordLimit
    self.lastEventID = lastEventID
  }

  /// Forgets what the last connection left unfinished.
  public mutating func startConnection() {
    mark = ByteOrderMark()
    hasFailed = false
    carry = []
    skipsLineFeed = false
    event = PendingEvent()
  }

  /// Discards an unfinished line and an unfinished event, its ID included.
  public mutating func finish(into batch: inout RecordBatch) {
    startConnection()
  }

  /// Decodes one body part and appends its records to `batch`.
  public mutating func decode(
    _ part: UnsafeRawBufferPointer, into batch: inout RecordBatch
  ) throws(DecodingFailure) {
    guard !hasFailed else { return }
    committed = nil
    do throws(DecodingFailure) {
      try decodeLines(of: withoutPrefix(part), into: &batch)
    } catch {
      keepID(from: batch)
      startConnection()
      hasFailed = true
      throw error
    }
    keepID(from: batch)
    event.keep(from: batch)
  }

  /// The part without what belongs to the byte order mark or to the line end before it.
  private mutating func withoutPrefix(_ part: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var (skip, heldBack) = mark.strip(part)
    if heldBack > 0 { carry.append(contentsOf: ByteOrderMark.bytes.prefix(heldBack)) }
    if skipsLineFeed, skip < part.count {
      if part[skip] == 0x0A { skip += 1 }
      skipsLineFeed = false
    }
    return UnsafeRawBufferPointer(rebasing: part[skip...])
  }

  private mutating func decodeLines(
    of part: UnsafeRawBufferPointer, into batch: inout RecordBatch
  ) throws(DecodingFailure) {
    var ends = LineEnds(part)
    guard var end = ends.next(from: 0) else { return try keep(part) }
    let first = batch.bytes.count
    batch.takeOver(&carry)
    let base = batch.bytes.count
    batch.bytes.append(contentsOf: part)
    var start = 0
    if first < base {
      try takeCarriedLine(first..<base + end, into: &batch)
      start = lineStart(after: end, in: part)
    }
    while let next = ends.next(from: start) {
      end = next
      let line = UnsafeRawBufferPointer(rebasing: part[start..<end])
      try take(line, at: base + start, into: &batch)
      start = lineStart(after: end, in: part)
    }
    try keep(UnsafeRawBufferPointer(rebasing: part[start...]))
  }

  @inline(__always)
  private mutating func lineStart(after end: Int, in part: UnsafeRawBufferPointer) -> Int {
    guard part[end] == 0x0D else { return end + 1 }
    guard end + 1 < part.count else {
      skipsLineFeed = true
      return end + 1
    }
    return part[end + 1] == 0x0A ? end + 2 : end + 1
  }

  private mutating func keep(_ rest: UnsafeRawBufferPointer) throws(DecodingFailure) {
    guard carry.count + rest.count <= lineLimit else { throw tooLarge }
    carry.append(contentsOf: rest)
  }

  /// Interprets the line that stands in the batch whole, now that its end is there.
  private mutating func takeCarriedLine(
    _ range: Range<Int>, into batch: inout RecordBatch
  ) throws(DecodingFailure) {
    let bytes = batch.bytes
    let result = bytes.withUnsafeBytes { bytes in
      let line = UnsafeRawBufferPointer(rebasing: bytes[range])
      return Result { () throws(DecodingFailure) in
        try take(line, at: range.lowerBound, into: &batch)
      }
    }
    try result.get()
  }

  /// `data: ` may stand before the largest record.
  private var lineLimit: Int { recordLimit + 6 }

  private var tooLarge: DecodingFailure { .recordTooLarge(limit: recordLimit) }

  /// Interprets one line, which stands at `offset` of the batch.
  @inline(__always)
  private mutating func take(
    _ line: UnsafeRawBufferPointer, at offset: Int, into batch: inout RecordBatch
  ) throws(DecodingFailure) {
    guard let first = line.first else { return dispatch(into: &batch) }
    guard line.count <= lineLimit else { throw tooLarge }
    switch first {
    case UInt8(ascii: "d"):
      guard let value = Self.value(of: "data", in: line) else { return }
      let range = offset + value..<offset + line.count
      guard event.appendData(range, of: batch, limit: recordLimit) else { throw tooLarge }
    case UInt8(ascii: ":"):
      let payload = offset + 1..<offset + line.count
      batch.entries.append(RecordBatch.Entry(kind: .comment, payload: payload))
    case UInt8(ascii: "e"):
      guard let value = Self.value(of: "event", in: line) else { return }
      event.type = .batch(offset + value..<offset + line.count)
    case UInt8(ascii: "i"):
      guard let value = Self.value(of: "id", in: line) else { return }
      guard firstIndex(of: 0, in: line, from: value) == line.count else { return }
      event.id = .batch(offset + value..<offset + line.count)
    case UInt8(ascii: "r"):
      guard let value = Self.value(of: "retry", in: line) else { return }
      reconnectionTime = Self.milliseconds(line[value...]) ?? reconnectionTime
    default: break
    }
  }

  /// Where the value of a line starts whose field is exactly `name`, or nil.
  @inline(__always)
  private static func value(of name: StaticString, in line: UnsafeRawBufferPointer) -> Int? {
    let length = name.utf8CodeUnitCount
    guard line.count >= length else { return nil }
    for index in 1..<length where line[index] != name.utf8Start[index] { return nil }
    guard line.count > length else { return length }
    guard line[length] == UInt8(ascii: ":") else { return nil }
    return line.count > length + 1 && line[length + 1] == 0x20 ? length + 2 : length + 1
  }

  /// The value of ASCII digits and nothing else.
  private static func milliseconds(_ digits: Slice<UnsafeRawBufferPointer>) -> Int? {
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(String(decoding: digits, as: UTF8.self)) ?? .max
  }

  /// A blank line: commits the ID, and dispatches the event if it has data.
  @inline(__always)
  private mutating func dispatch(into batch: inout RecordBatch) {
    if let id = event.takeID(into: &batch) {
      committed = id
      hasNewID = true
    }
    if let (data, type) = event.takeEvent(into: &batch) {
      let id = committedID(in: &batch)
      batch.entries.append(RecordBatch.Entry(kind: .event, payload: data, type: type, id: id))
    }
  }

  @inline(__always)
  private mutating func committedID(in batch: inout RecordBatch) -> Range<Int> {
    if let committed { return committed }
    let start = batch.bytes.count
    batch.bytes.append(contentsOf: lastEventID)
    committed = start..<batch.bytes.count
    return start..<batch.bytes.count
  }

  private mutating func keepID(from batch: RecordBatch) {
    guard hasNewID, let committed else { return }
    lastEventID.removeAll(keepingCapacity: true)
    lastEventID.append(contentsOf: batch.bytes[committed])
    hasNewID = false
  }
}

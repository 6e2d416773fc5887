/// Decodes Server-Sent Events to the letter of the standard; comments are entries of their own, and
/// so is what the standard discards.
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
  /// How much of the body has come, without a byte order mark.
  private var received = 0
  /// Where in the body the event begins whose blank line has not arrived; nil between events.
  private var eventStart: Int?
  private var unknown = UnknownLines()
  /// Where the last event ID stands in the batch at hand, once it does.
  private var committed: Range<Int>?
  private var hasNewID = false
  /// From a place in the batch at hand to one in the body.
  private var shift = 0

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
    unknown = UnknownLines()
    received = 0
    eventStart = nil
  }

  /// Discards an unfinished line and an unfinished event, its ID included.
  public mutating func finish(into batch: inout RecordBatch) {
    let start = batch.bytes.count
    event.appendText(to: &batch)
    batch.bytes.append(contentsOf: carry)
    let payload = start..<batch.bytes.count
    if !payload.isEmpty {
      let isEvent = eventStart != nil || SSEField.isBeginning(carry)
      let discard = Discard(
        byteCount: eventStart.map { received - $0 } ?? carry.count,
        reason: isEvent ? .unfinishedEvent : .unknownField)
      batch.entries.append(RecordBatch.Entry(discard, payload: payload))
    }
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
    received -= carry.count
    let part = mark.strip(part, into: &carry)
    received += carry.count
    guard skipsLineFeed, let first = part.first else { return part }
    skipsLineFeed = false
    return first == 0x0A ? UnsafeRawBufferPointer(rebasing: part.dropFirst()) : part
  }

  private mutating func decodeLines(
    of part: UnsafeRawBufferPointer, into batch: inout RecordBatch
  ) throws(DecodingFailure) {
    var ends = LineEnds(part)
    received += part.count
    guard var end = ends.next(from: 0) else { return try keep(part) }
    let first = batch.bytes.count
    batch.takeOver(&carry)
    let base = batch.bytes.count
    batch.bytes.append(contentsOf: part)
    shift = received - batch.bytes.count
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
    unknown.end(at: base + start, in: &batch)
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
    guard let first = line.first else { return dispatch(at: offset, into: &batch) }
    guard line.count <= lineLimit else { throw tooLarge }
    switch first {
    case UInt8(ascii: "d"):
      guard let value = SSEField.value(of: "data", in: line) else { break }
      let range = offset + value..<offset + line.count
      guard event.appendData(range, of: batch, limit: recordLimit) else { throw tooLarge }
      return belongsToEvent(at: offset, in: &batch)
    case UInt8(ascii: ":"):
      unknown.end(at: offset, in: &batch)
      let payload = offset + 1..<offset + line.count
      batch.entries.append(RecordBatch.Entry(kind: .comment, payload: payload))
      return
    case UInt8(ascii: "e"):
      guard let value = SSEField.value(of: "event", in: line) else { break }
      event.type = .batch(offset + value..<offset + line.count)
      return belongsToEvent(at: offset, in: &batch)
    case UInt8(ascii: "i"):
      guard let value = SSEField.value(of: "id", in: line) else { break }
      guard firstIndex(of: 0, in: line, from: value) == line.count else {
        return discard(line, at: offset, .badID, in: &batch)
      }
      event.id = .batch(offset + value..<offset + line.count)
      return belongsToEvent(at: offset, in: &batch)
    case UInt8(ascii: "r"):
      guard let value = SSEField.value(of: "retry", in: line) else { break }
      guard let time = SSEField.milliseconds(line[value...]) else {
        return discard(line, at: offset, .badReconnectionTime, in: &batch)
      }
      reconnectionTime = time
      return unknown.end(at: offset, in: &batch)
    default: break
    }
    unknown.add(at: offset)
  }

  @inline(__always)
  private mutating func belongsToEvent(at offset: Int, in batch: inout RecordBatch) {
    unknown.end(at: offset, in: &batch)
    if eventStart == nil { eventStart = offset + shift }
  }

  private mutating func discard(
    _ line: UnsafeRawBufferPointer, at offset: Int, _ reason: Discard.Reason,
    in batch: inout RecordBatch
  ) {
    unknown.end(at: offset, in: &batch)
    // With the line feed that ends it.
    let discard = Discard(byteCount: line.count + 1, reason: reason)
    batch.entries.append(RecordBatch.Entry(discard, payload: offset..<offset + line.count))
  }

  /// A blank line: commits the ID, and dispatches the event if it has data.
  @inline(__always)
  private mutating func dispatch(at offset: Int, into batch: inout RecordBatch) {
    guard let start = eventStart else { return }
    eventStart = nil
    unknown.end(at: offset, in: &batch)
    if let id = event.takeID(into: &batch) {
      committed = id
      hasNewID = true
    }
    let type = event.takeType(into: &batch)
    if let data = event.takeData(into: &batch) {
      let id = committedID(in: &batch)
      batch.entries.append(
        RecordBatch.Entry(kind: .event, payload: data, type: type ?? 0..<0, id: id))
    } else if let type {
      discardEvent(of: type, byteCount: offset + shift + 1 - start, in: &batch)
    }
  }

  private func discardEvent(of type: Range<Int>, byteCount: Int, in batch: inout RecordBatch) {
    let start = batch.bytes.count
    batch.bytes.append(contentsOf: "event: ".utf8)
    batch.bytes.append(contentsOf: batch.bytes[type])
    let discard = Discard(byteCount: byteCount, reason: .withoutData)
    batch.entries.append(RecordBatch.Entry(discard, payload: start..<batch.bytes.count))
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

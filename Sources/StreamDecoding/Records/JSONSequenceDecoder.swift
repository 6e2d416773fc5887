/// Decodes JSON text sequences: a record separator (0x1E), a JSON text, a line feed.
///
/// A value is given as soon as its line feed is there. After a fault the record reaches to the next
/// separator, where reading goes on. A number or literal that no white space ends may be cut short
/// and is invalid. Source: RFC 7464.
public struct JSONSequenceDecoder: RecordDecoder, PendingTextDecoder {
  private static let separator: UInt8 = 0x1E

  private enum State {
    /// Before a separator, or after a record: only white space or a separator may come.
    case outside(RecordFault.Reason)
    /// After a separator.
    case atStart
    /// The value starts at the first pending byte.
    case inValue
    /// The value ends at `end`; up to `searched` there is only white space.
    case afterValue(end: Int, searched: Int)
    /// The invalid record starts at the first pending byte; no separator stands before `searched`.
    case skipping(RecordFault, searched: Int)
  }

  var pending: PendingText
  private var scanner = JSONScanner()
  private var state = State.outside(.missingSeparator)

  /// A decoder; a JSON text with more than `recordLimit` bytes is an error.
  public init(recordLimit: Int = 16 << 20) {
    pending = PendingText(recordLimit: recordLimit)
  }

  /// Forgets what the last connection left unfinished.
  public mutating func startConnection() {
    self = JSONSequenceDecoder(recordLimit: pending.recordLimit)
  }

  /// Decodes one body part and appends its records to `batch`.
  public mutating func decode(
    _ part: UnsafeRawBufferPointer, into batch: inout RecordBatch
  ) throws(DecodingFailure) {
    try read(part, into: &batch)
  }

  /// A last text without its line feed counts if it is surely complete.
  public mutating func finish(into batch: inout RecordBatch) throws(DecodingFailure) {
    try readEnd(into: &batch)
  }

  mutating func shift(by count: Int) {
    scanner.dropPrefix(count)
    switch state {
    case .outside, .atStart, .inValue: break
    case .afterValue(let end, let searched):
      state = .afterValue(end: end - count, searched: searched - count)
    case .skipping(var fault, let searched):
      fault.offset -= count
      state = .skipping(fault, searched: searched - count)
    }
  }

  /// Takes one step from `cursor` on; false when more bytes are needed.
  mutating func advance(
    _ cursor: inout Int, in bytes: UnsafeRawBufferPointer, isFinal: Bool,
    into batch: inout RecordBatch
  ) throws(DecodingFailure) -> Bool {
    switch state {
    case .outside, .atStart:
      return begin(&cursor, in: bytes)
    case .inValue:
      return scan(in: bytes, from: cursor, isFinal: isFinal)
    case .afterValue(let end, let searched):
      return try endValue(
        &cursor, at: end, searched: searched, in: bytes, isFinal: isFinal, into: &batch)
    case .skipping(let fault, let searched):
      let end = firstIndex(of: Self.separator, in: bytes, from: max(searched, cursor))
      guard end < bytes.count || isFinal else {
        state = .skipping(fault, searched: bytes.count)
        return false
      }
      let record = trimWhiteSpace(bytes, cursor..<end)
      try pending.emit(record, of: cursor..<end, fault: fault, into: &batch)
      cursor = end
      state = .outside(.trailingBytes)
      return true
    }
  }

  private mutating func begin(_ cursor: inout Int, in bytes: UnsafeRawBufferPointer) -> Bool {
    cursor = skipWhiteSpace(bytes, from: cursor)
    guard cursor < bytes.count else { return false }
    if bytes[cursor] == Self.separator {
      cursor += 1
      state = .atStart
    } else if case .outside(let reason) = state {
      state = .skipping(RecordFault(offset: cursor, reason: reason), searched: cursor)
    } else {
      scanner = JSONScanner(position: cursor)
      state = .inValue
    }
    return true
  }

  private mutating func scan(
    in bytes: UnsafeRawBufferPointer, from start: Int, isFinal: Bool
  ) -> Bool {
    scanner.sweep(in: bytes, from: start)
    while true {
      switch scanner.step(in: bytes, isFinal: isFinal) {
      case .token: continue
      case .needsMore: return false
      case .finished:
        state = .afterValue(end: scanner.position, searched: scanner.position)
        return true
      case .fault(var fault):
        // The next record begins inside this one: what is wrong is that this one was cut.
        if fault.offset < bytes.count, bytes[fault.offset] == Self.separator {
          fault.reason = .unexpectedEnd
        }
        state = .skipping(fault, searched: fault.offset)
        return true
      }
    }
  }

  /// Looks for what makes the value that ends at `end` a record: LF, a separator, the stream's end.
  private mutating func endValue(
    _ cursor: inout Int, at end: Int, searched: Int, in bytes: UnsafeRawBufferPointer,
    isFinal: Bool, into batch: inout RecordBatch
  ) throws(DecodingFailure) -> Bool {
    var next = searched
    while next < bytes.count, bytes[next] != 0x0A, isWhiteSpace(bytes[next]) { next += 1 }
    guard next < bytes.count || isFinal else {
      state = .afterValue(end: end, searched: next)
      return false
    }
    let isEnded = next == bytes.count || bytes[next] == Self.separator
    if !isEnded, bytes[next] != 0x0A {
      state = .skipping(RecordFault(offset: next, reason: .trailingBytes), searched: next)
      return true
    }
    let isScalar = !Self.isClosed(by: bytes[end - 1])
    let fault =
      isEnded && isScalar && next == end
      ? RecordFault(offset: end, reason: .maybeTruncated) : nil
    try pending.emit(cursor..<end, of: cursor..<next, fault: fault, into: &batch)
    cursor = next
    state = .outside(.trailingBytes)
    return true
  }

  /// Strings, arrays and objects show their own end.
  private static func isClosed(by byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
  }
}

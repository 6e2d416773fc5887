/// Decodes JSON values that follow each other, with or without white space between them, or the
/// elements of an array as they arrive. Values may span lines.
///
/// After a fault the rest of the line is part of the invalid record, and reading goes on with the
/// next line.
public struct JSONValueDecoder: RecordDecoder, PendingTextDecoder {
  /// What an array at the top level is.
  public enum TopLevelArrays: Sendable, Hashable {
    /// A value like any other.
    case areValues
    /// If the first value is an array, the elements of all top-level arrays are the records.
    case areOpenedIfFirst
  }

  private enum State {
    case between
    /// The value starts at the first pending byte.
    case inValue
    /// The invalid record starts at the first pending byte; no LF stands before `searched`.
    case skipping(RecordFault, searched: Int)
  }

  /// Where we stand among the elements of a top-level array.
  private enum ArrayPlace {
    case outside, atStart, afterElement, afterComma
    /// After an invalid record: a comma, an element or the end may come.
    case anywhere
  }

  private let arrays: TopLevelArrays
  var pending: PendingText
  private var scanner = JSONScanner()
  private var state = State.between
  /// Whether top-level arrays are opened; nil until the first value says so.
  private var opensArrays: Bool?
  private var place = ArrayPlace.outside

  /// A decoder; a value with more than `recordLimit` bytes is an error.
  public init(recordLimit: Int = 16 << 20, arrays: TopLevelArrays = .areOpenedIfFirst) {
    self.arrays = arrays
    pending = PendingText(recordLimit: recordLimit)
  }

  /// Forgets what the last connection left unfinished.
  public mutating func startConnection() {
    self = JSONValueDecoder(recordLimit: pending.recordLimit, arrays: arrays)
  }

  /// Decodes one body part and appends its records to `batch`.
  public mutating func decode(
    _ part: UnsafeRawBufferPointer, into batch: inout RecordBatch
  ) throws(DecodingFailure) {
    try read(part, into: &batch)
  }

  /// A value or array that never ended is an invalid record.
  public mutating func finish(into batch: inout RecordBatch) throws(DecodingFailure) {
    try readEnd(into: &batch)
  }

  mutating func shift(by count: Int) {
    scanner.dropPrefix(count)
    if case .skipping(var fault, let searched) = state {
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
    case .between:
      cursor = skipWhiteSpace(bytes, from: cursor)
      guard cursor < bytes.count else {
        if isFinal { try reportOpenArray(at: cursor, into: &batch) }
        return false
      }
      begin(&cursor, byte: bytes[cursor])
      return true
    case .inValue:
      return try scan(&cursor, in: bytes, isFinal: isFinal, into: &batch)
    case .skipping(let fault, let searched):
      let end = firstIndex(of: 0x0A, in: bytes, from: max(searched, fault.offset))
      guard end < bytes.count || isFinal else {
        state = .skipping(fault, searched: bytes.count)
        return false
      }
      let record = trimWhiteSpace(bytes, cursor..<end)
      try pending.emit(record, of: cursor..<end, fault: fault, into: &batch)
      cursor = end
      endRecord(isValid: false)
      return true
    }
  }

  /// Starts a value, or takes the punctuation of an opened array.
  private mutating func begin(_ cursor: inout Int, byte: UInt8) {
    let isBracket = byte == UInt8(ascii: "[")
    let opens = opensArrays ?? (isBracket && arrays == .areOpenedIfFirst)
    opensArrays = opens
    switch (place, byte) {
    case (.outside, _) where opens && isBracket:
      place = .atStart
      cursor += 1
    case (.atStart, UInt8(ascii: "]")), (.afterElement, UInt8(ascii: "]")),
      (.anywhere, UInt8(ascii: "]")):
      place = .outside
      cursor += 1
    case (.afterElement, UInt8(ascii: ",")), (.anywhere, UInt8(ascii: ",")):
      place = .afterComma
      cursor += 1
    case (.afterElement, _):
      state = .skipping(RecordFault(offset: cursor, reason: .expectedCommaOrEnd), searched: cursor)
    default:
      scanner = JSONScanner(position: cursor)
      state = .inValue
    }
  }

  private mutating func scan(
    _ cursor: inout Int, in bytes: UnsafeRawBufferPointer, isFinal: Bool,
    into batch: inout RecordBatch
  ) throws(DecodingFailure) -> Bool {
    scanner.sweep(in: bytes, from: cursor)
    while true {
      switch scanner.step(in: bytes, isFinal: isFinal) {
      case .token: continue
      case .needsMore: return false
      case .finished:
        try pending.emit(cursor..<scanner.position, into: &batch)
        cursor = scanner.position
        endRecord(isValid: true)
        return true
      case .fault(let fault):
        state = .skipping(fault, searched: cursor)
        return true
      }
    }
  }

  private mutating func endRecord(isValid: Bool) {
    state = .between
    if place != .outside { place = isValid ? .afterElement : .anywhere }
  }

  private mutating func reportOpenArray(
    at end: Int, into batch: inout RecordBatch
  ) throws(DecodingFailure) {
    // After an invalid record the loss is known already.
    guard place != .outside, place != .anywhere else { return }
    let fault = RecordFault(offset: end, reason: .unexpectedEnd)
    try pending.emit(end..<end, fault: fault, into: &batch)
  }
}

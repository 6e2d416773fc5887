/// A decoder of JSON texts that span lines and parts: what has not ended is kept, and read on from
/// its first byte.
protocol PendingTextDecoder: RecordDecoder {
  var pending: PendingText { get set }

  /// Takes one step from `cursor` on; false when more bytes are needed.
  mutating func advance(
    _ cursor: inout Int, in bytes: UnsafeRawBufferPointer, isFinal: Bool,
    into batch: inout RecordBatch
  ) throws(DecodingFailure) -> Bool

  /// The first `count` pending bytes are forgotten: all places are that much lower now.
  mutating func shift(by count: Int)
}

// One copy for each decoder, with its steps inlined.
extension PendingTextDecoder {
  /// Reads one part, as far as its texts have ended.
  @inline(__always)
  mutating func read(
    _ part: UnsafeRawBufferPointer, into batch: inout RecordBatch
  ) throws(DecodingFailure) {
    guard !pending.hasFailed else { return }
    pending.append(part)
    try run(isFinal: false, into: &batch)
  }

  /// Reads what is left at the end of the body.
  @inline(__always)
  mutating func readEnd(into batch: inout RecordBatch) throws(DecodingFailure) {
    guard !pending.hasFailed else { return }
    pending.finish()
    try run(isFinal: true, into: &batch)
    startConnection()
  }

  @inline(__always)
  private mutating func run(
    isFinal: Bool, into batch: inout RecordBatch
  ) throws(DecodingFailure) {
    let bytes = pending.bytes
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(DecodingFailure) in
        var cursor = 0
        while try advance(&cursor, in: bytes, isFinal: isFinal, into: &batch) {}
        return cursor
      }
    }
    do throws(DecodingFailure) {
      let count = try result.get()
      try pending.dropPrefix(count)
      shift(by: count)
    } catch {
      pending.fail()
      throw error
    }
  }
}

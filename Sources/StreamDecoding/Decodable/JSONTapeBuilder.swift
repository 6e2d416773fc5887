/// Gathers the tokens of a tape, in memory that the tape then owns.
struct JSONTapeBuilder: JSONTokenSink {
  private var tokens: UnsafeMutablePointer<JSONTape.Token>
  private var capacity: Int
  private var count = 0
  /// The innermost open container.
  private var parent = 0

  static func tokens(
    of bytes: UnsafeRawBufferPointer
  ) throws(JSONRecordFailure) -> UnsafeMutablePointer<JSONTape.Token> {
    guard bytes.count < UInt32.max else { throw JSONRecordFailure(reason: .tooLarge) }
    var builder = JSONTapeBuilder(capacity: bytes.count / 6 + 4)
    if JSONSweep.accepts(bytes, into: &builder) { return builder.tokens }
    builder.tokens.deallocate()
    return try scannedTokens(of: bytes)
  }

  /// The slow way: finds the fault, or takes what is too deep for a sweep.
  private static func scannedTokens(
    of bytes: UnsafeRawBufferPointer
  ) throws(JSONRecordFailure) -> UnsafeMutablePointer<JSONTape.Token> {
    if let fault = JSONScanner.fault(in: bytes) {
      throw JSONRecordFailure(reason: .invalid(fault))
    }
    var builder = JSONTapeBuilder(capacity: bytes.count / 6 + 4)
    var scanner = JSONScanner()
    while case .token(let token) = scanner.next(in: bytes) {
      builder.take(
        token.kind, from: token.range.lowerBound, to: token.range.upperBound, isPlain: false)
    }
    return builder.tokens
  }

  /// A token for six bytes is more than most texts have.
  private init(capacity: Int) {
    self.capacity = capacity
    tokens = .allocate(capacity: capacity)
  }

  @inline(__always)
  mutating func take(_ kind: JSONToken.Kind, from start: Int, to end: Int, isPlain: Bool) {
    if kind == .objectEnd || kind == .arrayEnd {
      tokens[parent].end = UInt32(truncatingIfNeeded: end)
      tokens[parent].next = UInt32(truncatingIfNeeded: count)
      parent = Int(tokens[parent].parent)
      return
    }
    if count == capacity { grow() }
    let ordinal = count == 0 ? 0 : tokens[parent].count
    tokens[count] = JSONTape.Token(
      kind: kind, isPlain: isPlain, start: UInt32(truncatingIfNeeded: start),
      end: UInt32(truncatingIfNeeded: end), next: UInt32(truncatingIfNeeded: count + 1), count: 0,
      parent: UInt32(truncatingIfNeeded: parent), ordinal: ordinal)
    if count > 0, kind != .key { tokens[parent].count = ordinal + 1 }
    if kind == .objectStart || kind == .arrayStart { parent = count }
    count += 1
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<JSONTape.Token>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: tokens, count: count)
    tokens.deallocate()
    tokens = larger
    capacity *= 2
  }
}

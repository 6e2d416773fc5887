/// Undoes deflate, no more than a piece at a time, however much a part of the input becomes.
/// Source: RFC 1951.
struct Inflation: Sendable {
  /// The bytes are not what deflate makes.
  struct Damage: Error {}

  private enum State {
    case blockHead
    case stored(Int)
    case coded(literals: HuffmanCode, distances: HuffmanCode)
    case done
  }

  private static let pieceSize = 64 << 10
  private static let windowSize = 32 << 10
  private static let longestMatch = 258

  var reader = BitReader()
  private var state = State.blockHead
  private var isLastBlock = false
  /// What matches may point back to, then the piece that is being made; both end at `filled`. A
  /// match may go past the piece's size.
  private var output = [UInt8](repeating: 0, count: windowSize + pieceSize + longestMatch)
  private var start = 0
  private var filled = 0

  var isDone: Bool { if case .done = state { true } else { false } }

  /// Another run of blocks follows in the same input.
  mutating func restart() {
    reader.align()
    state = .blockHead
    isLastBlock = false
    filled = 0
  }

  /// The next piece; empty where more input is needed, or nothing follows.
  mutating func next() throws(Damage) -> ArraySlice<UInt8> {
    if filled > Self.windowSize {
      output.withUnsafeMutableBytes { output in
        let window = UnsafeRawBufferPointer(rebasing: output[filled - Self.windowSize..<filled])
        output.copyMemory(from: window)
      }
      filled = Self.windowSize
    }
    start = filled
    while filled < start + Self.pieceSize, try step() {}
    return output[start..<filled]
  }

  /// False where it can't go on.
  private mutating func step() throws(Damage) -> Bool {
    switch state {
    case .blockHead:
      let mark = reader.mark
      if try readBlockHead() { return true }
      reader.restore(mark)
      return false
    case .stored(let left):
      let bytes = reader.takeBytes(min(left, start + Self.pieceSize - filled))
      output.replaceSubrange(filled..<filled + bytes.count, with: bytes)
      filled += bytes.count
      if bytes.count == left { endBlock() } else { state = .stored(left - bytes.count) }
      return !bytes.isEmpty || left == 0
    case .coded(let literals, let distances):
      return try copySymbols(literals, distances)
    case .done: return false
    }
  }

  private mutating func endBlock() {
    state = isLastBlock ? .done : .blockHead
  }

  private mutating func readBlockHead() throws(Damage) -> Bool {
    guard let isLast = reader.take(1), let type = reader.take(2) else { return false }
    switch type {
    case 0:
      reader.align()
      guard let length = reader.take(16), let check = reader.take(16) else { return false }
      guard length == ~check & 0xFFFF else { throw Damage() }
      state = .stored(length)
    case 1:
      guard let codes = Self.fixed else { throw Damage() }
      state = .coded(literals: codes.literals, distances: codes.distances)
    case 2:
      guard let codes = try readCodes() else { return false }
      state = .coded(literals: codes.literals, distances: codes.distances)
    default: throw Damage()
    }
    isLastBlock = isLast == 1
    return true
  }

  /// False where more input is needed, or the piece is full.
  private mutating func copySymbols(
    _ literals: HuffmanCode, _ distances: HuffmanCode
  ) throws(Damage) -> Bool {
    var copy = SymbolCopy(
      literals: literals, distances: distances, reader: reader, filled: filled,
      limit: start + Self.pieceSize)
    let isEnd = try output.withUnsafeMutableBufferPointer {
      (output: inout UnsafeMutableBufferPointer<UInt8>) throws(Damage) in
      try copy.run(into: output)
    }
    reader = copy.reader
    filled = copy.filled
    if isEnd { endBlock() }
    return isEnd
  }
}

// The codes themselves.
extension Inflation {
  private typealias Codes = (literals: HuffmanCode, distances: HuffmanCode)

  /// Source: RFC 1951, 3.2.6.
  private static let fixed: Codes? = {
    let runs = [(144, 8), (112, 9), (24, 7), (8, 8)] as [(Int, UInt8)]
    let lengths = runs.flatMap { Array(repeating: $0.1, count: $0.0) }
    guard let literals = HuffmanCode(lengths: lengths),
      let distances = HuffmanCode(lengths: Array(repeating: 5, count: 32))
    else { return nil }
    return (literals, distances)
  }()

  /// The order in which the lengths of the code of lengths stand. Source: RFC 1951, 3.2.7.
  private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  /// Nil where more input is needed.
  private mutating func readCodes() throws(Damage) -> Codes? {
    guard let literals = reader.take(5), let distances = reader.take(5), let own = reader.take(4)
    else { return nil }
    guard literals <= 29, distances <= 29 else { throw Damage() }
    var ownLengths = [UInt8](repeating: 0, count: 19)
    for place in Self.order.prefix(own + 4) {
      guard let length = reader.take(3) else { return nil }
      ownLengths[place] = UInt8(length)
    }
    guard let code = HuffmanCode(lengths: ownLengths) else { throw Damage() }
    let count = (literals + 257, distances + 1)
    guard let lengths = try readLengths(count.0 + count.1, code) else { return nil }
    // Without an end of block there would be no end.
    guard lengths[256] > 0, let first = HuffmanCode(lengths: lengths.prefix(count.0)),
      let second = HuffmanCode(lengths: lengths.dropFirst(count.0))
    else { throw Damage() }
    return (first, second)
  }

  private mutating func readLengths(_ count: Int, _ code: HuffmanCode) throws(Damage) -> [UInt8]? {
    var lengths: [UInt8] = []
    while lengths.count < count {
      reader.refill()
      guard let symbol = try code.next(&reader) else { return nil }
      guard symbol >= 16 else {
        lengths.append(UInt8(symbol))
        continue
      }
      let (bits, base) = symbol == 16 ? (2, 3) : symbol == 17 ? (3, 3) : (7, 11)
      guard let extra = reader.take(bits) else { return nil }
      guard symbol != 16 || !lengths.isEmpty else { throw Damage() }
      let value = symbol == 16 ? lengths[lengths.count - 1] : 0
      lengths += Array(repeating: value, count: base + extra)
    }
    guard lengths.count == count else { throw Damage() }
    return lengths
  }
}

/// A prefix code made from its lengths. Source: RFC 1951, 3.2.2.
struct HuffmanCode: Sendable {
  private static let fastBits = 10

  /// By the next ten bits: the symbol and, in the lowest four bits, its code's length; 0 where the
  /// code is longer.
  private var fast = [UInt16](repeating: 0, count: 1 << fastBits)
  /// How many codes there are of each length.
  private var counts = [Int](repeating: 0, count: 16)
  /// In the order of their codes.
  private var symbols: [UInt16] = []

  /// Nil where the lengths make no code. One that leaves room is one only if it has no more than
  /// one symbol, as in zlib.
  init?(lengths: some Collection<UInt8>) {
    for length in lengths { counts[Int(length)] += 1 }
    counts[0] = 0
    var room = 1
    for length in 1...15 {
      room = room * 2 - counts[length]
      guard room >= 0 else { return nil }
    }
    guard room == 0 || counts.reduce(0, +) <= 1 else { return nil }
    var starts = [Int](repeating: 0, count: 17)
    var codes = [Int](repeating: 0, count: 17)
    for length in 1...15 {
      starts[length + 1] = starts[length] + counts[length]
      codes[length + 1] = (codes[length] + counts[length]) << 1
    }
    symbols = Array(repeating: 0, count: starts[16])
    for (symbol, length) in lengths.enumerated() where length > 0 {
      symbols[starts[Int(length)]] = UInt16(symbol)
      starts[Int(length)] += 1
      enter(UInt16(symbol), code: codes[Int(length)], length: Int(length))
      codes[Int(length)] += 1
    }
  }

  /// The code's bits come highest first, all others lowest first.
  private mutating func enter(_ symbol: UInt16, code: Int, length: Int) {
    guard length <= Self.fastBits else { return }
    var turned = 0
    for bit in 0..<length where code >> bit & 1 == 1 { turned |= 1 << (length - 1 - bit) }
    for place in stride(from: turned, to: 1 << Self.fastBits, by: 1 << length) {
      fast[place] = symbol << 4 | UInt16(length)
    }
  }

  /// The next symbol; nil where its bits aren't all there.
  @inline(__always)
  func next(_ reader: inout BitReader) throws(Inflation.Damage) -> Int? {
    let entry = fast[Int(reader.bits & UInt64(1 << Self.fastBits - 1))]
    guard entry > 0 else { return try long(&reader) }
    let length = Int(entry & 15)
    guard length <= reader.count else { return nil }
    reader.skip(length)
    return Int(entry >> 4)
  }

  private func long(_ reader: inout BitReader) throws(Inflation.Damage) -> Int? {
    var (code, first, start) = (0, 0, 0)
    for length in 1...15 {
      guard length <= reader.count else { return nil }
      code |= Int(reader.bits >> UInt64(length - 1) & 1)
      let count = counts[length]
      if code - first < count {
        reader.skip(length)
        return Int(symbols[start + code - first])
      }
      start += count
      first = (first + count) << 1
      code <<= 1
    }
    throw Inflation.Damage()
  }
}

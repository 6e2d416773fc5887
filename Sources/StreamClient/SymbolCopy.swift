/// Copies what a compressed block's symbols stand for: the part of an inflation that takes the time.
struct SymbolCopy {
  let literals: HuffmanCode
  let distances: HuffmanCode
  var reader: BitReader
  /// How much of the output is there; matches point back into it.
  var filled: Int
  /// Where the output is full; a match that begins before it may go past it.
  let limit: Int

  /// True at the block's end, false where more input is needed, or the output is full.
  mutating func run(
    into output: UnsafeMutableBufferPointer<UInt8>
  ) throws(Inflation.Damage) -> Bool {
    while filled < limit {
      reader.refill()
      let mark = reader.mark
      guard let symbol = try literals.next(&reader) else { return false }
      if symbol < 256 {
        output[filled] = UInt8(truncatingIfNeeded: symbol)
        filled += 1
        continue
      }
      guard symbol > 256 else { return true }
      // One filling, 56 bits, is enough for the 48 of the longest match.
      guard let length = try matchLength(symbol), let distance = try matchDistance() else {
        reader.restore(mark)
        return false
      }
      guard distance <= filled else { throw Inflation.Damage() }
      copyMatch(length: length, distance: distance, in: output)
    }
    return false
  }

  /// A match may reach into itself: what it has copied is copied again.
  private mutating func copyMatch(
    length: Int, distance: Int, in output: UnsafeMutableBufferPointer<UInt8>
  ) {
    let target = UnsafeMutableBufferPointer(rebasing: output[filled..<filled + length])
    let source = UnsafeBufferPointer(rebasing: output[filled - distance..<filled])
    if distance >= length {
      _ = target.update(fromContentsOf: source[..<length])
    } else if distance == 1 {
      target.update(repeating: source[0])
    } else {
      for place in 0..<distance { target[place] = source[place] }
      for place in distance..<length { target[place] = target[place - distance] }
    }
    filled += length
  }

  private mutating func matchLength(_ symbol: Int) throws(Inflation.Damage) -> Int? {
    let index = symbol - 257
    guard index < Self.lengths.count else { throw Inflation.Damage() }
    let (base, extra) = Self.lengths[index]
    return reader.take(extra).map { base + $0 }
  }

  private mutating func matchDistance() throws(Inflation.Damage) -> Int? {
    guard let symbol = try distances.next(&reader) else { return nil }
    guard symbol < Self.distances.count else { throw Inflation.Damage() }
    let (base, extra) = Self.distances[symbol]
    return reader.take(extra).map { base + $0 }
  }

  /// Source: RFC 1951, 3.2.5: 28 lengths in groups of four, the extra bits one more each, and 258.
  private static let lengths = bases(first: 3, plain: 8, group: 4, count: 28) + [(258, 0)]
  private static let distances = bases(first: 1, plain: 4, group: 2, count: 30)

  private static func bases(
    first: Int, plain: Int, group: Int, count: Int
  ) -> [(base: Int, extra: Int)] {
    var base = first
    return (0..<count).map { index in
      let extra = index < plain ? 0 : (index - plain) / group + 1
      defer { base += 1 << extra }
      return (base, extra)
    }
  }
}

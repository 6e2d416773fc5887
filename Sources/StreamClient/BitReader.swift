/// Bits in deflate's order, the lowest first, from bytes that come in parts.
struct BitReader: Sendable {
  /// Where a reading began that may have to wait for more bytes.
  struct Mark {
    fileprivate var position: Int
    fileprivate var bits: UInt64
    fileprivate var count: Int
  }

  private var bytes: [UInt8] = []
  private var position = 0
  /// The next bits; above `count` they are 0.
  private(set) var bits: UInt64 = 0
  private(set) var count = 0

  var mark: Mark { Mark(position: position, bits: bits, count: count) }

  /// How many bytes wait to be read.
  var waiting: Int { bytes.count - position }

  /// Whether every byte has been read.
  var isEmpty: Bool { position == bytes.count && count < 8 }

  mutating func append(_ part: UnsafeRawBufferPointer) {
    bytes.removeFirst(position)
    position = 0
    bytes += part
  }

  mutating func restore(_ mark: Mark) {
    (position, bits, count) = (mark.position, mark.bits, mark.count)
  }

  /// Makes 56 bits ready, or all there are.
  mutating func refill() {
    bytes.withUnsafeBufferPointer { bytes in
      if bytes.count - position >= 8 {
        let word = UnsafeRawBufferPointer(bytes).loadUnaligned(
          fromByteOffset: position, as: UInt64.self)
        bits |= UInt64(littleEndian: word) &<< UInt64(count)
        position &+= (63 &- count) &>> 3
        count |= 56
        bits &= (1 &<< UInt64(count)) &- 1
        return
      }
      while count < 56, position < bytes.count {
        bits |= UInt64(bytes[position]) &<< UInt64(count)
        position += 1
        count += 8
      }
    }
  }

  mutating func skip(_ number: Int) {
    bits &>>= UInt64(number)
    count -= number
  }

  /// Up to 32 bits as a number; nil where they haven't come yet.
  mutating func take(_ number: Int) -> Int? {
    if count < number { refill() }
    guard count >= number else { return nil }
    let value = Int(bits & ((1 &<< UInt64(number)) &- 1))
    skip(number)
    return value
  }

  /// Gives up the rest of a byte that was begun.
  mutating func align() {
    skip(count % 8)
  }

  /// Gives up the bytes of a text to its closing 0; false where that hasn't come yet. Only after
  /// `align`.
  mutating func skipText() -> Bool {
    putBack()
    guard let end = bytes[position...].firstIndex(of: 0) else {
      position = bytes.count
      return false
    }
    position = end + 1
    return true
  }

  private mutating func putBack() {
    position -= count / 8
    (bits, count) = (0, 0)
  }

  /// Whole bytes, no more than asked for; only after `align`.
  mutating func takeBytes(_ limit: Int) -> ArraySlice<UInt8> {
    putBack()
    let taken = bytes[position...].prefix(limit)
    position += taken.count
    return taken
  }
}

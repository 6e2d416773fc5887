/// Takes the UTF-8 byte order mark off the start of a stream, also when it arrives in pieces.
struct ByteOrderMark {
  static let bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Bytes of the mark that have arrived; nil once the start of the stream is settled.
  private var matched: Int? = 0

  /// How much of `part` belongs to the mark, and how many bytes held back before it turned out
  /// that there is no mark (they are the first bytes of the mark, and belong to the content).
  mutating func strip(_ part: UnsafeRawBufferPointer) -> (skip: Int, heldBack: Int) {
    guard var count = matched else { return (0, 0) }
    let before = count
    var index = 0
    while index < part.count, count < 3 {
      guard part[index] == Self.bytes[count] else {
        matched = nil
        return (0, before)
      }
      index += 1
      count += 1
    }
    matched = count == 3 ? nil : count
    return (index, 0)
  }

  /// At the end of the stream: the bytes held back, if the mark never became whole.
  mutating func finish() -> Int {
    defer { matched = nil }
    return matched ?? 0
  }
}

/// Takes the UTF-8 byte order mark off the start of a stream, also when it arrives in pieces.
struct ByteOrderMark {
  static let bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Bytes of the mark that have arrived; nil once the start of the stream is settled.
  private var matched: Int? = 0

  /// The part without what belongs to the mark. Where it turns out that there is none, the bytes
  /// held back, which are the first of a mark, are content and go into `carry` before it.
  mutating func strip(
    _ part: UnsafeRawBufferPointer, into carry: inout [UInt8]
  ) -> UnsafeRawBufferPointer {
    guard var count = matched else { return part }
    var index = 0
    while index < part.count, count < 3 {
      guard part[index] == Self.bytes[count] else {
        finish(into: &carry)
        return part
      }
      index += 1
      count += 1
    }
    matched = count == 3 ? nil : count
    return UnsafeRawBufferPointer(rebasing: part[index...])
  }

  /// At the end of the stream the bytes held back are content, if the mark never became whole.
  mutating func finish(into carry: inout [UInt8]) {
    carry.append(contentsOf: Self.bytes.prefix(matched ?? 0))
    matched = nil
  }
}

/// What ncurses writes of a frame, in fewer bytes.
enum FrameBytes {
  private static let escape: UInt8 = 0x1B

  /// Styles that follow one another are chosen by one sequence (ECMA-48, 8.3.117), and none that is
  /// reset at once is; the character set is never left, so that it is not chosen again with each style.
  static func shortened(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var short: [UInt8] = []
    short.reserveCapacity(bytes.count)
    var style: Int?
    var index = 0
    while index < bytes.count {
      if bytes[index] == escape {
        if bytes[index...].starts(with: [escape, UInt8(ascii: "("), UInt8(ascii: "B")]) {
          index += 3
          continue
        }
        if let parameters = parameters(of: bytes, at: index) {
          add(bytes[parameters], to: &short, behind: &style)
          index = parameters.upperBound + 1
          continue
        }
      }
      style = nil
      short.append(bytes[index])
      index += 1
    }
    return short
  }

  /// Those of a sequence that chooses a style.
  private static func parameters(
    of bytes: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> Range<Int>? {
    guard start + 2 < bytes.count, bytes[start + 1] == UInt8(ascii: "[") else { return nil }
    var end = start + 2
    while end < bytes.count, bytes[end] == UInt8(ascii: ";") || (0x30...0x39).contains(bytes[end]) {
      end += 1
    }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "m") else { return nil }
    return start + 2..<end
  }

  /// - Parameter style: Where the sequence begins that stands at the end of `short`.
  private static func add(
    _ parameters: Slice<UnsafeBufferPointer<UInt8>>, to short: inout [UInt8],
    behind style: inout Int?
  ) {
    let isReset =
      parameters.isEmpty || parameters.elementsEqual([UInt8(ascii: "0")])
      || parameters.starts(with: [UInt8(ascii: "0"), UInt8(ascii: ";")])
    if let start = style, !isReset {
      short.removeLast()
      if short.count == start + 2 { short.append(UInt8(ascii: "0")) }
      short.append(UInt8(ascii: ";"))
    } else {
      if let start = style { short.removeSubrange(start...) }
      style = short.count
      short += [escape, UInt8(ascii: "[")]
    }
    short += parameters
    short.append(UInt8(ascii: "m"))
  }
}

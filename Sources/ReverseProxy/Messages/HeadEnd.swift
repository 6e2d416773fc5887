/// Finds the end of a head that comes piece by piece: what was looked at is not looked at again.
struct HeadEnd {
  private var looked = 0
  /// Whether a line has begun that isn't blank.
  private var isInside = false
  private var isAtLineStart = false

  /// The length of the head that the bytes begin with, its blank line included; nil where it isn't
  /// whole yet. The next call has the same bytes and more, or those of the next head after a length.
  mutating func length(of bytes: UnsafeRawBufferPointer) throws(MessageFault) -> Int? {
    let end = min(bytes.count, HeadParser.limit)
    while looked < end {
      let byte = bytes[looked]
      looked += 1
      if byte == 0x0A {
        if isAtLineStart {
          let length = looked
          self = HeadEnd()
          return length
        }
        // A line of a head is never empty; blank ones before it are passed over.
        isAtLineStart = isInside
      } else if byte != 0x0D {
        isInside = true
        isAtLineStart = false
      }
    }
    if bytes.count >= HeadParser.limit { throw .tooLarge }
    return nil
  }
}

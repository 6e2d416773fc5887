/// The first byte from `start` on that is not white space as RFC 8259 has it.
@inline(__always)
func skipWhiteSpace(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
  var index = start
  while index < bytes.count, isWhiteSpace(bytes[index]) { index += 1 }
  return index
}

/// Space, tab, LF or CR: nothing else is white space in JSON.
@inline(__always)
func isWhiteSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
}

/// `range` of `bytes` without white space at its ends.
@inline(__always)
func trimWhiteSpace(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Range<Int> {
  var (start, end) = (range.lowerBound, range.upperBound)
  while start < end, isWhiteSpace(bytes[start]) { start += 1 }
  while start < end, isWhiteSpace(bytes[end - 1]) { end -= 1 }
  return start..<end
}

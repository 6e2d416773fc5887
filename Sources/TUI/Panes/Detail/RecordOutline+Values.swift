import RecordStore
import StreamDecoding

extension RecordOutline {
  /// The line with the value's beginning: of a closing bracket its opening one.
  func head(of line: Int) -> Int {
    switch lines[line].kind {
    case .closing, .piece: Int(lines[line].partner)
    case .value, .opening, .text: line
    }
  }

  /// Where the value of a line stands, without its name, as far as it is known.
  func valueRange(of line: Int, in bytes: UnsafeRawBufferPointer) -> Range<Int> {
    let head = head(of: line)
    var last = head
    if lines[head].kind == .opening, lines[head].partner != Line.none {
      last = Int(lines[head].partner)
    }
    while last + 1 < lines.count, lines[last + 1].kind == .piece { last += 1 }
    let start = lines[head].range.lowerBound
    guard let key = key(of: head, in: bytes) else { return start..<Int(lines[last].end) }
    var value = key.upperBound
    while value < bytes.count, [0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ":")].contains(bytes[value]) {
      value += 1
    }
    return value..<max(value, Int(lines[last].end))
  }

  /// Where the name of a line's value stands, with its quotes; nil in lists.
  private func key(of line: Int, in bytes: UnsafeRawBufferPointer) -> Range<Int>? {
    let parent = lines[line].parent
    guard parent != Line.none, lines[line].kind != .text,
      bytes[Int(lines[Int(parent)].end) - 1] == UInt8(ascii: "{")
    else { return nil }
    var scanner = JSONScanner(position: Int(lines[line].start))
    guard case .token(let token) = scanner.next(in: bytes) else { return nil }
    return token.range
  }

  /// The step to a value from what is around it; nil for the whole.
  func step(to line: Int, in bytes: UnsafeRawBufferPointer) -> FieldPath.Part? {
    guard lines[line].parent != Line.none else { return nil }
    guard let key = key(of: line, in: bytes) else { return .index(Int(lines[line].index)) }
    let short = key.lowerBound..<min(key.upperBound, key.lowerBound + Self.longestLine)
    return .name(JSONString.text(of: short, in: bytes))
  }
}

import StreamDecoding

/// The lines of a record, found as far as somebody looked: of a JSON text a member or an element a
/// line, of any other text its own. A line knows where it stands in the bytes and holds nothing of
/// them, and what was found is never looked for again.
struct RecordOutline: Sendable {
  struct Line: Sendable {
    enum Kind: UInt8, Sendable {
      /// A value that needs no other line, with its name: also an empty container, a short list.
      case value
      case opening, closing
      /// The rest of a value that is too long for one line; `partner` is its first line.
      case piece
      /// Of what is no JSON.
      case text
    }

    var start: UInt32
    var end: UInt32
    /// The line of the other bracket, where it is known.
    var partner = Self.none
    /// The line of the bracket around it.
    var parent = Self.none
    /// The position among its siblings; of a closing bracket how many it closes.
    var index: UInt32 = 0
    var depth: UInt16 = 0
    var kind: Kind
    var hasComma = false

    static let none = UInt32.max

    var range: Range<Int> { Int(start)..<Int(end) }
  }

  /// Bytes of one line; longer ones go on in the next.
  static let longestLine = 8192
  /// Lists of plain values stay on one line up to this many bytes.
  private static let shortList = 56
  /// Lines looked at before a text counts as JSON.
  private static let firstLook = 256
  /// Lines of JSON that are told apart; the rest is shown as it came.
  private static let mostLines = 1_000_000

  private(set) var lines: [Line] = []
  private(set) var isComplete = false
  /// Where the text stops being JSON, or being told apart; its rest follows as it came.
  private(set) var textStart: Int?
  private var scanner = JSONScanner()
  private var position = 0
  private var open: [Int] = []
  private var last: JSONToken.Kind?
  /// Bytes of the list of plain values at hand; nil outside of a list that is short so far.
  private var listSize: Int?

  /// - Parameter isText: Leaves JSON as it came, too.
  init(_ bytes: UnsafeRawBufferPointer, isText: Bool = false) {
    if isText { textStart = 0 }
    extend(in: bytes, toLine: Self.firstLook)
    guard textStart != nil, !isText else { return }
    self = RecordOutline(bytes, isText: true)
  }

  /// Whether lines can be folded and have paths.
  var isJSON: Bool { textStart != 0 }

  /// Finds lines up to `count` of them, or all.
  mutating func extend(in bytes: UnsafeRawBufferPointer, toLine count: Int) {
    while !isComplete, lines.count < count || listSize != nil {
      if textStart == nil { readToken(bytes) } else { readText(bytes) }
    }
  }

  /// Finds the other bracket of a line.
  mutating func close(_ line: Int, in bytes: UnsafeRawBufferPointer) {
    while !isComplete, lines[line].kind == .opening, lines[line].partner == Line.none {
      extend(in: bytes, toLine: lines.count + 64)
    }
  }

  // MARK: Text

  private mutating func goOnAsText(from start: Int) {
    textStart = start
    position = start
    listSize = nil
  }

  /// For a text that has grown: its last line may go on.
  mutating func goOn() {
    guard isComplete, let last = lines.popLast() else { return }
    isComplete = false
    position = Int(last.start)
  }

  private mutating func readText(_ bytes: UnsafeRawBufferPointer) {
    let start = position
    let limit = min(bytes.count, start + Self.longestLine)
    var end = start
    while end < limit, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    if end == limit, end < bytes.count { end = Self.cut(bytes, before: end, after: start) }
    lines.append(Line(start: UInt32(start), end: UInt32(end), kind: .text))
    position = end
    guard end < bytes.count else { return isComplete = true }
    if bytes[end] == 0x0D { position += 1 }
    if position < bytes.count, bytes[position] == 0x0A { position += 1 }
  }

  /// The end of a character at or before `end`.
  private static func cut(
    _ bytes: UnsafeRawBufferPointer, before end: Int, after start: Int
  ) -> Int {
    let earliest = max(start + 1, end - 3)
    var cut = end
    while cut > earliest, bytes[cut] & 0xC0 == 0x80 { cut -= 1 }
    return cut
  }

  // MARK: JSON

  private mutating func readToken(_ bytes: UnsafeRawBufferPointer) {
    guard lines.count < Self.mostLines else { return goOnAsText(from: Int(lines.last?.end ?? 0)) }
    switch scanner.next(in: bytes) {
    case .token(let token): place(token, bytes)
    case .fault: goOnAsText(from: Int(lines.last?.end ?? 0))
    case .needsMore, .finished:
      let rest = bytes[scanner.position...].first { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }
      if rest == nil { isComplete = true } else { goOnAsText(from: scanner.position) }
    }
  }

  private mutating func place(_ token: JSONToken, _ bytes: UnsafeRawBufferPointer) {
    let isNamed = last == .key
    switch token.kind {
    case .key: begin(token.range)
    case .objectStart, .arrayStart:
      if isNamed { stretch(to: token.range.upperBound) } else { begin(token.range) }
      lines[lines.count - 1].kind = .opening
      open.append(lines.count - 1)
      listSize = token.kind == .arrayStart ? 0 : nil
    case .objectEnd, .arrayEnd: close(to: token.range)
    case .string, .number, .true, .false, .null:
      if isNamed { stretch(to: token.range.upperBound) } else { begin(token.range) }
      if let size = listSize {
        let more = size + token.range.count + (size == 0 ? 1 : 2)
        listSize = more > Self.shortList ? nil : more
      }
      split(bytes)
    }
    last = token.kind
  }

  /// A new line inside of the bracket at hand.
  private mutating func begin(_ range: Range<Int>) {
    var line = Line(
      start: UInt32(range.lowerBound), end: UInt32(range.upperBound),
      depth: UInt16(open.count), kind: .value)
    if let parent = open.last {
      line.parent = UInt32(parent)
      if last != .objectStart, last != .arrayStart, let before = lines.indices.last {
        lines[before].hasComma = true
        line.index = lines[sibling(before)].index + 1
      }
    }
    lines.append(line)
  }

  /// The line in which the value ends that ends in `line` begins.
  private func sibling(_ line: Int) -> Int {
    switch lines[line].kind {
    case .closing, .piece: Int(lines[line].partner)
    case .value, .opening, .text: line
    }
  }

  private mutating func stretch(to end: Int) {
    lines[lines.count - 1].end = UInt32(end)
  }

  private mutating func close(to range: Range<Int>) {
    guard let opening = open.popLast() else { return }
    defer { listSize = nil }
    // Empty ones and short lists stay on one line.
    if opening == lines.count - 1 || listSize != nil {
      lines.removeLast(lines.count - 1 - opening)
      lines[opening].kind = .value
      return stretch(to: range.upperBound)
    }
    let members = lines[sibling(lines.count - 1)].index + 1
    lines[opening].partner = UInt32(lines.count)
    lines.append(
      Line(
        start: UInt32(range.lowerBound), end: UInt32(range.upperBound), partner: UInt32(opening),
        parent: lines[opening].parent, index: members, depth: lines[opening].depth, kind: .closing))
  }

  /// Cuts a line that is too long into several.
  private mutating func split(_ bytes: UnsafeRawBufferPointer) {
    let first = lines.count - 1
    let all = lines[first].range
    guard all.count > Self.longestLine else { return }
    var end = Self.cut(bytes, before: all.lowerBound + Self.longestLine, after: all.lowerBound)
    stretch(to: end)
    while end < all.upperBound {
      var piece = lines[first]
      piece.kind = .piece
      piece.partner = UInt32(first)
      piece.start = UInt32(end)
      let next = end + Self.longestLine
      end = next < all.upperBound ? Self.cut(bytes, before: next, after: end) : all.upperBound
      piece.end = UInt32(end)
      lines.append(piece)
    }
  }
}

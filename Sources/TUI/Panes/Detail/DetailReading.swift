import RecordStore
import StreamDecoding

/// A record as one reads it in the detail: its lines, what is folded, where one is.
struct DetailReading: Sendable {
  /// What is read.
  struct Subject: Hashable, Sendable {
    var endpoint: String
    var number: Int
    var isText: Bool
    /// Spaces as dots, for which nothing is laid out.
    var showsInvisibles = false
  }

  let subject: Subject
  /// The record's bytes, strings that were opened as what they hold.
  private(set) var text: ArraySlice<UInt8>
  private(set) var outline: RecordOutline
  /// Lines whose containers stand in a string.
  private(set) var nested: Set<Int> = []
  var folds = Folds()
  var scroll = DetailScroll()

  init(_ subject: Subject, _ text: ArraySlice<UInt8>) {
    self.subject = subject
    self.text = text
    outline = text.withUnsafeBytes { RecordOutline($0, isText: subject.isText) }
  }

  /// Finds lines up to that one; false where there is none.
  mutating func reach(_ line: Int) -> Bool {
    // One more tells whether a comma follows.
    if line + 1 >= outline.lines.count, !outline.isComplete {
      text.withUnsafeBytes { outline.extend(in: $0, toLine: line + 2) }
    }
    return line < outline.lines.count
  }

  /// Finds the other bracket of a line.
  mutating func findEnd(of line: Int) {
    text.withUnsafeBytes { outline.close(line, in: $0) }
  }

  var showsInvisibles: Bool { subject.showsInvisibles }

  func isFolded(_ line: Int) -> Bool {
    outline.lines[line].kind == .opening && folds.contains(line)
  }

  // MARK: Folding

  /// Folds what is around the cursor; where that is folded, goes there.
  mutating func fold() {
    let head = outline.head(of: scroll.cursor)
    let line = outline.lines[head]
    if line.kind == .opening, !folds.contains(head) {
      folds.set(head, isFolded: true)
      scroll.cursor = head
    } else if line.parent != RecordOutline.Line.none {
      scroll.cursor = Int(line.parent)
    }
  }

  /// Unfolds what is under the cursor or opens the JSON in its string; false where there is neither.
  mutating func unfold() -> Bool {
    let head = outline.head(of: scroll.cursor)
    guard outline.lines[head].kind == .opening else { return openString(head) }
    guard folds.contains(head) else { return false }
    folds.set(head, isFolded: false)
    return true
  }

  /// Folds or unfolds what is under the cursor.
  mutating func toggle() {
    if unfold() { return }
    let head = outline.head(of: scroll.cursor)
    if outline.lines[head].kind == .opening { fold() }
  }

  mutating func foldAll() {
    guard outline.isJSON else { return }
    folds.foldAll()
    // To the outermost bracket's own member around the cursor.
    var line = outline.head(of: scroll.cursor)
    while outline.lines[line].depth > 1 { line = Int(outline.lines[line].parent) }
    scroll.cursor = line
  }

  // MARK: Values

  /// The path of the line under the cursor, as filters write it; more than one where it stands in
  /// a string that was opened: the string's, then what is in it.
  var paths: [String] {
    guard outline.isJSON, outline.lines.indices.contains(scroll.cursor),
      outline.lines[scroll.cursor].kind != .text
    else { return [] }
    var line = outline.head(of: scroll.cursor)
    return text.withUnsafeBytes { bytes in
      var paths: [[FieldPath.Part]] = [[]]
      while let step = outline.step(to: line, in: bytes) {
        // What is inside of the string begins anew.
        if nested.contains(line), !paths[0].isEmpty { paths.insert([], at: 0) }
        paths[0].insert(step, at: 0)
        line = Int(outline.lines[line].parent)
      }
      if nested.contains(line), !paths[0].isEmpty { paths.insert([], at: 0) }
      return paths.map { FieldPath($0).text }
    }
  }

  /// What is under the cursor, to be copied: of a string its text, anything else as it came.
  mutating func value() -> String? {
    guard outline.isJSON, reach(scroll.cursor) else { return nil }
    let head = outline.head(of: scroll.cursor)
    return text.withUnsafeBytes { bytes in
      outline.close(head, in: bytes)
      let range = outline.valueRange(of: head, in: bytes)
      guard outline.lines[head].kind == .text || bytes[range].first != UInt8(ascii: "\"") else {
        return JSONString.text(of: range, in: bytes)
      }
      return String(decoding: bytes[range], as: UTF8.self)
    }
  }

  /// Whether the string under the cursor looks as if it held JSON.
  var holdsJSON: Bool {
    guard outline.lines.indices.contains(scroll.cursor) else { return false }
    let head = outline.head(of: scroll.cursor)
    guard outline.isJSON, outline.lines[head].kind == .value else { return false }
    return text.withUnsafeBytes { bytes in
      let range = outline.valueRange(of: head, in: bytes)
      let (start, end) = (bytes[range].prefix(2), bytes[range].suffix(2))
      return start.elementsEqual("\"{".utf8) && end.elementsEqual("}\"".utf8)
        || start.elementsEqual("\"[".utf8) && end.elementsEqual("]\"".utf8)
    }
  }

  /// Puts what the string of a line holds, where it is a JSON array or object, in the string's place.
  private mutating func openString(_ head: Int) -> Bool {
    guard outline.isJSON, outline.lines[head].kind == .value else { return false }
    let (range, inside) = text.withUnsafeBytes { bytes in
      let range = outline.valueRange(of: head, in: bytes)
      return (range, Self.container(inStringAt: range, of: bytes))
    }
    guard let inside else { return false }
    var pieces = 0
    while reach(head + pieces + 1), outline.lines[head + pieces + 1].kind == .piece { pieces += 1 }
    let start = text.startIndex
    text = text[..<(start + range.lowerBound)] + inside + text[(start + range.upperBound)...]
    text.withUnsafeBytes { bytes in
      outline = RecordOutline(bytes)
      outline.extend(in: bytes, toLine: head + 1)
      outline.close(head, in: bytes)
    }
    scroll.cursor = head
    // Nothing but `{}`, or a short list, is one line still.
    let last = outline.lines[head].kind == .opening ? Int(outline.lines[head].partner) : head
    let delta = last - head - pieces
    folds.shift(after: head, by: delta)
    nested = Set(nested.map { $0 > head ? $0 + delta : $0 })
    for line in head..<last where outline.lines[line].kind == .opening {
      folds.set(line, isFolded: false)
    }
    nested.insert(head)
    return true
  }

  private static func container(
    inStringAt range: Range<Int>, of bytes: UnsafeRawBufferPointer
  ) -> [UInt8]? {
    guard bytes[range].first == UInt8(ascii: "\"") else { return nil }
    let text = JSONString.text(of: range, in: bytes)
    guard JSONTokens.looksLikeJSON(text) else { return nil }
    let inside = Array(text.utf8)
    return inside.withUnsafeBytes { JSONScanner.fault(in: $0) } == nil ? inside : nil
  }
}

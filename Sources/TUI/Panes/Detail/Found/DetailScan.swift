/// A look for something through all lines of what the detail shows, in portions as time allows.
struct DetailScan: Sendable {
  /// What is looked through; what changes is another one.
  struct Subject: Hashable, Sendable {
    var form: DetailOptions.Form
    var endpoint: String
    /// The record's number; nil for what is of no single one.
    var number: Int?
    var size: Int
  }

  /// Hits of one line that are counted.
  private static let mostInLine = 1000

  let subject: Subject
  let needle: Needle
  /// Lines with hits.
  private(set) var lines = NumberSet()
  /// Hits up to the end of each of them.
  private var totals: [Int] = []
  private(set) var examined = 0
  private(set) var isDone = false
  /// The line to which it went.
  var current: Int?

  init(_ subject: Subject, _ needle: Needle) {
    self.subject = subject
    self.needle = needle
  }

  /// Looks at the next lines.
  mutating func examine(
    _ page: inout some DetailPage, _ room: DetailRoom, until deadline: ContinuousClock.Instant
  ) {
    while !isDone {
      guard page.reach(examined) else { return isDone = true }
      let count = page.hits(of: examined, needle, limit: Self.mostInLine, room)
      if count > 0 {
        lines.insert(examined)
        totals.append((totals.last ?? 0) + count)
      }
      examined += 1
      if ContinuousClock.now >= deadline { return }
    }
  }

  func answer(to seek: Seek) -> Seek.Answer {
    seek.answer(in: lines, examined: 0..<examined, of: 0..<(isDone ? examined : .max))
  }

  /// `hit 3 of 17`, `17 hits so far`
  var words: String {
    let total = totals.last ?? 0
    let portion = isDone ? "" : " so far"
    guard let current, lines.first(from: current) == current else {
      return total.counted("hit") + portion
    }
    let index = lines.position(of: current)
    let before = index > 0 ? totals[index - 1] : 0
    return "hit \((before + 1).grouped) of \(total.grouped)\(portion)"
  }
}

extension DetailPage {
  /// How often something stands in a line as it is shown.
  func hits(of line: Int, _ needle: Needle, limit: Int, _ room: DetailRoom) -> Int {
    let text = spans(of: line, room).flatMap { Array<UInt8>($0.text.utf8) }
    return text.withUnsafeBytes { needle.count(in: $0, limit: limit) }
  }

  /// Shows a line, and of a long one the row with the hit.
  mutating func show(hit line: Int, _ needle: Needle, _ room: DetailRoom) {
    uncover(line)
    guard reach(line) else { return }
    let rows = rows(of: line, room)
    let row = rows.firstIndex { row in
      !needle.ranges(in: row.flatMap { Array<UInt8>($0.text.utf8) }, limit: 1).isEmpty
    }
    if hasCursor { scroll.cursor = line }
    reveal(line, row ?? 0, of: rows.count, room)
    guard !room.wraps else { return }
    let text = spans(of: line, room).flatMap { Array<UInt8>($0.text.utf8) }
    guard let hit = needle.ranges(in: text, limit: 1).first else { return }
    let columns = String(decoding: text[..<hit.lowerBound], as: UTF8.self).columns
    let isSeen = columns >= scroll.left && columns < scroll.left + room.size.columns - 8
    if !isSeen { scroll.left = max(0, columns - room.size.columns / 2) }
  }

  private mutating func reveal(_ line: Int, _ row: Int, of count: Int, _ room: DetailRoom) {
    let shown = shown(room)
    let isShown = shown.filter { $0.line == line }.count == count
    if isShown { return }
    // Some lines before it say where it is.
    var top = DetailScroll.Place(line: line, row: max(0, row - room.size.rows / 3))
    var left = room.size.rows / 3 - row
    while left > 0, let before = previous(before: top.line) {
      top = .init(line: before)
      left -= rows(of: before, room).count
    }
    scroll.top = top
  }
}

extension DetailReading {
  mutating func uncover(_ line: Int) {
    guard reach(line) else { return }
    var parent = outline.lines[outline.head(of: line)].parent
    while parent != RecordOutline.Line.none {
      folds.set(Int(parent), isFolded: false)
      parent = outline.lines[Int(parent)].parent
    }
  }

  /// As it came, which is what a line shows but for the spaces around its signs.
  func hits(of line: Int, _ needle: Needle, limit: Int, _ room: DetailRoom) -> Int {
    let at = outline.lines[line]
    guard !needle.mindsLayout, !showsInvisibles else {
      let text = spans(of: line, room).flatMap { Array<UInt8>($0.text.utf8) }
      return text.withUnsafeBytes { needle.count(in: $0, limit: limit) }
    }
    // What stands across two pieces of a value is found in the second.
    let overlap = at.kind == .piece ? needle.text.utf8.count - 1 : 0
    let start = max(at.range.lowerBound - overlap, at.kind == .piece ? 0 : at.range.lowerBound)
    return text.withUnsafeBytes {
      needle.count(
        in: UnsafeRawBufferPointer(rebasing: $0[start..<at.range.upperBound]), limit: limit)
    }
  }
}

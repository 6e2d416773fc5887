/// Lines to be read in the detail. They are found as far as somebody looks, and only those on the
/// screen are made.
protocol DetailPage {
  /// A line under the cursor, rather than a text that scrolls.
  var hasCursor: Bool { get }
  /// Prose is broken at spaces, JSON wherever its line ends.
  var wrapsWords: Bool { get }
  var scroll: DetailScroll { get set }
  /// Finds lines up to that one; false where there is none.
  mutating func reach(_ line: Int) -> Bool
  /// The line shown after this one.
  mutating func next(after line: Int) -> Int?
  /// The line shown before this one, which may be past the last.
  func previous(before line: Int) -> Int?
  /// Finds all lines, and says how many there are.
  mutating func count() -> Int
  func spans(of line: Int, _ room: DetailRoom) -> [Span]
  /// How much follows below a line, in a word; nil for nothing.
  mutating func rest(after line: Int) -> String?
  /// Opens what is folded around a line.
  mutating func uncover(_ line: Int)
  /// How often something stands in a line.
  func hits(of line: Int, _ needle: Needle, limit: Int, _ room: DetailRoom) -> Int
  /// Where the cursor is and what a key does there.
  func footnote(_ keys: KeyTable) -> String
  /// The indentation of a line's rows after the first.
  func hanging(of line: Int) -> Int
}

extension DetailPage {
  var wrapsWords: Bool { false }

  mutating func rest(after line: Int) -> String? {
    let rest = count() - line - 1
    return rest > 0 ? rest.grouped : nil
  }

  mutating func uncover(_ line: Int) {}

  func footnote(_ keys: KeyTable) -> String { "" }

  func rows(of line: Int, _ room: DetailRoom) -> [[Span]] {
    let spans = spans(of: line, room)
    guard room.wraps else { return [spans.dropping(columns: scroll.left)] }
    if wrapsWords { return spans.wordWrapped(toColumns: room.size.columns, limit: .max) }
    let hanging = min(hanging(of: line), room.size.columns / 2)
    return spans.wrapped(toColumns: room.size.columns, limit: .max, hanging: hanging)
  }

  /// What the room shows: its rows, with their lines.
  mutating func shown(_ room: DetailRoom) -> [(line: Int, spans: [Span])] {
    var shown: [(line: Int, spans: [Span])] = []
    guard reach(scroll.top.line) else { return [] }
    var line = Optional(scroll.top.line)
    var skipped = scroll.top.row
    while let here = line, shown.count < room.size.rows {
      let rows = rows(of: here, room)
      let first = min(skipped, rows.count - 1)
      shown += rows[first...].prefix(room.size.rows - shown.count).map { (here, $0) }
      skipped = 0
      line = next(after: here)
    }
    return shown
  }

  // MARK: Moving

  mutating func move(_ way: Command.Movement.Way, _ room: DetailRoom) {
    guard reach(0) else { return }
    switch way {
    case .rows(let rows) where hasCursor: step(by: rows, room)
    case .rows(let rows): scroll(by: rows, room)
    case .toTop: (scroll.top, scroll.cursor) = (.init(), 0)
    case .toBottom:
      let all = count()
      let last = previous(before: all) ?? 0
      scroll.cursor = last
      scroll.top = top(endingAt: last, room)
    case .left: scroll.left = max(0, scroll.left - room.size.columns / 2)
    case .right: scroll.left += isWider(room) ? max(1, room.size.columns / 2) : 0
    }
  }

  /// Moves the cursor; a line that is higher than the room is read on before it is left.
  private mutating func step(by count: Int, _ room: DetailRoom) {
    for _ in 0..<abs(count) {
      let here = scroll.cursor
      let rest = rows(of: here, room).count - scroll.top.row - room.size.rows
      if scroll.top.line == here, count > 0 ? rest > 0 : scroll.top.row > 0 {
        scroll.top.row += count.signum()
        continue
      }
      guard let line = count > 0 ? next(after: here) : previous(before: here) else { break }
      scroll.cursor = line
      reveal(room)
    }
  }

  /// Scrolls as little as shows the line under the cursor.
  mutating func reveal(_ room: DetailRoom) {
    let least = top(endingAt: scroll.cursor, room)
    if scroll.cursor < scroll.top.line {
      scroll.top = .init(line: scroll.cursor)
    } else if scroll.top < least {
      scroll.top = least
    }
  }

  /// Scrolls by rows; the cursor stays in what is shown.
  mutating func scroll(by count: Int, _ room: DetailRoom) {
    guard reach(0) else { return }
    for _ in 0..<abs(count) {
      if count < 0 { scrollUp(room) } else { scrollDown(room) }
    }
    let lines = shown(room).map(\.line)
    guard hasCursor, let first = lines.first, let last = lines.last else { return }
    scroll.cursor = min(max(scroll.cursor, first), last)
  }

  private mutating func scrollUp(_ room: DetailRoom) {
    if scroll.top.row > 0 {
      scroll.top.row -= 1
    } else if let line = previous(before: scroll.top.line) {
      scroll.top = .init(line: line, row: rows(of: line, room).count - 1)
    }
  }

  private mutating func scrollDown(_ room: DetailRoom) {
    guard let last = shown(room).last else { return }
    // The last row stays at the foot.
    let isEnd = next(after: last.line) == nil
    if isEnd, scroll.top >= top(endingAt: last.line, room, fromItsEnd: true) { return }
    if scroll.top.row + 1 < rows(of: scroll.top.line, room).count {
      scroll.top.row += 1
    } else if let line = next(after: scroll.top.line) {
      scroll.top = .init(line: line)
    }
  }

  /// The place at the top with which a line ends at the foot; of one that is too high its beginning
  /// shows, or its end.
  private func top(
    endingAt line: Int, _ room: DetailRoom, fromItsEnd: Bool = false
  ) -> DetailScroll.Place {
    var line = line
    var left = room.size.rows - rows(of: line, room).count
    if left <= 0 { return .init(line: line, row: fromItsEnd || !hasCursor ? -left : 0) }
    while left > 0, let before = previous(before: line) {
      let count = rows(of: before, room).count
      line = before
      left -= count
    }
    return .init(line: line, row: max(0, -left))
  }

  private func isWider(_ room: DetailRoom) -> Bool {
    let line = hasCursor ? scroll.cursor : scroll.top.line
    return !room.wraps && spans(of: line, room).columns - scroll.left > room.size.columns
  }
}

/// Which records the pane shows, and which one is under the cursor. Records are named by their
/// numbers, so that nothing moves when new ones arrive and old ones are dropped.
struct RecordsWindow: Hashable, Sendable {
  enum Position: Hashable, Sendable {
    /// The newest record is at the bottom and under the cursor.
    case following
    /// The user moved away from the end: `top` stays the first row.
    case held(top: Int, cursor: Int)
    /// The same, and records from number `end` on are not shown until resumed.
    case paused(top: Int, cursor: Int, end: Int, wasHeld: Bool)
  }

  private(set) var position: Position = .following
  /// More may come: then there is room for it below the newest.
  var isGrowing = false

  var isFollowing: Bool { position == .following }

  /// The number of the first record that a pause hides.
  var end: Int? {
    if case .paused(_, _, let end, _) = position { end } else { nil }
  }

  /// The number of the top row's record, unless following.
  var heldTop: Int? {
    switch position {
    case .following: nil
    case .held(let top, _), .paused(let top, _, _, _): top
    }
  }

  /// Position of the top row among `rows`.
  func top(in rows: RecordRows, height: Int) -> Int {
    guard let heldTop else {
      guard isGrowing, rows.count > height else { return max(0, rows.count - height) }
      let step = Self.step(height: height)
      // Counted as the rows are, so that nothing moves when older ones go.
      let least = rows.start + rows.count - height
      return (least + step - 1) / step * step - rows.start
    }
    return min(rows.position(of: heldTop), max(0, rows.count - 1))
  }

  /// By how many rows a list that grows goes on: moving it for each record costs more than the record,
  /// since a terminal moves what stands beside the list as well, and nobody reads what always moves.
  private static func step(height: Int) -> Int { min(max(1, height / 3), 4) }

  /// Position of the cursor among `rows`; nil if there are none.
  func cursor(in rows: RecordRows) -> Int? {
    guard rows.count > 0 else { return nil }
    switch position {
    case .following: return rows.count - 1
    case .held(_, let cursor), .paused(_, let cursor, _, _):
      return min(rows.position(of: cursor), rows.count - 1)
    }
  }

  /// Moves the cursor to a position, and the window only as far as it must. `first` is the oldest
  /// position that is still kept.
  mutating func move(to target: Int, in rows: RecordRows, height: Int, first: Int = 0) {
    guard let cursor = cursor(in: rows), height > 0 else { return }
    let target = min(max(target, min(first, cursor)), rows.count - 1)
    // Nothing lies below the newest record: the view goes on following.
    if isFollowing, target >= cursor, target == rows.count - 1 { return }
    var top = top(in: rows, height: height)
    if target < top { top = target }
    if target >= top + height { top = target - height + 1 }
    hold(top: rows.number(at: top), cursor: rows.number(at: target))
  }

  /// Moves the cursor by `delta` rows.
  mutating func move(by delta: Int, in rows: RecordRows, height: Int, first: Int = 0) {
    guard let cursor = cursor(in: rows) else { return }
    move(to: cursor + delta, in: rows, height: height, first: first)
  }

  /// Moves the window by `delta` rows; the cursor stays inside it.
  mutating func scroll(by delta: Int, in rows: RecordRows, height: Int) {
    guard let cursor = cursor(in: rows), height > 0 else { return }
    if isFollowing, delta > 0 { return }
    let last = max(0, rows.count - height)
    let top = min(max(0, top(in: rows, height: height) + delta), last)
    let inside = min(max(cursor, top), min(top + height, rows.count) - 1)
    hold(top: rows.number(at: top), cursor: rows.number(at: inside))
  }

  /// Stops at what is shown; records from number `end` on stay hidden.
  mutating func pause(in rows: RecordRows, height: Int, end: Int) {
    guard let cursor = cursor(in: rows) else { return }
    let top = rows.number(at: top(in: rows, height: height))
    position = .paused(
      top: top, cursor: rows.number(at: cursor), end: end, wasHeld: !isFollowing)
  }

  /// Goes on as before the pause: following, or held where it stands.
  mutating func resume() {
    if case .paused(let top, let cursor, _, wasHeld: true) = position {
      position = .held(top: top, cursor: cursor)
    } else {
      follow()
    }
  }

  /// Holds what is under the cursor, whatever comes.
  mutating func hold(in rows: RecordRows, height: Int) {
    guard isFollowing, let cursor = cursor(in: rows) else { return }
    hold(top: rows.number(at: top(in: rows, height: height)), cursor: rows.number(at: cursor))
  }

  /// Shows the newest records again, as they come.
  mutating func follow() {
    position = .following
  }

  private mutating func hold(top: Int, cursor: Int) {
    if case .paused(_, _, let end, let wasHeld) = position {
      position = .paused(top: top, cursor: cursor, end: end, wasHeld: wasHeld)
    } else {
      position = .held(top: top, cursor: cursor)
    }
  }
}

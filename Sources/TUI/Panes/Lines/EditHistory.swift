/// What was changed in a text, to be taken back and done again.
struct EditHistory: Hashable, Sendable {
  /// A part of a text and what came in its place.
  struct Change: Hashable, Sendable {
    var start: Int
    var old: [Character]
    var new: [Character]

    fileprivate var size: Int { old.count + new.count + 1 }

    fileprivate var reversed: Change { Change(start: start, old: new, new: old) }

    /// One change of two, where the other goes on where this ends: letter after letter of a word.
    fileprivate func joined(with next: Change) -> Change? {
      if old.isEmpty, next.old.isEmpty, next.start == start + new.count,
        new.last?.isWhitespace != true || next.new.first?.isWhitespace == true
      {
        return Change(start: start, old: [], new: new + next.new)
      }
      if new.isEmpty, next.new.isEmpty, next.start + next.old.count == start {
        return Change(start: next.start, old: next.old + old, new: [])
      }
      return nil
    }
  }

  /// Characters that are remembered, in all.
  private static let limit = 2 << 20

  private var past: [Change] = []
  private var future: [Change] = []
  /// Whether the latest change is open for the next letter.
  private var isOpen = false
  private var size = 0

  /// Remembers a change that is made.
  ///
  /// - Parameter continues: Whether it was typed, and may be one with what was typed before.
  mutating func note(_ change: Change, continues: Bool) {
    future = []
    if continues, isOpen, let last = past.last, let joined = last.joined(with: change) {
      past[past.count - 1] = joined
      size += joined.size - last.size
    } else {
      past.append(change)
      size += change.size
    }
    isOpen = continues
    while size > Self.limit, !past.isEmpty { size -= past.removeFirst().size }
  }

  /// The change that takes the latest one back.
  mutating func undone() -> Change? {
    isOpen = false
    guard let change = past.popLast() else { return nil }
    size -= change.size
    future.append(change)
    return change.reversed
  }

  /// The change that was taken back last.
  mutating func redone() -> Change? {
    isOpen = false
    guard let change = future.popLast() else { return nil }
    size += change.size
    past.append(change)
    return change
  }
}

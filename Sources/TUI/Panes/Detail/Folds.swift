/// Which brackets of a record are folded, by their lines.
struct Folds: Sendable {
  private var areAll = false
  /// Lines that are otherwise than all.
  private var others: Set<Int> = []

  func contains(_ line: Int) -> Bool { areAll != others.contains(line) }

  mutating func set(_ line: Int, isFolded: Bool) {
    if isFolded == areAll { others.remove(line) } else { others.insert(line) }
  }

  /// Folds everything but the outermost bracket.
  mutating func foldAll() { (areAll, others) = (true, [0]) }

  mutating func unfoldAll() { (areAll, others) = (false, []) }

  /// Lines after `line` have moved by so many.
  mutating func shift(after line: Int, by delta: Int) {
    others = Set(others.map { $0 > line ? $0 + delta : $0 })
  }
}

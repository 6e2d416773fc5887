/// A hit that the cursor is to go to, once the search has come so far: a record, or in the detail a
/// line.
struct Seek: Hashable, Sendable {
  /// What is known of it.
  enum Answer: Hashable {
    case found(Int)
    case nowhere
    case unknown
  }

  /// The number of the first that counts.
  var from: Int
  var forward: Bool
  /// Whether the nearest one on the other side will do.
  var turns = false

  /// - Parameters:
  ///   - hits: The hits that are known.
  ///   - examined: What was looked at, without a gap.
  ///   - all: What can be gone to.
  func answer(in hits: NumberSet, examined: Range<Int>, of all: Range<Int>) -> Answer {
    let isWholeBelow = examined.lowerBound <= all.lowerBound
    if forward {
      let from = max(from, all.lowerBound)
      guard isWholeBelow || examined.lowerBound <= from else { return .unknown }
      if let hit = hits.first(from: from), hit < all.upperBound { return .found(hit) }
      guard examined.upperBound >= all.upperBound else { return .unknown }
      if !turns { return .nowhere }
    } else {
      guard examined.upperBound >= min(from + 1, all.upperBound) else { return .unknown }
    }
    let end = min(forward ? from : from + 1, all.upperBound)
    if let hit = hits.last(before: end), hit >= all.lowerBound { return .found(hit) }
    return isWholeBelow ? .nowhere : .unknown
  }
}

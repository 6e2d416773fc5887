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

  /// - Parameter kept: The numbers of the records that can be shown.
  func answer(in hits: RecordScan, kept: Range<Int>) -> Answer {
    let numbers = hits.matches.prefix(hits.matches.firstPosition { $0 >= kept.upperBound })
      .dropFirst(hits.matches.firstPosition { $0 >= kept.lowerBound })
    return answer(among: numbers, examined: hits.examined, end: kept.upperBound)
  }

  /// - Parameters:
  ///   - numbers: The hits that are known, ascending.
  ///   - examined: What lies before it was looked at.
  ///   - end: What is looked at in all.
  func answer(among numbers: ArraySlice<Int>, examined: Int, end: Int) -> Answer {
    let place = numbers.startIndex + numbers.firstPosition { $0 >= from }
    if forward, place < numbers.endIndex { return .found(numbers[place]) }
    if !forward, place < numbers.endIndex, numbers[place] == from { return .found(from) }
    guard examined >= (forward ? end : min(end, from + 1)) else { return .unknown }
    let isBefore = place > numbers.startIndex && (!forward || turns)
    return isBefore ? .found(numbers[place - 1]) : .nowhere
  }
}

/// A hit that the cursor is to go to, once the search has come so far.
struct Seek: Hashable, Sendable {
  /// What is known of it.
  enum Answer: Hashable {
    case found(Int)
    case nowhere
    case unknown
  }

  /// The number of the first record that counts.
  var from: Int
  var forward: Bool
  /// Whether the nearest one on the other side will do.
  var turns = false

  /// - Parameter kept: The numbers of the records that can be shown.
  func answer(in hits: RecordScan, kept: Range<Int>) -> Answer {
    let end = kept.upperBound
    let numbers = hits.matches.prefix(hits.matches.firstPosition { $0 >= end })
      .dropFirst(hits.matches.firstPosition { $0 >= kept.lowerBound })
    let place = numbers.startIndex + numbers.firstPosition { $0 >= from }
    if forward, place < numbers.endIndex { return .found(numbers[place]) }
    if !forward, place < numbers.endIndex, numbers[place] == from { return .found(from) }
    guard hits.examined >= (forward ? end : min(end, from + 1)) else { return .unknown }
    let isBefore = place > numbers.startIndex && (!forward || turns)
    return isBefore ? .found(numbers[place - 1]) : .nowhere
  }
}

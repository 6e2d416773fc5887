/// The records that a pane can show, as positions from 0: all of a store, or those that match.
enum RecordRows {
  /// Record numbers in a row.
  case all(Range<Int>)
  /// The first of chosen record numbers.
  case matching(NumberSet, count: Int)

  var count: Int {
    switch self {
    case .all(let range): range.count
    case .matching(_, let count): count
    }
  }

  /// What the first position is counted as, so that a row keeps its place when older ones go.
  var start: Int {
    switch self {
    case .all(let range): range.lowerBound
    case .matching: 0
    }
  }

  /// The number of the record at `position`, which must lie below `count`.
  func number(at position: Int) -> Int {
    switch self {
    case .all(let range): range.lowerBound + position
    case .matching(let numbers, _): numbers.number(at: position)
    }
  }

  /// The position of the first record with this number or a later one; `count` if there is none.
  func position(of number: Int) -> Int {
    switch self {
    case .all(let range):
      return min(max(number, range.lowerBound), range.upperBound) - range.lowerBound
    case .matching(let numbers, let count):
      return min(numbers.position(of: number), count)
    }
  }
}

extension ArraySlice {
  /// How many elements come before the first that `holds`; they must be sorted by it.
  func firstPosition(where holds: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low - startIndex
  }
}

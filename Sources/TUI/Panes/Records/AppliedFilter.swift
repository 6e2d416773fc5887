import RecordStore

/// A filter at work: which records match, found in portions as time allows.
struct AppliedFilter: Sendable {
  /// Records looked at in one go: some milliseconds' worth, so that a key never waits longer.
  static let portion = 20_000

  /// As the user typed it.
  let text: String
  private let filter: RecordFilter
  private var numbers: [Int] = []
  /// How many of `numbers` at the front belong to records that are gone.
  private var gone = 0
  private(set) var examined = 0

  init(_ filter: RecordFilter, text: String) {
    self.filter = filter
    self.text = text
  }

  /// Numbers of the matching records, ascending.
  var matches: ArraySlice<Int> { numbers[gone...] }

  /// Looks at the next records that it has not seen. Of records that are dropped those from
  /// `oldest` on stay in the list, so that a window over them does not move.
  mutating func examine(_ store: RecordStore, oldest: Int) {
    let kept = store.indices
    let start = max(examined, kept.lowerBound)
    let end = min(kept.upperBound, start + Self.portion)
    for number in start..<max(start, end) where filter.matches(store[number]) {
      numbers.append(number)
    }
    examined = max(start, end)
    gone += numbers[gone...].firstPosition { $0 >= oldest }
    if gone > 4096, gone > numbers.count / 2 {
      numbers.removeFirst(gone)
      gone = 0
    }
  }
}

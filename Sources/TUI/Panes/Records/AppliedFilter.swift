import RecordStore

/// A filter at work: which records match, found in portions as time allows.
struct AppliedFilter: Sendable {
  /// The longest time for one go, so that a key never waits longer.
  static let slice = Duration.milliseconds(4)
  /// Bytes looked at between two looks at the clock.
  private static let bytesAtOnce = 64 << 10

  /// As the user typed it.
  let text: String
  private let filter: RecordFilter
  private var numbers: [Int] = []
  /// How many of `numbers` at the front belong to records that are gone.
  private var gone = 0
  private(set) var examined = 0

  /// Nil for a text that lets everything through.
  init?(parsing text: String) throws(RecordFilterProblem) {
    guard !text.isEmpty else { return nil }
    filter = try RecordFilter(parsing: text)
    self.text = text
  }

  /// Numbers of the matching records, ascending.
  var matches: ArraySlice<Int> { numbers[gone...] }

  /// Records on which a regular expression gave up; they count as no match.
  var undecided: Int { filter.undecided }

  /// Looks at the next records that it has not seen. Of records that are dropped those from
  /// `oldest` on stay in the list, so that a window over them does not move.
  mutating func examine(_ store: RecordStore, oldest: Int) {
    let kept = store.indices
    let start = max(examined, kept.lowerBound)
    examined = start
    let began = ContinuousClock.now
    var bytes = 0
    while examined < kept.upperBound {
      let record = store[examined]
      if filter.matches(record) { numbers.append(examined) }
      examined += 1
      // A record costs something even if it is empty.
      bytes += record.byteCount + 64
      guard bytes >= Self.bytesAtOnce else { continue }
      if ContinuousClock.now - began >= Self.slice { break }
      bytes = 0
    }
    gone += numbers[gone...].firstPosition { $0 >= oldest }
    if gone > 4096, gone > numbers.count / 2 {
      numbers.removeFirst(gone)
      gone = 0
    }
  }
}

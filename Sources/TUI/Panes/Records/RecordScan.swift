import RecordStore

/// A look at one record after the other, in portions as time allows: at those that a filter takes, or
/// at those in which something is found.
struct RecordScan: Sendable {
  /// The longest time for one go, so that a key never waits longer.
  static let slice = Duration.milliseconds(4)
  /// Bytes looked at between two looks at the clock.
  private static let bytesAtOnce = 64 << 10

  /// As the user typed it.
  let text: String
  private let verdict: @Sendable (StoredRecord) -> Bool?
  private var numbers: [Int] = []
  /// How many of `numbers` at the front belong to records that are gone.
  private var gone = 0
  private(set) var examined = 0
  /// Records on which a regular expression gave up; they count as no match.
  private(set) var undecided = 0

  private init(_ text: String, _ verdict: @escaping @Sendable (StoredRecord) -> Bool?) {
    self.text = text
    self.verdict = verdict
  }

  /// What a filter takes; nil for a text that lets everything through.
  init?(filter text: String) throws(RecordFilterProblem) {
    guard !text.isEmpty else { return nil }
    let filter = try RecordFilter(parsing: text)
    self.init(text) { filter.verdict(on: $0) }
  }

  /// Where something is found.
  init(_ needle: Needle) {
    self.init(needle.text) { needle.verdict(on: $0) }
  }

  /// The same from the beginning.
  var begunAnew: RecordScan { RecordScan(text, verdict) }

  /// Numbers of the matching records, ascending.
  var matches: ArraySlice<Int> { numbers[gone...] }

  /// Looks at the next of `rows` that it has not seen, up to the record of number `end`. Of records
  /// that are dropped those from `oldest` on stay in the list, so that a window over them does not
  /// move.
  mutating func examine(
    _ rows: RecordRows, of store: RecordStore, upTo end: Int, oldest: Int,
    until deadline: ContinuousClock.Instant
  ) {
    examined = max(examined, store.indices.lowerBound)
    var position = rows.position(of: examined)
    var bytes = 0
    var reader = RecordReader(store)
    while examined < end {
      guard position < rows.count, case let number = rows.number(at: position), number < end else {
        examined = end
        break
      }
      let record = reader.record(number)
      take(number, verdict(record))
      examined = number + 1
      position += 1
      // A record costs something even if it is empty.
      bytes += record.byteCount + 64
      guard bytes >= Self.bytesAtOnce else { continue }
      if ContinuousClock.now >= deadline { break }
      bytes = 0
    }
    gone += numbers[gone...].firstPosition { $0 >= oldest }
    if gone > 4096, gone > numbers.count / 2 {
      numbers.removeFirst(gone)
      gone = 0
    }
  }

  private mutating func take(_ number: Int, _ verdict: Bool?) {
    switch verdict {
    case nil: undecided += 1
    case true?: numbers.append(number)
    case false?: break
    }
  }
}

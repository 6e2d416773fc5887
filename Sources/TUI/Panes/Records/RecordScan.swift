import RecordStore

/// A look at records in portions as time allows: at those that a filter takes, or at those in which
/// something is found. It begins where the user looks and goes both ways from there, so that the
/// screen is full at once, whatever the stream has kept.
struct RecordScan: Sendable {
  /// The longest time for one go, so that a key never waits longer.
  static let slice = Duration.milliseconds(4)
  /// Bytes looked at between two looks at the clock.
  private static let bytesAtOnce = 64 << 10

  /// As the user typed it.
  let text: String
  private let question: RecordQuestion
  /// Numbers of the records found.
  private(set) var matches = NumberSet()
  /// The numbers of the records that were looked at; nil before the first.
  private var range: Range<Int>?
  /// The way that it goes next, where both are open.
  private var isBackward = true
  /// Records on which a regular expression gave up; they count as no match.
  private(set) var undecided = 0

  /// What a filter takes; nil for a text that lets everything through.
  init?(filter text: String) throws(RecordFilterProblem) {
    guard !text.isEmpty else { return nil }
    question = RecordQuestion(try RecordFilter(parsing: text))
    self.text = text
  }

  /// Where something is found.
  init(_ needle: Needle) {
    text = needle.text
    question = needle.question
  }

  /// The same from the beginning.
  var begunAnew: RecordScan {
    var scan = self
    (scan.matches, scan.range, scan.undecided) = (NumberSet(), nil, 0)
    return scan
  }

  /// The numbers of the records that were looked at.
  var examined: Range<Int> { range ?? 0..<0 }

  /// Whether all records of a store were looked at.
  func isDone(with numbers: Range<Int>) -> Bool {
    numbers.isEmpty
      || (examined.lowerBound <= numbers.lowerBound
        && examined.upperBound >= numbers.upperBound)
  }

  /// Looks at records that it has not seen, of those that another scan found or of all.
  ///
  /// - Parameters:
  ///   - numbers: Those that can be looked at by now.
  ///   - start: Where it begins.
  ///   - oldest: Of records that are dropped those from it on stay, so that a window over them does
  ///     not move.
  mutating func examine(
    _ store: RecordStore, _ numbers: Range<Int>, of others: NumberSet?, from start: Int,
    oldest: Int, until deadline: ContinuousClock.Instant
  ) {
    var reader = RecordReader(store)
    var done = begin(numbers, at: start)
    var cost = 0
    while done.lowerBound > numbers.lowerBound || done.upperBound < numbers.upperBound {
      let isBackward =
        done.lowerBound > numbers.lowerBound
        && (self.isBackward || done.upperBound >= numbers.upperBound)
      let open =
        isBackward
        ? numbers.lowerBound..<done.lowerBound : done.upperBound..<numbers.upperBound
      let answer =
        others.map { examine(&reader, open, of: $0, isBackward: isBackward) }
        ?? reader.answer(
          question, in: open, isBackward: isBackward, budget: Self.bytesAtOnce)
      for number in answer.numbers { matches.insert(number) }
      undecided += answer.undecided
      cost += answer.cost
      done =
        isBackward
        ? answer.examined.lowerBound..<done.upperBound
        : done.lowerBound..<answer.examined.upperBound
      self.isBackward.toggle()
      if cost >= Self.bytesAtOnce {
        if ContinuousClock.now >= deadline { break }
        cost = 0
      }
    }
    range = done
    matches.remove(below: oldest)
  }

  /// What was looked at and is still there; a place to begin at where nothing was.
  private func begin(_ numbers: Range<Int>, at start: Int) -> Range<Int> {
    guard let range, range.upperBound >= numbers.lowerBound else {
      let start = min(max(start, numbers.lowerBound), numbers.upperBound)
      return start..<start
    }
    return range.clamped(to: numbers.lowerBound..<max(numbers.upperBound, range.upperBound))
  }

  /// Looks at those that another scan found, up to the end of what is open or of a portion.
  private func examine(
    _ reader: inout RecordReader, _ open: Range<Int>, of others: NumberSet, isBackward: Bool
  ) -> RecordQuestion.Answer {
    var answer = RecordQuestion.Answer(examined: open)
    var next =
      isBackward ? others.last(before: open.upperBound) : others.first(from: open.lowerBound)
    while let number = next, open.contains(number) {
      let record = reader.record(number)
      answer.take(number, question.verdict(on: record), bytes: record.byteCount)
      guard answer.cost < Self.bytesAtOnce else {
        answer.examined =
          isBackward
          ? number..<open.upperBound : open.lowerBound..<number + 1
        break
      }
      next = isBackward ? others.last(before: number) : others.first(from: number + 1)
    }
    return answer
  }
}

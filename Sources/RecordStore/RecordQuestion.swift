/// What a record costs besides its payload.
private let costOfRecord = 64

/// What is asked of many records, one after the other: which of them a filter takes, or which hold
/// something.
public struct RecordQuestion: Sendable {
  /// What was found out in one go.
  public struct Answer: Sendable {
    /// The records that were looked at: neighbours, of which the first or the last was asked for.
    public var examined: Range<Int>
    /// The numbers of those that are meant, ascending.
    public var numbers: [Int] = []
    /// How many a pattern gave up on.
    public var undecided = 0
    /// What was looked at, in bytes; a record costs something even if it is empty.
    public var cost = 0

    /// Nothing found in these.
    public init(examined: Range<Int>) { self.examined = examined }

    /// Takes in what was found out of one record.
    public mutating func take(_ number: Int, _ verdict: Bool?, bytes: Int) {
      switch verdict {
      case nil: undecided += 1
      case true?: numbers.append(number)
      case false?: break
      }
      cost += bytes + costOfRecord
    }
  }

  private let expression: FilterExpression
  private let takesMarks: Bool

  /// Which records a filter takes, marks with them.
  public init(_ filter: RecordFilter) {
    expression = filter.expression
    takesMarks = true
  }

  /// Which records hold it.
  public init(_ search: RecordSearch) {
    expression = search.expression
    takesMarks = false
  }

  /// Whether one record is meant; nil where a pattern gave up.
  public func verdict(on record: StoredRecord) -> Bool? {
    record.withBytes { verdict(on: $0) }
  }

  private func verdict(on record: RecordBytes) -> Bool? {
    takesMarks && record.header.kind == .mark ? true : expression.verdict(on: record)
  }

  /// Asks it of some records of `slab` from `indices`, from its first on or, backward, from its last,
  /// until about `budget` bytes were looked at.
  func answer(
    in slab: RecordSlab, _ indices: Range<Int>, isBackward: Bool, budget: Int
  ) -> Answer {
    slab.bytes.withUnsafeBytes { bytes in
      slab.headers.withUnsafeBufferPointer { headers in
        let (some, cost) = Self.portion(headers, indices, isBackward: isBackward, budget: budget)
        var answer = Answer(
          examined: slab.firstRecord + some.lowerBound..<slab.firstRecord + some.upperBound)
        if case .text(let text) = expression, text.count > 0 {
          find(text, in: bytes, headers, some, first: slab.firstRecord, &answer)
        } else {
          for index in some {
            let record = RecordBytes(headers[index], in: bytes)
            answer.take(slab.firstRecord + index, verdict(on: record), bytes: record.payload.count)
          }
        }
        answer.cost = cost
        return answer
      }
    }
  }

  private static func portion(
    _ headers: UnsafeBufferPointer<RecordSlab.Header>, _ indices: Range<Int>, isBackward: Bool,
    budget: Int
  ) -> (Range<Int>, cost: Int) {
    var (some, cost) = (isBackward ? indices.suffix(0) : indices.prefix(0), 0)
    while some.count < indices.count, cost < budget {
      some =
        isBackward
        ? some.lowerBound - 1..<some.upperBound : some.lowerBound..<some.upperBound + 1
      let index = isBackward ? some.lowerBound : some.upperBound - 1
      cost += Int(headers[index].payloadCount) + costOfRecord
    }
    return (some, cost)
  }

  /// A text is looked for in all payloads at once, which lie one behind the other.
  private func find(
    _ text: PayloadSearch, in bytes: UnsafeRawBufferPointer,
    _ headers: UnsafeBufferPointer<RecordSlab.Header>, _ indices: Range<Int>, first: Int,
    _ answer: inout Answer
  ) {
    guard let last = indices.last, let start = indices.first.map({ headers[$0].payload.lowerBound })
    else { return }
    let portion = UnsafeRawBufferPointer(rebasing: bytes[..<headers[last].payload.upperBound])
    var hit = text.first(in: portion, from: start)
    for index in indices {
      if hit == nil, !takesMarks { return }
      let payload = headers[index].payload
      // What was found stands in a name or an ID, or across the end of a payload.
      while let found = hit, found.lowerBound < payload.lowerBound {
        hit = text.first(in: portion, from: payload.lowerBound)
      }
      let isHere = hit.map { $0.upperBound <= payload.upperBound } ?? false
      if isHere || (takesMarks && headers[index].kind == .mark) {
        answer.numbers.append(first + index)
      }
    }
  }
}

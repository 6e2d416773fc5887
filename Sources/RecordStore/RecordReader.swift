/// Looks at one record after the other of a store, and finds a slab once for all of its records.
public struct RecordReader {
  private let store: RecordStore
  private var slab: RecordSlab?

  /// Of a store as it is now.
  public init(_ store: RecordStore) { self.store = store }

  /// Asks something of neighbouring records from `numbers`, which have to be of the store's `indices`:
  /// from the first on or, backward, from the last, until about `budget` bytes were looked at. At
  /// least one is.
  public mutating func answer(
    _ question: RecordQuestion, in numbers: Range<Int>, isBackward: Bool, budget: Int
  ) -> RecordQuestion.Answer {
    let slab = slab(of: isBackward ? numbers.upperBound - 1 : numbers.lowerBound)
    let first = slab.firstRecord
    let some = numbers.clamped(to: slab.records)
    return question.answer(
      in: slab, some.lowerBound - first..<some.upperBound - first, isBackward: isBackward,
      budget: budget)
  }

  /// The record of that number, which has to be one of the store's `indices`.
  public mutating func record(_ number: Int) -> StoredRecord {
    let slab = slab(of: number)
    return StoredRecord(number: number, slab: slab, index: number - slab.firstRecord)
  }

  private mutating func slab(of number: Int) -> RecordSlab {
    if let slab, slab.records.contains(number) { return slab }
    let found = store.slab(of: number)
    slab = found
    return found
  }
}

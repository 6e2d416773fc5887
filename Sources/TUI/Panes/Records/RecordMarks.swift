import RecordStore

/// Records of one stream that the user marked.
struct RecordMarks: Hashable, Sendable {
  /// More than anybody finds again.
  static let most = 1000

  /// Their numbers, ascending.
  private(set) var numbers: [Int] = []

  func contains(_ number: Int) -> Bool {
    let place = numbers[...].firstPosition { $0 >= number }
    return place < numbers.count && numbers[place] == number
  }

  /// Sets a mark or takes it away; false where there are too many.
  mutating func toggle(_ number: Int) -> Bool {
    let place = numbers[...].firstPosition { $0 >= number }
    if place < numbers.count, numbers[place] == number {
      numbers.remove(at: place)
    } else {
      guard numbers.count < Self.most else { return false }
      numbers.insert(number, at: place)
    }
    return true
  }

  /// How many of the marked records are dropped by now.
  func gone(from store: RecordStore) -> Int {
    numbers[...].firstPosition { $0 >= store.indices.lowerBound }
  }

  /// The position of the next one below `position`, or else of the first of all; nil where none is
  /// among the rows.
  func next(after position: Int, in rows: RecordRows, of store: RecordStore) -> Int? {
    let places = numbers.dropFirst(gone(from: store)).compactMap { number in
      let place = rows.position(of: number)
      return place < rows.count && rows.number(at: place) == number ? place : nil
    }
    return places.first { $0 > position } ?? places.first
  }
}

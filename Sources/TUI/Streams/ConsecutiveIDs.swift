/// Whether a stream's event IDs are consecutive numbers: only then a jump over a lost connection tells
/// which events nobody saw.
struct ConsecutiveIDs: Hashable, Sendable {
  /// What the IDs say of a connection that was made anew.
  enum Finding: Hashable, Sendable {
    case nothingLost
    case lost(ClosedRange<Int>)
  }

  /// So many steps by one, and nobody calls it chance.
  private static let enough = 3

  private var last: Int?
  private var steps = 0

  /// True where a jump would mean something.
  var areKnown: Bool { steps >= Self.enough }

  /// Takes the IDs of events that came together in, of which the first and the last are given.
  ///
  /// - Parameter isAnew: They are the first of a connection that was made anew.
  mutating func take(first: String, last: String, count: Int, isAnew: Bool) -> Finding? {
    guard let start = Self.number(first), let end = Self.number(last), end - start == count - 1
    else {
      self = ConsecutiveIDs()
      return nil
    }
    let before = self.last
    self.last = end
    guard let before else {
      steps = count - 1
      return nil
    }
    if start == before + 1 {
      let finding: Finding? = isAnew && areKnown ? .nothingLost : nil
      steps += count
      return finding
    }
    if isAnew, areKnown, start > before { return .lost(before + 1...start - 1) }
    steps = 0
    return nil
  }

  private static func number(_ id: String) -> Int? {
    // Larger ones are names that happen to be digits, and sums with them would overflow.
    guard (1...15).contains(id.utf8.count),
      id.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    return Int(id)
  }
}

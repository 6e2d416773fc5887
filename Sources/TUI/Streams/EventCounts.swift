/// How many events of each name came, in memory that a server can't make grow.
struct EventCounts: Hashable, Sendable {
  /// Names that are told apart; a server may invent any number.
  private static let limit = 50

  private var counts: [String: Int] = [:]
  /// Events of names beyond the limit.
  private(set) var others = 0

  mutating func count(_ name: String, by number: Int) {
    if counts[name] != nil || counts.count < Self.limit {
      counts[name, default: 0] += number
    } else {
      others += number
    }
  }

  /// Name and number, the most frequent first; empty where all have one name.
  var ranked: [(name: String, count: Int)] {
    guard counts.count > 1 else { return [] }
    let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { (name: $0.key, count: $0.value) }
    return ranked + (others > 0 ? [(name: CallbackTrace.otherNames, count: others)] : [])
  }
}

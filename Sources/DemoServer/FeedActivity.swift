import Synchronization

/// How much a server's feeds have made.
final class FeedActivity: Sendable {
  private let units = Atomic<Int>(0)

  /// Records and bytes of files made since the start, sent or not.
  var unitsMade: Int { units.load(ordering: .relaxed) }

  func addUnits(_ count: Int) {
    units.wrappingAdd(count, ordering: .relaxed)
  }
}

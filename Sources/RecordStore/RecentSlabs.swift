import Synchronization

/// The slabs that were read again last, so that a screen full of records is read once.
public final class RecentSlabs: Sendable {
  /// A screen may stand over the border of two.
  private static let most = 2

  private struct Entry {
    /// Held, or another could come to have its identity.
    let spilled: SpilledSlab
    let slab: RecordSlab
  }

  private let entries = Mutex<[Entry]>([])

  /// None yet.
  public init() {}

  func slab(of spilled: SpilledSlab) -> RecordSlab {
    if let known = entries.withLock({ $0.first { $0.spilled === spilled } }) { return known.slab }
    // Read without the lock, by two threads at worst.
    let entry = Entry(spilled: spilled, slab: spilled.read())
    let gone = entries.withLock { entries in
      entries.append(entry)
      return entries.count > Self.most ? entries.removeFirst() : nil
    }
    _ = gone
    return entry.slab
  }
}

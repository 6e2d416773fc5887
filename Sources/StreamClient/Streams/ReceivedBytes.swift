import Synchronization

/// Counts the bytes of a stream's bodies as they come from the network, whatever is made of them:
/// after HTTP's framing, before a compression is undone.
public final class ReceivedBytes: Sendable {
  private let count = Atomic<Int>(0)

  /// A count of nothing.
  public init() {}

  /// What has come since the last call.
  public func take() -> Int { count.exchange(0, ordering: .relaxed) }

  func add(_ bytes: Int) { count.add(bytes, ordering: .relaxed) }
}

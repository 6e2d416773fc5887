import Synchronization

/// Counts the bytes of a stream's bodies as they come from the network, whatever is made of them:
/// after HTTP's framing, before a compression is undone.
public final class ReceivedBytes: Sendable {
  /// How much smaller bodies were on their way.
  public struct Compression: Sendable, Hashable {
    /// What the server did, `gzip`; of several with commas, in that order.
    public var coding: String
    /// Bytes of compressed bodies, as they came.
    public var received: Int
    /// What became of them so far.
    public var decoded: Int

    /// A compression of a body.
    public init(coding: String, received: Int, decoded: Int) {
      self.coding = coding
      self.received = received
      self.decoded = decoded
    }
  }

  private let count = Atomic<Int>(0)
  private let compressed = Atomic<Int>(0)
  private let decoded = Atomic<Int>(0)
  /// Of the latest body that had one; taken once for each body.
  private let coding = Mutex<String?>(nil)

  /// A count of nothing.
  public init() {}

  /// What has come since the last call.
  public func take() -> Int { count.exchange(0, ordering: .relaxed) }

  /// Of all bodies that were compressed; nil where none was.
  public var compression: Compression? {
    guard let coding = coding.withLock({ $0 }) else { return nil }
    return Compression(
      coding: coding, received: compressed.load(ordering: .relaxed),
      decoded: decoded.load(ordering: .relaxed))
  }

  func begin(_ codings: [ContentCoding]) {
    guard !codings.isEmpty else { return }
    coding.withLock { $0 = codings.map(\.rawValue).joined(separator: ", ") }
  }

  func add(_ bytes: Int, isCompressed: Bool = false) {
    count.add(bytes, ordering: .relaxed)
    if isCompressed { compressed.add(bytes, ordering: .relaxed) }
  }

  func add(decoded bytes: Int) { decoded.add(bytes, ordering: .relaxed) }
}

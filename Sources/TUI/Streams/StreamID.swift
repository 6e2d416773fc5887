/// One run of one endpoint. A second run of the same endpoint has another ID, so that late news of
/// the first cannot be taken for its own.
public struct StreamID: Hashable, Sendable, Comparable {
  /// Counted from 1 in the order of the runs; those that pass through a proxy are counted apart.
  public let number: Int
  /// Whether somebody else asked, and it passes through our proxy.
  public let isPassing: Bool

  /// The run of this number that we asked for.
  public init(_ number: Int) {
    self.number = number
    isPassing = false
  }

  /// The run that the proxy gave this number.
  public init(passing number: Int) {
    self.number = number
    isPassing = true
  }

  /// Earlier runs come first.
  public static func < (one: StreamID, other: StreamID) -> Bool {
    (one.number, one.isPassing ? 1 : 0) < (other.number, other.isPassing ? 1 : 0)
  }
}

/// One run of one endpoint. A second run of the same endpoint has another ID, so that late news of
/// the first cannot be taken for its own.
public struct StreamID: Hashable, Sendable, Comparable {
  /// Counted from 1 in the order of the runs.
  public let number: Int

  /// The run of this number.
  public init(_ number: Int) {
    self.number = number
  }

  /// Earlier runs come first.
  public static func < (one: StreamID, other: StreamID) -> Bool { one.number < other.number }
}

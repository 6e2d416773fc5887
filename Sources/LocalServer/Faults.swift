/// What a server does wrong on purpose, so that the error paths of a front end are tried.
public struct Faults: Sendable, Hashable {
  /// Where a body breaks off on purpose.
  public enum Cut: Sendable, Hashable {
    case bytes(Int)
    case time(Duration)
  }

  /// Statuses in place of the first answers.
  public struct Refusals: Sendable, Hashable {
    /// What is answered with it.
    public static let text = "refused on purpose: --status\n"

    /// The status, 400 to 599.
    public var status: Int
    /// How many requests get it.
    public var count: Int

    /// So many answers of this status.
    public init(status: Int, count: Int) {
      self.status = status
      self.count = count
    }
  }

  /// Each body breaks off here.
  public var cut: Cut?
  /// The first requests are refused.
  public var refusals: Refusals?
  /// So much is waited before each answer.
  public var latency: Duration
  /// Bodies are sent in pieces of so many bytes.
  public var fragment: Int?

  /// Without arguments nothing goes wrong.
  public init(
    cut: Cut? = nil, refusals: Refusals? = nil, latency: Duration = .zero, fragment: Int? = nil
  ) {
    self.cut = cut
    self.refusals = refusals
    self.latency = latency
    self.fragment = fragment
  }
}

import Endpoints

/// What discovery found, and which targets gave nothing.
public struct DiscoveryResult: Sendable, Hashable {
  /// A target that gave nothing at all.
  public struct Failure: Sendable, Hashable {
    /// The target.
    public var target: Target
    /// What happened, where, and what to do next.
    public var sentence: String

    /// Makes a failure.
    public init(target: Target, sentence: String) {
      self.target = target
      self.sentence = sentence
    }
  }

  /// Everything that was found; its warnings hold the failures' sentences too.
  public var catalog: Catalog
  /// In the order of the targets.
  public var failures: [Failure]

  /// The origin that only a fetched document names: credentials do not go there unasked.
  public var foreignOrigin: String?

  /// Makes a result.
  public init(catalog: Catalog = Catalog(), failures: [Failure] = []) {
    self.catalog = catalog
    self.failures = failures
  }
}

/// A fact about an endpoint: known because somebody said so, or assumed because nobody did.
///
/// `endpoint.kinds` is the value and `endpoint.$kinds` the fact. Who said so is in `evidence`, under
/// the fact's name.
@propertyWrapper
public struct Fact<Value: Sendable & Hashable>: Sendable, Hashable {
  /// What is known or assumed.
  public var wrappedValue: Value
  /// True where the value stands in for what nobody said.
  public var isAssumed: Bool

  /// Makes a fact; without more words one that is known.
  public init(wrappedValue: Value, isAssumed: Bool = false) {
    self.wrappedValue = wrappedValue
    self.isAssumed = isAssumed
  }

  /// The fact itself.
  public var projectedValue: Fact {
    get { self }
    set { self = newValue }
  }
}

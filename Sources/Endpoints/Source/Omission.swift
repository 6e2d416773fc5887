import StreamDecoding

/// A function of the source that serves something, where reading could not say what.
public struct Omission: Sendable, Hashable {
  /// The function.
  public var name: String
  /// What is said of it, unless another source knows its endpoint.
  public var sentence: String

  /// Reads one of the inspector's; nil where it is malformed.
  init?(_ value: JSONValue) {
    guard let name = value["name"]?.stringValue, let sentence = value["sentence"]?.stringValue
    else { return nil }
    self.name = name
    self.sentence = sentence
  }
}

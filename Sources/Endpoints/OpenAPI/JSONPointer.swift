import StreamDecoding
import WebText

/// The way to a value within a JSON document, as a `$ref` writes it: `#/components/schemas/Item`.
///
/// Source: RFC 6901, section 6, "URI Fragment Identifier Representation".
public struct JSONPointer: Sendable, Hashable {
  /// The names of members and the places of elements, nothing in them escaped.
  public let steps: [String]

  /// Makes the pointer that goes these steps.
  public init(_ steps: [String]) { self.steps = steps }

  /// Reads a reference; nil for one that leads out of its document, or to an anchor.
  public init?(reference: String) {
    guard reference == "#" || reference.hasPrefix("#/") else { return nil }
    // Cut before it is decoded: who writes `%2F` means a slash in a name.
    steps = reference.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .dropFirst().map { Self.step(Substring($0)) }
  }

  /// A large document has a reference at every other line, and hardly one of them an escape.
  private static func step(_ text: Substring) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "~") }) else {
      return String(text)
    }
    return PercentCoding.decoded(text).replacing("~1", with: "/").replacing("~0", with: "~")
  }

  /// The pointer as a reference within the document.
  public var reference: String {
    "#"
      + steps.map { step in
        "/"
          + step.replacing("~", with: "~0").replacing("/", with: "~1").percentEncoded(.pointer)
      }.joined()
  }

  /// What stands there; nil where nothing does.
  public func value(in document: JSONValue) -> JSONValue? {
    var value = document
    for step in steps {
      guard let next = value[step] ?? Self.element(step, of: value) else { return nil }
      value = next
    }
    return value
  }

  private static func element(_ step: String, of value: JSONValue) -> JSONValue? {
    guard let index = Int(step), String(index) == step else { return nil }
    return value[index]
  }
}

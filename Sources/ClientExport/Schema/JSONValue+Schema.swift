import StreamDecoding

/// A value read as a schema.
extension JSONValue {
  /// What its author says of it.
  var summary: String { self["description"]?.stringValue ?? "" }

  /// The author wants nobody to use it any more.
  var isDeprecated: Bool { self["deprecated"] == true }

  /// The names that an object must have.
  var requiredNames: [String] { self["required"]?.arrayValue?.compactMap(\.stringValue) ?? [] }

  /// The members that an object may have.
  var properties: JSONObject { self["properties"]?.objectValue ?? [:] }

  /// The types that are named; empty where none is.
  var typeNames: [String] {
    self["type"]?.stringValue.map { [$0] }
      ?? self["type"]?.arrayValue?.compactMap(\.stringValue) ?? []
  }
}

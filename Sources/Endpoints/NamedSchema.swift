import StreamDecoding

/// A shape with the name of its model, where it has one.
public struct NamedSchema: Sendable, Hashable {
  /// The key in `Catalog.models`, or a class name that only the source knows.
  public var name: String?
  /// JSON Schema, dialect 2020-12; of a named model the model itself, not a reference to it.
  public var schema: JSONValue

  /// Makes a named schema.
  public init(name: String? = nil, schema: JSONValue = [:]) {
    self.name = name
    self.schema = schema
  }

  /// What a union of models is one of, `null` left out: `Tick`, `Trade`. Empty for any other shape,
  /// and where a member has neither a name nor a type.
  var memberNames: [String] {
    let choices = (schema["anyOf"] ?? schema["oneOf"])?.arrayValue ?? []
    let members = choices.filter { $0["type"] != "null" }
    let models = members.map { SchemaReference($0).flatMap { $0.inner.isEmpty ? $0.model : nil } }
    let names = zip(members, models).compactMap { $1 ?? $0["type"]?.stringValue }
    return names.count == members.count && models.contains { $0 != nil } ? names : []
  }
}

/// An event type that a Server-Sent Events stream is known to send.
public struct NamedEvent: Sendable, Hashable {
  /// The value of its `event` field.
  public var name: String
  /// The shape of its data, where it is known and differs from the endpoint's item.
  public var item: NamedSchema?

  /// The name of events that name none, where others have names.
  /// Source: WHATWG HTML, 9.2.6 "Interpreting an event stream".
  public static let unnamed = "message"

  /// Makes a named event.
  public init(name: String, item: NamedSchema? = nil) {
    self.name = name
    self.item = item
  }
}

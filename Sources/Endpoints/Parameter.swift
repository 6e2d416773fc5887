import StreamDecoding

/// Where a parameter travels.
public enum ParameterLocation: String, Sendable, Hashable, CaseIterable {
  /// A segment of the path, or a part of one.
  case path
  /// The query string.
  case query
  /// A request header.
  case header
  /// A cookie.
  case cookie
}

/// A value that a request takes besides its body.
public struct Parameter: Sendable, Hashable {
  /// The name on the wire: an alias where there is one.
  public var name: String
  /// Where it travels.
  public var location: ParameterLocation
  /// A request without it is refused. Always true in a path.
  public var required: Bool
  /// JSON Schema, dialect 2020-12, references resolved; `{}` allows anything.
  public var schema: JSONValue
  /// One line for people.
  public var summary: String
  /// How its value is written; nil where nobody says so.
  public var style: ParameterStyle?

  /// Makes a parameter.
  public init(
    name: String, location: ParameterLocation, required: Bool = false,
    schema: JSONValue = [:], summary: String = ""
  ) {
    self.name = name
    self.location = location
    self.required = required
    self.schema = schema
    self.summary = summary
  }

  /// Whether its value is not to be shown. Source: OpenAPI 3.2, "Data Type Format".
  public var isPassword: Bool { schema["format"]?.stringValue == "password" }
}

import StreamDecoding

/// A parameter of an endpoint: what the OpenAPI document says of it, and how values are read.
struct Parameter: Sendable {
  enum Location: String, Sendable {
    case path, query, header
  }

  enum Kind: Sendable {
    case string(choices: [String] = [])
    case integer(ClosedRange<Int>? = nil)
    case number(ClosedRange<Double>)
  }

  var name: String
  var location: Location
  var kind: Kind
  /// nil makes the parameter required; `.null` makes it optional without a value of its own.
  var fallback: JSONValue?
  var summary: String
  /// A value to try it with.
  var example: JSONValue?

  /// A required parameter of the path.
  static func path(
    _ name: String, _ kind: Kind, example: JSONValue? = nil, _ summary: String
  ) -> Parameter {
    Parameter(
      name: name, location: .path, kind: kind, fallback: nil, summary: summary, example: example)
  }

  /// A parameter of the query; required where there is no default.
  static func query(
    _ name: String, _ kind: Kind, default fallback: JSONValue? = nil, example: JSONValue? = nil,
    _ summary: String
  ) -> Parameter {
    Parameter(
      name: name, location: .query, kind: kind, fallback: fallback, summary: summary,
      example: example)
  }

  /// An optional header field.
  static func header(_ name: String, _ summary: String) -> Parameter {
    Parameter(name: name, location: .header, kind: .string(), fallback: .null, summary: summary)
  }

  /// The Parameter Object of the OpenAPI document.
  var document: JSONValue {
    var schema = self.schema
    if let fallback, fallback != .null { schema["default"] = fallback }
    if let example { schema["examples"] = [example] }
    return [
      "name": .string(name), "in": .string(location.rawValue), "required": .bool(fallback == nil),
      "description": .string(summary), "schema": .object(schema),
    ]
  }

  private var schema: JSONObject {
    switch kind {
    case .string(let choices):
      return choices.isEmpty
        ? ["type": "string"] : ["type": "string", "enum": .array(choices.map(JSONValue.string))]
    case .integer(let range):
      guard let range else { return ["type": "integer"] }
      return [
        "type": "integer", "minimum": .number(range.lowerBound),
        "maximum": .number(range.upperBound),
      ]
    case .number(let range):
      return [
        "type": "number", "minimum": .number(range.lowerBound),
        "maximum": .number(range.upperBound),
      ]
    }
  }

  /// Reads a value as it was sent. Values out of bounds are moved to the nearest bound.
  func read(_ text: String?) throws(ValidationFault) -> JSONValue {
    guard let text else {
      guard let fallback else { throw .missing([location.rawValue, name]) }
      return fallback
    }
    switch kind {
    case .string(let choices):
      guard choices.isEmpty || choices.contains(text) else {
        throw .choice([location.rawValue, name], choices, input: text)
      }
      return .string(text)
    case .integer(let range):
      guard let value = Int(text) else { throw .integer([location.rawValue, name], input: text) }
      guard let range else { return .number(value) }
      return .number(min(max(value, range.lowerBound), range.upperBound))
    case .number(let range):
      guard let value = Double(text), value.isFinite else {
        throw .number([location.rawValue, name], input: text)
      }
      return .number(min(max(value, range.lowerBound), range.upperBound))
    }
  }
}

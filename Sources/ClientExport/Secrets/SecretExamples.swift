import Endpoints
import StreamDecoding

/// A document of schemas and of examples, without what it says of secrets' values: examples and
/// defaults are copied from real ones more often than not.
struct SecretExamples {
  /// Where the secrets of security schemes stand.
  let places: [SecretPlace]

  /// The document without them. In examples of whole objects `$NAME` stands for each.
  func removed(from document: JSONValue) -> JSONValue {
    cleaned(document, isSecret: false)
  }

  private func cleaned(_ value: JSONValue, isSecret: Bool) -> JSONValue {
    switch value {
    case .null, .bool, .number, .string: return value
    case .array(let elements): return .array(elements.map { cleaned($0, isSecret: isSecret) })
    case .object(let members):
      let isSecret = isSecret || isSecretParameter(value)
      var result = JSONObject()
      for (key, value) in members where !isSecret || !Self.values.contains(key) {
        result[key] = cleaned(value, of: key, isSecret: isSecret)
      }
      return .object(result)
    }
  }

  /// A member of a schema, a parameter or whatever holds them.
  private func cleaned(_ value: JSONValue, of key: String, isSecret: Bool) -> JSONValue {
    switch key {
    case "default", "example": return MaskedValue(value).withVariables
    case "examples": return examples(value)
    case "properties", "patternProperties", "headers":
      return named(value) { isSecret || Secret.variable(for: $0) != nil }
    case _ where Self.maps.contains(key): return named(value) { _ in isSecret }
    default: return cleaned(value, isSecret: isSecret)
    }
  }

  /// JSON Schema's list of values, or OpenAPI's objects by their names.
  private func examples(_ value: JSONValue) -> JSONValue {
    guard let members = value.objectValue else { return MaskedValue(value).withVariables }
    var result = JSONObject()
    for (name, example) in members {
      var fields = example.objectValue ?? [:]
      for key in ["value", "dataValue"] {
        fields[key] = fields[key].map { MaskedValue($0).withVariables }
      }
      result[name] = example.objectValue == nil ? example : .object(fields)
    }
    return .object(result)
  }

  private func named(_ value: JSONValue, isSecret: (String) -> Bool) -> JSONValue {
    guard let members = value.objectValue else { return cleaned(value, isSecret: false) }
    var result = JSONObject()
    for (name, member) in members { result[name] = cleaned(member, isSecret: isSecret(name)) }
    return .object(result)
  }

  private func isSecretParameter(_ value: JSONValue) -> Bool {
    guard let name = value["name"]?.stringValue, let location = value["in"]?.stringValue else {
      return false
    }
    return location == "cookie" || Secret.variable(for: name) != nil
      || places.contains { place in
        place.location.rawValue == location && place.name.lowercased() == name.lowercased()
      }
  }

  /// Members that are values of what has them.
  private static let values: Set<String> = ["default", "example", "examples"]

  /// Members whose own members have names that an author chose: `default` is a response there.
  /// Source: OpenAPI 3.2, "Components Object"; JSON Schema 2020-12, 8.2.4 and 10.2.2.
  private static let maps: Set<String> = [
    "$defs", "callbacks", "content", "definitions", "dependentSchemas", "encoding", "links",
    "mediaTypes", "models", "parameters", "pathItems", "paths", "requestBodies", "responses",
    "schemas", "securitySchemes", "variables", "webhooks",
  ]
}

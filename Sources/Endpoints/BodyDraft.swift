import StreamDecoding

/// A first body for a request, made of its schema, for the user to change.
public enum BodyDraft {
  /// Models refer to each other, also in circles.
  private static let depthLimit = 6

  /// JSON that fits `schema`: defaults and examples where there are some, else empty values; of
  /// the optional members only those with a default or an example.
  public static func text(for schema: JSONValue, models: JSONObject) -> String {
    value(for: schema, models: models, depth: 0).text()
  }

  private static func value(for schema: JSONValue, models: JSONObject, depth: Int) -> JSONValue {
    if let given = given(in: schema) { return given }
    guard depth < depthLimit else { return .null }
    if let reference = schema["$ref"]?.stringValue {
      let name = reference.split(separator: "/").last.map(String.init) ?? ""
      return value(for: models[name] ?? [:], models: models, depth: depth + 1)
    }
    if let parts = schema["allOf"]?.arrayValue, !parts.isEmpty {
      return merged(parts.map { value(for: $0, models: models, depth: depth + 1) })
    }
    let choices = schema["anyOf"]?.arrayValue ?? schema["oneOf"]?.arrayValue
    if let first = choices?.first(where: { $0["type"]?.stringValue != "null" }) {
      return value(for: first, models: models, depth: depth + 1)
    }
    return empty(schema, models: models, depth: depth)
  }

  /// What the schema itself offers as a value.
  private static func given(in schema: JSONValue) -> JSONValue? {
    if let value = schema["const"] ?? schema["default"] ?? schema["example"] { return value }
    return schema["examples"]?.arrayValue?.first ?? schema["enum"]?.arrayValue?.first
  }

  private static func empty(_ schema: JSONValue, models: JSONObject, depth: Int) -> JSONValue {
    switch schema["type"]?.stringValue ?? (schema["properties"] == nil ? "" : "object") {
    case "object": object(schema, models: models, depth: depth)
    case "array": []
    case "string": ""
    case "integer", "number": schema["minimum"] ?? 0
    case "boolean": false
    default: .null
    }
  }

  private static func object(_ schema: JSONValue, models: JSONObject, depth: Int) -> JSONValue {
    let required = Set((schema["required"]?.arrayValue ?? []).compactMap(\.stringValue))
    var object = JSONObject()
    for (name, member) in schema["properties"]?.objectValue ?? [:] {
      if required.contains(name) || given(in: member).map({ !$0.isNull }) == true {
        object[name] = value(for: member, models: models, depth: depth + 1)
      }
    }
    return .object(object)
  }

  private static func merged(_ values: [JSONValue]) -> JSONValue {
    var object = JSONObject()
    for (name, value) in values.compactMap(\.objectValue).joined() { object[name] = value }
    return .object(object)
  }
}

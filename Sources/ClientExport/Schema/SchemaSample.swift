import StreamDecoding

/// A value that fits a schema: a start for a user who has none.
struct SchemaSample {
  /// Schemas by name.
  let models: JSONObject

  /// A default or an example where there is one, else the smallest value of the type; of an
  /// object the required members.
  func value(for schema: JSONValue) -> JSONValue { value(for: schema, depth: 0) }

  private func value(for schema: JSONValue, depth: Int) -> JSONValue {
    if let given = given(in: schema) { return given }
    // A model that contains itself has no end.
    guard depth < 5 else { return .null }
    if let name = SchemaReference.target(of: schema) {
      return models[name].map { value(for: $0, depth: depth + 1) } ?? .null
    }
    for key in ["anyOf", "oneOf", "allOf"] {
      if let first = schema[key]?.arrayValue?.first { return value(for: first, depth: depth + 1) }
    }
    let type = schema["type"]?.stringValue ?? schema["type"]?[0]?.stringValue
    switch type {
    case "string": return .string(schema["format"]?.stringValue ?? "string")
    case "integer", "number": return schema["minimum"] ?? 0
    case "boolean": return true
    case "array": return []
    case "null": return .null
    default: return object(for: schema, depth: depth)
    }
  }

  private func given(in schema: JSONValue) -> JSONValue? {
    if let value = schema["default"], !value.isNull { return value }
    return schema["const"] ?? schema["example"] ?? schema["examples"]?[0] ?? schema["enum"]?[0]
  }

  private func object(for schema: JSONValue, depth: Int) -> JSONValue {
    var result = JSONObject()
    for key in schema["required"]?.arrayValue?.compactMap(\.stringValue) ?? [] {
      result[key] = value(for: schema["properties"]?[key] ?? [:], depth: depth + 1)
    }
    return .object(result)
  }
}

import StreamDecoding

/// A value that fits a schema: a start for a user who has none.
struct SchemaSample {
  /// Schemas by name.
  let models: JSONObject

  /// A default or an example where there is one, else the smallest value of the type; of an
  /// object the required members.
  func value(for schema: JSONValue) -> JSONValue {
    var room = 200
    return value(for: schema, depth: 0, room: &room)
  }

  /// `room` is how many values there may be yet: models that contain each other have no end.
  private func value(for schema: JSONValue, depth: Int, room: inout Int) -> JSONValue {
    if let given = given(in: schema) { return given }
    room -= 1
    guard depth < 6, room > 0 else { return .null }
    if let name = SchemaReference.target(of: schema) {
      return models[name].map { value(for: $0, depth: depth + 1, room: &room) } ?? .null
    }
    for key in ["anyOf", "oneOf", "allOf"] {
      guard let first = schema[key]?.arrayValue?.first else { continue }
      return value(for: first, depth: depth + 1, room: &room)
    }
    let type = schema["type"]?.stringValue ?? schema["type"]?[0]?.stringValue
    switch type {
    case "string": return .string(schema["format"]?.stringValue ?? "string")
    case "integer", "number": return schema["minimum"] ?? 0
    case "boolean": return true
    case "array": return []
    case "null": return .null
    default: return object(for: schema, depth: depth, room: &room)
    }
  }

  private func given(in schema: JSONValue) -> JSONValue? {
    if let value = schema["default"], !value.isNull { return value }
    return schema["const"] ?? schema["example"] ?? schema["examples"]?[0] ?? schema["enum"]?[0]
  }

  private func object(for schema: JSONValue, depth: Int, room: inout Int) -> JSONValue {
    var result = JSONObject()
    for key in schema["required"]?.arrayValue?.compactMap(\.stringValue) ?? [] where room > 0 {
      result[key] = value(
        for: schema["properties"]?[key] ?? [:], depth: depth + 1, room: &room)
    }
    return .object(result)
  }
}

import StreamDecoding

/// A first body for a request, made of its schema, for the user to change.
public struct BodyDraft {
  /// What stands where the schema offers nothing.
  public enum Filling: Sendable, Hashable {
    /// Empty texts, for a user to fill in; optional members where the schema offers a value.
    case form
    /// Words for what belongs there, `string` or `date-time`, for a reader; required members only.
    case example
  }

  /// Models refer to each other, also in circles.
  private static let depthLimit = 6

  private let models: JSONObject
  private let filling: Filling
  /// How many values there may be yet: models that hold each other many times have no end.
  private var room = 500

  private init(models: JSONObject, filling: Filling) {
    self.models = models
    self.filling = filling
  }

  /// JSON that fits `schema`: defaults and examples where there are some, else empty values; of
  /// the optional members only those with a default or an example.
  public static func text(for schema: JSONValue, models: JSONObject) -> String {
    value(for: schema, models: models, filling: .form).text()
  }

  /// A value that fits `schema`.
  public static func value(
    for schema: JSONValue, models: JSONObject, filling: Filling
  ) -> JSONValue {
    var draft = BodyDraft(models: models, filling: filling)
    return draft.value(for: schema, depth: 0)
  }

  private mutating func value(for schema: JSONValue, depth: Int) -> JSONValue {
    if let given = Self.given(in: schema) { return given }
    room -= 1
    guard depth < Self.depthLimit, room > 0 else { return .null }
    if let reference = schema["$ref"]?.stringValue {
      let step = reference.split(separator: "/").last.map(String.init) ?? ""
      // Source: RFC 6901, section 4.
      let name = step.replacing("~1", with: "/").replacing("~0", with: "~")
      return value(for: models[name] ?? [:], depth: depth + 1)
    }
    if let parts = schema["allOf"]?.arrayValue, !parts.isEmpty {
      return merged(parts, depth: depth + 1)
    }
    let choices = schema["anyOf"]?.arrayValue ?? schema["oneOf"]?.arrayValue
    if let first = choices?.first(where: { $0["type"]?.stringValue != "null" }) {
      return value(for: first, depth: depth + 1)
    }
    return empty(schema, depth: depth)
  }

  /// What the schema itself offers as a value.
  private static func given(in schema: JSONValue) -> JSONValue? {
    if let value = schema["default"], !value.isNull { return value }
    if let value = schema["const"] ?? schema["example"] { return value }
    return schema["examples"]?.arrayValue?.first ?? schema["enum"]?.arrayValue?.first
  }

  private mutating func empty(_ schema: JSONValue, depth: Int) -> JSONValue {
    let type = schema["type"]?.stringValue ?? schema["type"]?[0]?.stringValue
    switch type ?? (schema["properties"] == nil ? "" : "object") {
    case "object": return object(schema, depth: depth)
    case "array": return []
    case "string":
      return filling == .form ? "" : .string(schema["format"]?.stringValue ?? "string")
    case "integer", "number": return schema["minimum"] ?? 0
    case "boolean": return .bool(filling == .example)
    case "null": return .null
    default: return filling == .form ? .null : [:]
    }
  }

  private mutating func object(_ schema: JSONValue, depth: Int) -> JSONValue {
    let required = Set((schema["required"]?.arrayValue ?? []).compactMap(\.stringValue))
    var object = JSONObject()
    for (name, member) in schema["properties"]?.objectValue ?? [:] where room > 0 {
      let isOffered = filling == .form && Self.given(in: member).map { !$0.isNull } == true
      if required.contains(name) || isOffered {
        object[name] = value(for: member, depth: depth + 1)
      }
    }
    return .object(object)
  }

  private mutating func merged(_ parts: [JSONValue], depth: Int) -> JSONValue {
    var object = JSONObject()
    for part in parts {
      for (name, value) in value(for: part, depth: depth).objectValue ?? [:] {
        object[name] = value
      }
    }
    return .object(object)
  }
}

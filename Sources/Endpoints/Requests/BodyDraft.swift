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
  /// No list is made longer, whatever its schema says.
  private static let mostItems = 8
  /// Nor any text.
  private static let longestText = 1000

  private let models: JSONObject
  private let filling: Filling
  /// How many values there may be yet: models that hold each other many times have no end.
  private var room = 500

  private init(models: JSONObject, filling: Filling) {
    self.models = models
    self.filling = filling
  }

  /// JSON that fits `body`: its example, or of its schema the defaults and examples where there are
  /// some, else empty values; of the optional members only those with a default or an example.
  public static func text(for body: RequestBody, models: JSONObject) -> String {
    value(for: body, models: models, filling: .form).text()
  }

  /// The author's example of a body, else a value that fits its schema.
  public static func value(
    for body: RequestBody, models: JSONObject, filling: Filling
  ) -> JSONValue {
    body.example ?? value(for: body.schema, models: models, filling: filling)
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
    if schema["$ref"] != nil {
      let target = SchemaReference(schema)?.target(in: models)
      return value(for: target ?? [:], depth: depth + 1)
    }
    if let parts = schema["allOf"]?.arrayValue, !parts.isEmpty {
      return merged(parts, depth: depth + 1)
    }
    let choices = schema["anyOf"]?.arrayValue ?? schema["oneOf"]?.arrayValue
    if let first = choices?.first(where: { $0["type"]?.stringValue != "null" }) {
      let value = value(for: first, depth: depth + 1)
      return Self.tagged(value, as: first, of: schema["discriminator"])
    }
    return empty(schema, depth: depth)
  }

  /// The value with the tag that tells which of the alternatives it is. A tag with a default is
  /// not required by its own model; Pydantic refuses a union's value without it all the same.
  private static func tagged(
    _ value: JSONValue, as choice: JSONValue, of discriminator: JSONValue?
  ) -> JSONValue {
    guard let name = discriminator?["propertyName"]?.stringValue, var members = value.objectValue,
      members[name] == nil, let reference = SchemaReference(choice)
    else { return value }
    let mapped = discriminator?["mapping"]?.objectValue?.first { _, target in
      // A mapping has references, or bare names.
      target.stringValue.map { SchemaReference(text: $0) ?? SchemaReference(to: $0) } == reference
    }
    members[name] = .string(mapped?.key ?? reference.inner.last ?? reference.model)
    return .object(members)
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
    case "array": return array(schema, depth: depth)
    case "string": return .string(text(for: schema))
    case "integer": return NumberSample.value(for: schema, isInteger: true)
    case "number": return NumberSample.value(for: schema, isInteger: false)
    case "boolean": return .bool(filling == .example)
    case "null": return .null
    default: return filling == .form ? .null : [:]
    }
  }

  /// A list is empty unless it must not be; a tuple has all of its places.
  private mutating func array(_ schema: JSONValue, depth: Int) -> JSONValue {
    let places = schema["prefixItems"]?.arrayValue ?? []
    let least = min(schema["minItems"]?.intValue ?? 0, Self.mostItems)
    var elements: [JSONValue] = []
    for place in places { elements.append(value(for: place, depth: depth + 1)) }
    while elements.count < least, room > 0 {
      elements.append(value(for: schema["items"] ?? [:], depth: depth + 1))
    }
    return .array(elements)
  }

  /// A text that fits; in a form the empty one, where that does.
  private func text(for schema: JSONValue) -> String {
    let least = schema["minLength"]?.intValue ?? 0
    let format = schema["format"]?.stringValue
    if let pattern = schema["pattern"]?.stringValue,
      let sample = PatternSample.text(for: pattern, least: least)
    {
      return sample
    }
    if let known = format.flatMap(TextFormat.init) { return known.example }
    var text = filling == .example ? format ?? "string" : ""
    while text.unicodeScalars.count < min(least, Self.longestText) { text += "string" }
    let most = schema["maxLength"]?.intValue.map { max(0, $0) } ?? .max
    return String(text.prefix(most))
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

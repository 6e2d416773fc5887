import StreamDecoding

/// References between schemas, by the name of the model: `#/components/schemas/NAME`.
enum SchemaReference {
  /// The model that `schema` refers to, or nil when it refers to none.
  static func target(of schema: JSONValue) -> String? {
    guard let text = schema["$ref"]?.stringValue, let name = text.split(separator: "/").last
    else { return nil }
    // Source: RFC 6901, section 4.
    return String(name).replacing("~1", with: "/").replacing("~0", with: "~")
  }

  /// Every model that `schema` refers to, at any depth, in the order of the text.
  static func targets(in schema: JSONValue) -> [String] {
    switch schema {
    case .null, .bool, .number, .string: []
    case .array(let elements): elements.flatMap(targets(in:))
    case .object(let members):
      (target(of: schema).map { [$0] } ?? []) + members.flatMap { targets(in: $0.value) }
    }
  }

  /// The models that stand for `schema` itself or for one of its alternatives: those that an
  /// alias of it needs before it means anything.
  static func immediate(in schema: JSONValue) -> [String] {
    if let name = target(of: schema) { return [name] }
    return ["anyOf", "oneOf", "allOf"].flatMap { key in
      (schema[key]?.arrayValue ?? []).flatMap(immediate(in:))
    }
  }
}

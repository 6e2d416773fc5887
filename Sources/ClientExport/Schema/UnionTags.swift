import StreamDecoding

/// What tells the members of unions apart. It is never left out, even where it has a default: a
/// backend looks at nothing else.
///
/// Source: OpenAPI 3.1, 4.8.25, "Discriminator Object".
struct UnionTags {
  /// The models, in which tags are required.
  private(set) var schemas: JSONObject

  /// - Parameter users: Schemas that use the models, and may be unions themselves.
  init(models: JSONObject, users: [JSONValue]) {
    schemas = models
    for (name, schema) in models {
      guard let tag = Self.tag(of: schema) else { continue }
      var seen = Set<String>()
      require(tag, of: name, seen: &seen)
    }
    for union in (users + models.values).flatMap(Self.taggedUnions) {
      guard let tag = Self.tag(of: union) else { continue }
      var seen = Set<String>()
      for name in SchemaReference.immediate(in: union) { require(tag, of: name, seen: &seen) }
    }
  }

  private static func tag(of schema: JSONValue) -> String? {
    schema["discriminator"]?["propertyName"]?.stringValue
  }

  private static func taggedUnions(in schema: JSONValue) -> [JSONValue] {
    switch schema {
    case .null, .bool, .number, .string: []
    case .array(let elements): elements.flatMap(taggedUnions)
    case .object(let members):
      (tag(of: schema) == nil ? [] : [schema]) + members.flatMap { taggedUnions(in: $0.value) }
    }
  }

  private mutating func require(_ tag: String, of name: String, seen: inout Set<String>) {
    guard seen.insert(name).inserted, let schema = schemas[name] else { return }
    schemas[name] = Self.requiring(tag, in: schema)
    for part in SchemaReference.immediate(in: schema) { require(tag, of: part, seen: &seen) }
  }

  private static func requiring(_ tag: String, in schema: JSONValue) -> JSONValue {
    guard var members = schema.objectValue else { return schema }
    for key in ["allOf", "anyOf", "oneOf"] {
      guard let parts = members[key]?.arrayValue else { continue }
      members[key] = .array(parts.map { requiring(tag, in: $0) })
    }
    let required = members["required"]?.arrayValue ?? []
    if members["properties"]?[tag] != nil, !required.contains(.string(tag)) {
      members["required"] = .array(required + [.string(tag)])
    }
    return .object(members)
  }
}

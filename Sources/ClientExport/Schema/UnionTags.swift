import Endpoints
import StreamDecoding

/// What tells the members of unions apart. It is never left out, even where it has a default: a
/// backend looks at nothing else. Where a model leaves its value open, the mapping has it.
///
/// Source: OpenAPI 3.1, 4.8.25, "Discriminator Object".
struct UnionTags {
  /// The models, in which tags are required and have their values.
  private(set) var schemas: JSONObject

  /// - Parameter users: Schemas that use the models, and may be unions themselves.
  init(models: JSONObject, users: [JSONValue]) {
    schemas = models
    let unions = (users + models.values).flatMap(Self.taggedUnions)
    // What others build on can't have one value for itself.
    let parts = models.values.flatMap { $0["allOf"]?.arrayValue ?? [] }
    let bases = Set(parts.compactMap { SchemaReference($0)?.model })
    for (name, tags) in Self.values(toldBy: unions) where !bases.contains(name) {
      for (tag, values) in tags {
        schemas[name] = schemas[name].map { Self.telling(tag, values, in: $0) }
      }
    }
    for (name, schema) in models {
      guard let tag = Self.tag(of: schema) else { continue }
      var seen = Set<String>()
      require(tag, of: name, seen: &seen)
    }
    for union in unions {
      guard let tag = Self.tag(of: union) else { continue }
      var seen = Set<String>()
      for member in SchemaReference.immediate(in: union) {
        require(tag, of: member.model, seen: &seen)
      }
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

  /// The values of a model's tags, by their names.
  private static func values(toldBy unions: [JSONValue]) -> [String: JSONObject] {
    var result: [String: JSONObject] = [:]
    for union in unions {
      guard let tag = tag(of: union) else { continue }
      for (value, target) in union["discriminator"]?["mapping"]?.objectValue ?? [:] {
        // A mapping has references, or bare names.
        guard let name = target.stringValue.map({ InnerReference.name(text: $0) ?? $0 })
        else { continue }
        let known = result[name]?[tag]?.arrayValue ?? []
        if known.contains(.string(value)) { continue }
        result[name, default: [:]][tag] = .array(known + [.string(value)])
      }
    }
    return result
  }

  /// The model with the values of a tag, unless it has them itself.
  private static func telling(
    _ tag: String, _ values: JSONValue, in schema: JSONValue
  ) -> JSONValue {
    let parts = schema["allOf"]?.arrayValue ?? []
    let known = ([schema] + parts).compactMap { $0.properties[tag] }
    let isOpen = known.allSatisfy {
      $0["type"] == "string" && $0["enum"] == nil && $0["const"] == nil
    }
    guard isOpen, !known.isEmpty || !parts.isEmpty, var members = schema.objectValue
    else { return schema }
    var properties = schema.properties
    var property = known.first?.objectValue ?? ["type": "string"]
    property["enum"] = values
    properties[tag] = .object(property)
    members["properties"] = .object(properties)
    return .object(members)
  }

  private mutating func require(_ tag: String, of name: String, seen: inout Set<String>) {
    guard seen.insert(name).inserted, let schema = schemas[name] else { return }
    schemas[name] = Self.requiring(tag, in: schema)
    for part in SchemaReference.immediate(in: schema) {
      require(tag, of: part.model, seen: &seen)
    }
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

import StreamDecoding

/// The models that some schemas reach, as types are written from them.
struct ModelTable {
  /// In the order of the catalog; behind them the schemas inside of models that are referred to.
  private(set) var schemas = JSONObject()

  /// - Parameters:
  ///   - starts: Schemas without references into models.
  ///   - models: All models of the catalog.
  init(reachedFrom starts: [JSONValue], in models: JSONObject) {
    var found: [String: JSONValue] = [:]
    var open = starts.flatMap(SchemaReference.targets(in:))
    while let name = open.popLast() {
      guard found[name] == nil, let schema = InnerReference.schema(named: name, in: models)
      else { continue }
      let flat = InnerReference.flattened(schema)
      found[name] = flat
      open += SchemaReference.targets(in: flat)
    }
    let inner = found.keys.filter { models[$0] == nil }.sorted()
    for name in models.keys + inner {
      if let schema = found[name] { schemas[name] = schema }
    }
    requireTags(of: starts)
  }

  /// The models that are reached from `starts`.
  func reach(from starts: [JSONValue]) -> Set<String> {
    var open = starts.flatMap(SchemaReference.targets(in:))
    var seen = Set<String>()
    while let name = open.popLast() {
      guard let schema = schemas[name], seen.insert(name).inserted else { continue }
      open += SchemaReference.targets(in: schema)
    }
    return seen
  }

  // MARK: Tagged unions

  /// What tells the members of a union apart is never left out, even where it has a default.
  /// Source: OpenAPI 3.1, 4.8.25, "Discriminator Object".
  private mutating func requireTags(of starts: [JSONValue]) {
    for (name, schema) in schemas {
      guard let tag = Self.tag(of: schema) else { continue }
      var seen = Set<String>()
      require(tag, of: name, seen: &seen)
    }
    for union in (starts + schemas.values).flatMap(Self.taggedUnions) {
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
      if let parts = members[key]?.arrayValue {
        members[key] = .array(parts.map { requiring(tag, in: $0) })
      }
    }
    let required = members["required"]?.arrayValue ?? []
    if members["properties"]?[tag] != nil, !required.contains(.string(tag)) {
      members["required"] = .array(required + [.string(tag)])
    }
    return .object(members)
  }
}

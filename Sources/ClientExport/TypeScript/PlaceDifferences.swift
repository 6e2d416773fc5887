import StreamDecoding

/// Which models have types of their own for two places.
struct PlaceDifferences {
  private var models: [Set<TypeScriptType.Place>: Set<String>] = [:]

  init(table: ModelTable) {
    var users: [String: [String]] = [:]
    for (name, schema) in table.schemas {
      for target in SchemaReference.targets(in: schema) { users[target, default: []].append(name) }
    }
    let places = TypeScriptType.Place.allCases
    for (index, one) in places.enumerated() {
      for other in places[..<index] {
        var open = table.schemas.filter { Self.differs($0.value, one, other) }.map(\.key)
        var found = Set<String>()
        while let name = open.popLast() {
          if found.insert(name).inserted { open += users[name] ?? [] }
        }
        models[[one, other]] = found
      }
    }
  }

  /// The models in which something, at whatever depth, differs between two places.
  func between(_ one: TypeScriptType.Place, _ other: TypeScriptType.Place) -> Set<String> {
    models[[one, other]] ?? []
  }

  private static func differs(
    _ schema: JSONValue, _ one: TypeScriptType.Place, _ other: TypeScriptType.Place
  ) -> Bool {
    switch schema {
    case .null, .bool, .number, .string: return false
    case .array(let elements): return elements.contains { differs($0, one, other) }
    case .object(let members):
      if (one == .parts) != (other == .parts), TypeScriptType.isBinary(schema) { return true }
      let required = TypeScriptType.required(of: schema)
      let hasOwn = (members["properties"]?.objectValue ?? [:]).contains { name, property in
        let isRequired = required.contains(name)
        return TypeScriptType.isThere(property, isRequired: isRequired, at: one)
          != TypeScriptType.isThere(property, isRequired: isRequired, at: other)
      }
      return hasOwn || members.contains { differs($0.value, one, other) }
    }
  }
}

import Endpoints
import StreamDecoding

/// Which models have types of their own for two places.
struct PlaceDifferences {
  private let presence: MemberPresence
  private var models: [Set<ValuePlace>: Set<String>] = [:]

  init(schemas: JSONObject, presence: MemberPresence) {
    self.presence = presence
    var users: [String: [String]] = [:]
    for (name, schema) in schemas {
      for target in SchemaReference.all(in: schema) {
        users[target.model, default: []].append(name)
      }
    }
    for (index, one) in ValuePlace.allCases.enumerated() {
      for other in ValuePlace.allCases[..<index] {
        var open = schemas.filter { differs($0.value, one, other) }.map(\.key)
        var found = Set<String>()
        while let name = open.popLast() {
          if found.insert(name).inserted { open += users[name] ?? [] }
        }
        models[[one, other]] = found
      }
    }
  }

  /// The models in which something, at whatever depth, differs between two places.
  func between(_ one: ValuePlace, _ other: ValuePlace) -> Set<String> {
    models[[one, other]] ?? []
  }

  private func differs(_ schema: JSONValue, _ one: ValuePlace, _ other: ValuePlace) -> Bool {
    switch schema {
    case .null, .bool, .number, .string: return false
    case .array(let elements): return elements.contains { differs($0, one, other) }
    case .object(let members):
      if (one == .parts) != (other == .parts), schema.isBinary { return true }
      let required = Set(schema.requiredNames)
      let hasOwn = schema.properties.contains { name, property in
        let isRequired = required.contains(name)
        return presence.isThere(property, isRequired: isRequired, at: one)
          != presence.isThere(property, isRequired: isRequired, at: other)
      }
      return hasOwn || members.contains { differs($0.value, one, other) }
    }
  }
}

import StreamDecoding

/// What schemas are called in a document: letters, digits, `.`, `_` and `-` of ASCII alone.
///
/// Source: OpenAPI 3.2, "Components Object".
struct ComponentNames {
  /// Only the names that cannot stay.
  private var changed: [String: String] = [:]

  /// - Parameter names: All names of the document's schemas.
  init(_ names: [String]) {
    var taken = Set(names)
    for name in names where !name.allSatisfy(Self.isAllowed) || name.isEmpty {
      let base = NameScope.typeName(name)
      var wish = base
      var number = 2
      while taken.contains(wish) {
        wish = base + "_" + String(number)
        number += 1
      }
      taken.insert(wish)
      changed[name] = wish
    }
  }

  /// The schemas under their names, and with the references that fit them.
  func applied(to schemas: JSONObject) -> JSONObject {
    var result = JSONObject()
    for (name, schema) in schemas { result[changed[name] ?? name] = referring(in: schema) }
    return result
  }

  /// Anything with the references that fit the names.
  func referring(in value: JSONValue) -> JSONValue {
    guard !changed.isEmpty else { return value }
    switch value {
    case .null, .bool, .number, .string: return value
    case .array(let elements): return .array(elements.map(referring(in:)))
    case .object(let members):
      var result = JSONObject()
      for (key, member) in members { result[key] = referring(in: member) }
      if let target = SchemaReference.target(of: value), let name = changed[target] {
        result["$ref"] = .string("#/components/schemas/" + name)
      }
      return .object(result)
    }
  }

  private static func isAllowed(_ character: Character) -> Bool {
    NameScope.isWord(character) || character == "." || character == "-"
  }
}

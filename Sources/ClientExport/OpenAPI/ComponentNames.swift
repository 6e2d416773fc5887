import Endpoints
import StreamDecoding
import WebText

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
      for (key, member) in members {
        switch (key, member) {
        case ("$ref", .string(let text)): result[key] = .string(reference(text) ?? text)
        case ("mapping", .object(let mapping)): result[key] = .object(mapped(mapping))
        // Values, whatever they look like.
        case ("example", _), ("examples", _), ("default", _), ("enum", _), ("const", _):
          result[key] = member
        default: result[key] = referring(in: member)
        }
      }
      return .object(result)
    }
  }

  /// A discriminator's mapping, whose values are references or bare names.
  private func mapped(_ mapping: JSONObject) -> JSONObject {
    var result = JSONObject()
    for (tag, target) in mapping {
      let text = target.stringValue
      result[tag] = text.flatMap { reference($0) ?? changed[$0] }.map(JSONValue.string) ?? target
    }
    return result
  }

  /// The reference under the new name, with what follows it; nil where the name stays.
  private func reference(_ text: String) -> String? {
    guard let old = SchemaReference(text: text), let new = changed[old.model] else { return nil }
    return SchemaReference(to: new, inner: old.inner).text
  }

  private static func isAllowed(_ character: Character) -> Bool {
    NameScope.isWord(character) || character == "." || character == "-"
  }
}

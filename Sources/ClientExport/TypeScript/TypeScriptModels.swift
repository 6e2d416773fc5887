import Endpoints
import StreamDecoding

/// The models that some endpoints reach, and how they are named and declared.
struct TypeScriptModels {
  private let schemas: JSONObject
  /// The type's name of each model, by the model's name.
  private(set) var names: [String: String] = [:]
  /// In the order of the catalog.
  private var reached: [String] = []

  init(endpoints: [Endpoint], models: JSONObject, names table: inout TypeScriptNames) {
    schemas = Self.completed(models, by: endpoints)
    let reached = Self.reach(from: endpoints, in: schemas)
    for name in schemas.keys where reached.contains(name) {
      self.reached.append(name)
      names[name] = table.claim(Self.typeName(name))
    }
  }

  /// The type of what an endpoint sends; nil when nobody knows it.
  func type(of item: NamedSchema?) -> String? {
    guard let item else { return nil }
    if let name = item.name, let type = names[name] { return type }
    let text = TypeScriptType(names: names).text(item.schema)
    return text == "unknown" ? nil : text
  }

  /// The type of a value of a request.
  func type(of schema: JSONValue) -> String { TypeScriptType(names: names).text(schema) }

  /// The names of all types that are declared, in their order.
  var typeNames: [String] { reached.compactMap { names[$0] } }

  /// All declarations, each ending with a newline.
  var declarations: [String] {
    reached.compactMap { name in
      guard let schema = schemas[name], let type = names[name] else { return nil }
      return comment(schema) + declaration(of: name, as: type, schema)
    }
  }

  private func declaration(of name: String, as type: String, _ schema: JSONValue) -> String {
    if isObject(schema) {
      let members = TypeScriptType(names: names).members(of: schema).map { text, summary in
        let said = TypeScriptLiteral.comment(summary)
        return (said.isEmpty ? "" : "  /** " + said + " */\n") + "  " + text + "\n"
      }
      return "export interface " + type + " {\n" + members.joined() + "}\n"
    }
    let writer = TypeScriptType(names: names, circular: circle(through: name))
    return "export type " + type + " = " + writer.text(schema) + ";\n"
  }

  private func comment(_ schema: JSONValue) -> String {
    let text = TypeScriptLiteral.comment(schema["description"]?.stringValue ?? "")
    return text.isEmpty ? "" : "/** " + text + " */\n"
  }

  private func isObject(_ schema: JSONValue) -> Bool {
    let others = ["$ref", "anyOf", "oneOf", "allOf", "enum", "const"]
    guard others.allSatisfy({ schema[$0] == nil }), schema["nullable"] != true else { return false }
    return schema["type"] == "object" || (schema["type"] == nil && schema["properties"] != nil)
  }

  /// Models that stand for themselves by way of `name`: TypeScript takes no such alias.
  private func circle(through name: String) -> Set<String> {
    guard let schema = schemas[name] else { return [] }
    return Set(SchemaReference.immediate(in: schema).filter { reaches($0, name) })
  }

  private func reaches(_ start: String, _ goal: String) -> Bool {
    var open = [start]
    var seen = Set<String>()
    while let name = open.popLast() {
      if name == goal { return true }
      guard seen.insert(name).inserted, let schema = schemas[name], !isObject(schema)
      else { continue }
      open += SchemaReference.immediate(in: schema)
    }
    return false
  }

  /// `Page[User]`, which documents write `Page_User_`, as `PageUser`.
  private static func typeName(_ name: String) -> String {
    guard name.hasSuffix("_") || !TypeScriptNames.isIdentifier(name) else { return name }
    let words = name.split { $0 == "_" || !TypeScriptNames.isIdentifier("a" + String($0)) }
    return words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// The catalog's models, and the classes that only an endpoint knows.
  private static func completed(_ models: JSONObject, by endpoints: [Endpoint]) -> JSONObject {
    var result = models
    for item in endpoints.flatMap({ [$0.item] + $0.events.map(\.item) }).compactMap(\.self) {
      guard let name = item.name, result[name] == nil, item.schema != [:] else { continue }
      result[name] = item.schema
    }
    return result
  }

  private static func reach(from endpoints: [Endpoint], in schemas: JSONObject) -> Set<String> {
    var open = endpoints.flatMap { endpoint in
      let items = ([endpoint.item] + endpoint.events.map(\.item)).compactMap(\.self)
      let requests = endpoint.parameters.map(\.schema) + (endpoint.body.map { [$0.schema] } ?? [])
      let named = items.compactMap(\.name).filter { schemas[$0] != nil }
      return named + (items.map(\.schema) + requests).flatMap(SchemaReference.targets(in:))
    }
    var seen = Set<String>()
    while let name = open.popLast() {
      guard let schema = schemas[name], seen.insert(name).inserted else { continue }
      open += SchemaReference.targets(in: schema)
    }
    return seen
  }
}

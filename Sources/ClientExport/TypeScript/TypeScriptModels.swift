import Endpoints
import StreamDecoding

/// The models that some endpoints reach, and how they are named and declared.
struct TypeScriptModels {
  private let schemas: JSONObject
  /// The type's name of each model as it is received, by the model's name.
  private var names: [String: String] = [:]
  /// The same as it is sent: there defaults may be left out, so some have a type of their own.
  private var inputNames: [String: String] = [:]
  /// In the order of the catalog.
  private var reached: [String] = []

  /// OpenAPI's security schemes by their names.
  let securitySchemes: JSONObject

  init(
    endpoints: [Endpoint], models: JSONObject, securitySchemes: JSONObject = [:],
    names table: inout TypeScriptNames
  ) {
    self.securitySchemes = securitySchemes
    schemas = Self.completed(models, by: endpoints)
    let outputs = Self.reach(from: Self.outputs(of: endpoints, in: schemas), in: schemas)
    let inputs = Self.reach(from: Self.inputs(of: endpoints), in: schemas)
    let differing = Self.withDefaults(in: schemas, among: inputs)
    for name in schemas.keys where outputs.contains(name) || inputs.contains(name) {
      reached.append(name)
      let type = Self.typeName(name)
      if outputs.contains(name) { names[name] = table.claim(type) }
      guard inputs.contains(name) else { continue }
      inputNames[name] =
        names[name] == nil
        ? table.claim(type)
        : differing.contains(name) ? table.claim(type + "Input") : names[name]
    }
  }

  /// The type of what an endpoint sends; nil when nobody knows it.
  func type(of item: NamedSchema?) -> String? {
    guard let item else { return nil }
    if let name = item.name, let type = names[name] { return type }
    let text = TypeScriptType(names: names, isOutput: true).text(item.schema)
    return text == "unknown" ? nil : text
  }

  /// The type of a value of a request.
  func type(of schema: JSONValue) -> String {
    TypeScriptType(names: inputNames, isOutput: false).text(schema)
  }

  /// The names of all types that are declared, in their order.
  var typeNames: [String] {
    reached.flatMap { name in
      [names[name], inputNames[name] == names[name] ? nil : inputNames[name]].compactMap(\.self)
    }
  }

  /// All declarations, each ending with a newline.
  var declarations: [String] {
    reached.flatMap { name in
      guard let schema = schemas[name] else { return [String]() }
      let output = names[name].map { type in
        comment(schema) + declaration(of: name, as: type, schema, isOutput: true)
      }
      let input = inputNames[name].map { type in
        comment(schema) + declaration(of: name, as: type, schema, isOutput: false)
      }
      return [output, inputNames[name] == names[name] ? nil : input].compactMap(\.self)
    }
  }

  private func declaration(
    of name: String, as type: String, _ schema: JSONValue, isOutput: Bool
  ) -> String {
    var writer = TypeScriptType(names: isOutput ? names : inputNames, isOutput: isOutput)
    if isObject(schema) {
      let members = writer.members(of: schema).map { text, summary in
        let said = TypeScriptLiteral.comment(summary)
        return (said.isEmpty ? "" : "  /** " + said + " */\n") + "  " + text + "\n"
      }
      return "export interface " + type + " {\n" + members.joined() + "}\n"
    }
    writer.circular = circle(through: name)
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

  /// The models that requests begin with.
  private static func inputs(of endpoints: [Endpoint]) -> [String] {
    endpoints.flatMap { endpoint in
      endpoint.parameters.map(\.schema) + (endpoint.body.map { [$0.schema] } ?? [])
    }.flatMap(SchemaReference.targets(in:))
  }

  /// The models that answers and records begin with.
  private static func outputs(of endpoints: [Endpoint], in schemas: JSONObject) -> [String] {
    let items = endpoints.flatMap { [$0.item] + $0.events.map(\.item) }.compactMap(\.self)
    let named = items.compactMap(\.name).filter { schemas[$0] != nil }
    return named + items.map(\.schema).flatMap(SchemaReference.targets(in:))
  }

  private static func reach(from start: [String], in schemas: JSONObject) -> Set<String> {
    var open = start
    var seen = Set<String>()
    while let name = open.popLast() {
      guard let schema = schemas[name], seen.insert(name).inserted else { continue }
      open += SchemaReference.targets(in: schema)
    }
    return seen
  }

  /// The models in which, at whatever depth, something may be left out because it has a default.
  private static func withDefaults(
    in schemas: JSONObject, among names: Set<String>
  ) -> Set<String> {
    var users: [String: [String]] = [:]
    var open: [String] = []
    for name in names {
      guard let schema = schemas[name] else { continue }
      if hasDefault(schema) { open.append(name) }
      for target in SchemaReference.targets(in: schema) { users[target, default: []].append(name) }
    }
    var found = Set<String>()
    while let name = open.popLast() {
      if found.insert(name).inserted { open += users[name] ?? [] }
    }
    return found
  }

  private static func hasDefault(_ schema: JSONValue) -> Bool {
    switch schema {
    case .null, .bool, .number, .string: return false
    case .array(let elements): return elements.contains(where: hasDefault)
    case .object(let members):
      let required = Set(members["required"]?.arrayValue?.compactMap(\.stringValue) ?? [])
      let hasOwn = (members["properties"]?.objectValue ?? [:]).contains { name, value in
        value["default"] != nil && !required.contains(name)
      }
      return hasOwn || members.contains { hasDefault($0.value) }
    }
  }
}

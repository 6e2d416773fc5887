import Endpoints
import StreamDecoding

/// The models that some endpoints reach, and how they are named and declared.
struct TypeScriptModels {
  private let table: ModelTable
  private let choices: NamedChoices
  /// The type's name of each model, by the place where it stands: some have a type of their own
  /// for what is sent, or for a form in parts.
  private var names: [TypeScriptType.Place: [String: String]] = [:]

  /// OpenAPI's security schemes by their names.
  let securitySchemes: JSONObject

  init(
    endpoints: [Endpoint], models: JSONObject, securitySchemes: JSONObject = [:],
    names scope: inout TypeScriptNames
  ) {
    self.securitySchemes = securitySchemes
    let models = Self.completed(models, by: endpoints)
    let choices = NamedChoices(of: models)
    self.choices = choices
    let places = TypeScriptType.Place.allCases
    let starts = places.map { place in
      Self.starts(of: endpoints, at: place).map { InnerReference.flattened(choices.named(in: $0)) }
    }
    table = ModelTable(reachedFrom: starts.flatMap(\.self), in: models)
    let reached = starts.map(table.reach)
    let differences = PlaceDifferences(table: table)
    let bodyNames = Self.bodyNames(of: endpoints)
    for name in table.schemas.keys {
      let wish =
        bodyNames[name]
        ?? Self.typeName(models[name] == nil ? InnerReference.typeName(of: name) : name)
      var known: [TypeScriptType.Place] = []
      for (place, reached) in zip(places, reached) where reached.contains(name) {
        let same = known.first { !differences.between($0, place).contains(name) }
        names[place, default: [:]][name] =
          same.flatMap { names[$0]?[name] }
          ?? scope.claim(wish + (known.isEmpty ? "" : Self.ending(of: place)))
        known.append(place)
      }
    }
  }

  /// What tells a model's type for `place` from its first one.
  private static func ending(of place: TypeScriptType.Place) -> String {
    switch place {
    case .answer: ""
    case .request: "Input"
    case .parts: "Form"
    }
  }

  /// The type of what an endpoint sends; nil when nobody knows it.
  func type(of item: NamedSchema?) -> String? {
    guard let item else { return nil }
    if let name = item.name, let type = names[.answer]?[name] { return type }
    let text = type(of: item.schema, at: .answer)
    return text == "unknown" ? nil : text
  }

  /// The type of a value that stands at `place`.
  func type(
    of schema: JSONValue, at place: TypeScriptType.Place, takesDates: Bool = false
  ) -> String {
    var writer = writer(for: place)
    writer.takesDates = takesDates
    return writer.text(InnerReference.flattened(choices.named(in: schema)))
  }

  private func writer(for place: TypeScriptType.Place) -> TypeScriptType {
    TypeScriptType(names: names[place] ?? [:], schemas: table.schemas, place: place)
  }

  /// The names of all types that are declared, in their order.
  var typeNames: [String] { declared.map(\.type) }

  /// All declarations, each ending with a newline.
  var declarations: [String] {
    declared.map {
      comment($0.schema) + declaration(of: $0.name, as: $0.type, $0.schema, at: $0.place)
    }
  }

  private struct Declared {
    let name: String
    let type: String
    /// The first that the type is for.
    let place: TypeScriptType.Place
    let schema: JSONValue
  }

  /// Each type once.
  private var declared: [Declared] {
    var result: [Declared] = []
    for (name, schema) in table.schemas {
      var seen = Set<String>()
      for place in TypeScriptType.Place.allCases {
        guard let type = names[place]?[name], seen.insert(type).inserted else { continue }
        result.append(Declared(name: name, type: type, place: place, schema: schema))
      }
    }
    return result
  }

  private func declaration(
    of name: String, as type: String, _ schema: JSONValue, at place: TypeScriptType.Place
  ) -> String {
    var writer = writer(for: place)
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
    guard let schema = table.schemas[name] else { return [] }
    return Set(SchemaReference.immediate(in: schema).filter { reaches($0, name) })
  }

  private func reaches(_ start: String, _ goal: String) -> Bool {
    var open = [start]
    var seen = Set<String>()
    while let name = open.popLast() {
      if name == goal { return true }
      guard seen.insert(name).inserted, let schema = table.schemas[name], !isObject(schema)
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

  /// FastAPI calls the model of a form `Body_` and a name that it makes of the whole path.
  private static func bodyNames(of endpoints: [Endpoint]) -> [String: String] {
    let pairs = endpoints.compactMap { endpoint -> (String, String)? in
      let words = endpoint.name.split { !NameScope.isWord($0) || $0 == "_" }
      guard let model = endpoint.body.flatMap({ SchemaReference.target(of: $0.schema) }),
        model.hasPrefix("Body_"), !words.isEmpty
      else { return nil }
      return (model, NameScope.joined(words) + "Body")
    }
    return Dictionary(pairs) { first, _ in first }
  }

  /// The catalog's models, and the classes that only an endpoint knows.
  private static func completed(_ models: JSONObject, by endpoints: [Endpoint]) -> JSONObject {
    var result = models
    for item in endpoints.flatMap(\.answers) {
      guard let name = item.name, result[name] == nil, item.schema != [:] else { continue }
      result[name] = item.schema
    }
    return Decimals.marked(in: result)
  }

  /// The schemas that answers and records, requests, or forms in parts begin with.
  private static func starts(
    of endpoints: [Endpoint], at place: TypeScriptType.Place
  ) -> [JSONValue] {
    switch place {
    case .answer:
      endpoints.flatMap(\.answers).flatMap { item in
        (item.name.map { [InnerReference.reference(to: $0)] } ?? []) + [item.schema]
      }
    case .request, .parts:
      endpoints.flatMap { endpoint in
        let bodies = endpoint.body.map { [$0] } ?? []
        return (place == .request ? endpoint.parameters.map(\.schema) : [])
          + bodies.filter { $0.place == place }.map(\.schema)
      }
    }
  }
}

extension RequestBody {
  /// Which types its values have.
  var place: TypeScriptType.Place {
    mediaType == "multipart/form-data" ? .parts : .request
  }
}

extension Endpoint {
  /// The shapes of all that it may send.
  fileprivate var answers: [NamedSchema] {
    ([item, answer] + events.map(\.item)).compactMap(\.self)
  }
}

import Endpoints
import StreamDecoding

/// The models that some endpoints reach, and how they are named and declared.
struct TypeScriptModels {
  private let table: ModelTable
  /// The type's name of each model, by the place where it stands: some have a type of their own
  /// for what is sent, or for a form in parts.
  private let names: [ValuePlace: [String: String]]

  /// OpenAPI's security schemes by their names.
  let securitySchemes: JSONObject

  init(
    endpoints: [Endpoint], models: JSONObject, securitySchemes: JSONObject = [:],
    names scope: inout TypeScriptNames
  ) {
    self.securitySchemes = securitySchemes
    table = ModelTable(endpoints: endpoints, models: models)
    var taken = scope
    names = table.names(isWord: { TypeScriptNames.isIdentifier("a" + String($0)) }) {
      taken.claim($0)
    }
    scope = taken
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
    of schema: JSONValue, at place: ValuePlace, takesDates: Bool = false
  ) -> String {
    var writer = writer(for: place)
    writer.takesDates = takesDates
    return writer.text(table.read(schema))
  }

  private func writer(for place: ValuePlace) -> TypeScriptType {
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
    let place: ValuePlace
    let schema: JSONValue
  }

  /// Each type once.
  private var declared: [Declared] {
    var result: [Declared] = []
    for (name, schema) in table.schemas {
      for place in table.variants(of: name).map({ $0[0] }) {
        guard let type = names[place]?[name] else { continue }
        result.append(Declared(name: name, type: type, place: place, schema: schema))
      }
    }
    return result
  }

  private func declaration(
    of name: String, as type: String, _ schema: JSONValue, at place: ValuePlace
  ) -> String {
    var writer = writer(for: place)
    if isObject(schema) {
      let members = writer.members(of: schema).map { text, summary in
        let said = TypeScriptLiteral.comment(summary)
        return (said.isEmpty ? "" : "  /** " + said + " */\n") + "  " + text + "\n"
      }
      return "export interface " + type + " {\n" + members.joined() + "}\n"
    }
    writer.circular = table.circle(through: name, isObject: isObject)
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
}

import Endpoints
import StreamDecoding

/// A call of an endpoint's function, with the user's present values or ones that would do.
struct TypeScriptExample {
  let endpoint: Endpoint
  let planned: PlannedRequest?
  let models: JSONObject
  /// OpenAPI's security schemes by their names: what carries the secret of one is not shown.
  var securitySchemes: JSONObject = [:]

  /// Lines of TypeScript that call the function as `name`.
  func lines(calling name: String) -> [String] {
    let start = name + "(" + arguments.map { $0 + ", " }.joined()
    let end = "}" + (options.map { ", " + $0 } ?? "") + ");"
    switch endpoint.kind {
    case .sse:
      return ["const connection = " + start + "{"] + callbacks + [end]
        + ["// connection.close() ends it."]
    case .ndjson, .text: return ["await " + start + "{"] + callbacks + [end]
    case .file: return ["const blob = await " + ended(["undefined"], name) + ";"]
    case .unary: return ["const result = await " + ended([], name) + ";"]
    }
  }

  /// The call without callbacks, or with `between` in their place before the options.
  private func ended(_ between: [String], _ name: String) -> String {
    let last = options.map { between + [$0] } ?? []
    return name + "(" + (arguments + last).joined(separator: ", ") + ")"
  }

  /// The secret that the endpoint's first security scheme asks for, unless a value stands in its
  /// place.
  var options: String? {
    guard let secret = SecretPlace.all(of: endpoint, schemes: securitySchemes).first,
      !values.contains(where: { $0.text != "undefined" && secret.isPlace(of: $0.parameter) })
    else { return nil }
    return "{ auth: () => ({ " + TypeScriptLiteral.memberKey(secret.scheme) + ": "
      + TypeScriptLiteral.string("$" + secret.variable) + " }) }"
  }

  private var callbacks: [String] {
    let record =
      endpoint.kind == .sse
      ? "onMessage: (event) => console.log(event.type, event.data),"
      : "onChunk: (chunk) => console.log(chunk),"
    return ["  " + record, "  onError: (error) => console.error(error.message),"]
  }

  /// Values in the order of the signature; optional ones at the end are left out where the
  /// signature lets them.
  var arguments: [String] {
    var texts = values.map(\.text)
    let mayEndEarly = options == nil && (endpoint.kind == .file || endpoint.kind == .unary)
    while mayEndEarly, texts.last == "undefined" { texts.removeLast() }
    return texts
  }

  private var values: [(parameter: TypeScriptParameter, text: String)] {
    var table = TypeScriptNames(taken: [])
    let types = TypeScriptModels(endpoints: [endpoint], models: models, names: &table)
    return TypeScriptParameter.all(of: endpoint, models: types).map { ($0, argument($0)) }
  }

  private func argument(_ parameter: TypeScriptParameter) -> String {
    if parameter.place == .body { return body(isRequired: parameter.isRequired) }
    let declared = endpoint.parameters.first {
      $0.name == parameter.wireName && TypeScriptParameter.place(of: $0.location) == parameter.place
    }
    let location = declared?.location ?? .path
    let values =
      planned?.values(of: parameter.wireName, in: location)
      ?? (parameter.isRequired ? [declared?.exampleValue ?? "string"] : [])
    guard !values.isEmpty else { return "undefined" }
    let variables = RequestVariables(
      endpoint: endpoint, schemes: securitySchemes, isTyped: planned != nil)
    let words = values.map { variables.masked(parameter.wireName, $0, in: location) }
    return literal(words, declared)
  }

  private func literal(_ words: [TextWithVariables], _ parameter: Parameter?) -> String {
    let items = words.map { scalar($0, parameter?.schema ?? [:]) }
    guard parameter?.isList == true else { return items.first ?? "undefined" }
    return "[" + items.joined(separator: ", ") + "]"
  }

  /// A number or a truth value where only that fits, else a string.
  private func scalar(_ word: TextWithVariables, _ schema: JSONValue) -> String {
    if word.hasVariables { return Self.named(word, as: types(in: schema)) }
    return scalar(word.written { $0 }, schema)
  }

  func scalar(_ text: String, _ schema: JSONValue) -> String {
    let types = self.types(in: schema)
    if !types.contains("string") {
      let isNumber = !types.isDisjoint(with: ["integer", "number"]) && Double(text) != nil
      if isNumber, (try? JSONValue(parsing: text)) != nil { return text }
      if types.contains("boolean"), ["true", "false"].contains(text) { return text }
    }
    return TypeScriptLiteral.string(text)
  }

  /// In the place of a variable its name: a page has no environment to take it from.
  private static func named(_ word: TextWithVariables, as types: Set<String>) -> String {
    let text = TypeScriptLiteral.string(
      word.written { word.isOneVariable ? "$" + $0 : "${" + $0 + "}" })
    if types.isDisjoint(with: ["integer", "number", "boolean"]) || types.contains("string") {
      return text
    }
    return (types.contains("boolean") ? "Boolean(" : "Number(") + text + ")"
  }

  func types(in schema: JSONValue) -> Set<String> {
    let inner = (schema["anyOf"]?.arrayValue ?? []) + (schema["items"].map { [$0] } ?? [])
    return inner.reduce(into: Set(schema.typeNames)) { $0.formUnion(types(in: $1)) }
  }
}

extension SecretPlace {
  fileprivate func isPlace(of parameter: TypeScriptParameter) -> Bool {
    TypeScriptParameter.place(of: location) == parameter.place
      && (location == .header
        ? parameter.wireName.lowercased() == name.lowercased() : parameter.wireName == name)
  }
}

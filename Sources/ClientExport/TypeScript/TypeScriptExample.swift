import Endpoints
import StreamDecoding

/// A call of an endpoint's function, with the user's present values or ones that would do.
struct TypeScriptExample {
  let endpoint: Endpoint
  let planned: PlannedRequest?
  let models: JSONObject
  /// OpenAPI's security schemes by their names: what carries the secret of one is not shown.
  var securitySchemes: JSONObject = [:]
  let baseURL: String

  /// Lines of TypeScript that call the function as `name`.
  func lines(calling name: String) -> [String] {
    let start = name + "(" + arguments.joined(separator: ", ")
    let next = arguments.isEmpty ? "" : ", "
    switch endpoint.kind {
    case .sse:
      return ["const connection = " + start + next + "{"] + callbacks + ["});"]
        + ["// connection.close() ends it."]
    case .ndjson, .text: return ["await " + start + next + "{"] + callbacks + ["});"]
    case .file: return ["const blob = await " + start + ");"]
    case .unary: return ["const result = await " + start + ");"]
    }
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
    var table = TypeScriptNames(taken: [])
    let types = TypeScriptModels(endpoints: [endpoint], models: models, names: &table)
    var texts = TypeScriptParameter.all(of: endpoint, models: types).map(argument)
    let mayEndEarly = endpoint.kind == .file || endpoint.kind == .unary
    while mayEndEarly, texts.last == "undefined" { texts.removeLast() }
    return texts
  }

  private func argument(_ parameter: TypeScriptParameter) -> String {
    if parameter.place == .body { return body(isRequired: parameter.isRequired) }
    let declared = endpoint.parameters.first {
      $0.name == parameter.wireName && TypeScriptParameter.place(of: $0.location) == parameter.place
    }
    let values =
      planned.map {
        PlannedValues(endpoint: endpoint, planned: $0, baseURL: baseURL)
          .texts(named: parameter.wireName, in: parameter.place)
      } ?? (parameter.isRequired ? [declared?.exampleValue ?? "string"] : [])
    guard !values.isEmpty else { return "undefined" }
    let variables = RequestVariables(
      endpoint: endpoint, schemes: securitySchemes, isTyped: planned != nil)
    let words = values.map {
      variables.masked(parameter.wireName, $0, in: declared?.location ?? .path)
    }
    return literal(words, declared)
  }

  private func literal(_ words: [ShellWord], _ parameter: Parameter?) -> String {
    let items = words.map { scalar($0, parameter?.schema ?? [:]) }
    guard parameter?.isList == true else { return items.first ?? "undefined" }
    return "[" + items.joined(separator: ", ") + "]"
  }

  /// A number or a truth value where only that fits, else a string.
  private func scalar(_ word: ShellWord, _ schema: JSONValue) -> String {
    let types = self.types(in: schema)
    if word.hasVariables { return Self.variable(Self.expression(word), as: types) }
    let text = word.written { $0 }
    if !types.contains("string") {
      let isNumber = !types.isDisjoint(with: ["integer", "number"]) && Double(text) != nil
      if isNumber, (try? JSONValue(parsing: text)) != nil { return text }
      if types.contains("boolean"), ["true", "false"].contains(text) { return text }
    }
    return TypeScriptLiteral.string(text)
  }

  private static func variable(_ text: String, as types: Set<String>) -> String {
    if types.isDisjoint(with: ["integer", "number", "boolean"]) || types.contains("string") {
      return text
    }
    return types.contains("boolean") ? "(" + text + ") === \"true\"" : "Number(" + text + ")"
  }

  /// Node, Deno and Bun have the environment there, and bundlers put values in its place.
  private static func expression(_ word: ShellWord) -> String {
    word.expression(text: TypeScriptLiteral.string) { name, isAlone in
      let value = "process.env[" + TypeScriptLiteral.string(name) + "] ?? \"\""
      return isAlone ? value : "(" + value + ")"
    }
  }

  private func types(in schema: JSONValue) -> Set<String> {
    let own =
      schema["type"]?.stringValue.map { [$0] }
      ?? schema["type"]?.arrayValue?.compactMap(\.stringValue) ?? []
    let inner = (schema["anyOf"]?.arrayValue ?? []) + (schema["items"].map { [$0] } ?? [])
    return inner.reduce(into: Set(own)) { $0.formUnion(types(in: $1)) }
  }

  private func body(isRequired: Bool) -> String {
    let isJSON = endpoint.body?.mediaType.hasSuffix("json") == true
    if let planned {
      guard let bytes = planned.body else { return "undefined" }
      if isJSON, let value = try? JSONValue(parsing: bytes) {
        return TypeScriptLiteral.json(MaskedValue(value).withVariables)
      }
      if endpoint.body?.isForm == true {
        guard planned.bodyMediaType != "multipart/form-data" else { return "body" }
        let form = MaskedValue(form: String(decoding: bytes, as: UTF8.self))
        return TypeScriptLiteral.json(form.withVariables)
      }
      return TypeScriptLiteral.string(String(decoding: bytes.prefix(200), as: UTF8.self))
    }
    guard isRequired else { return "undefined" }
    guard isJSON, let declared = endpoint.body else { return "body" }
    let sample = BodyDraft.value(for: declared, models: models, filling: .example)
    return TypeScriptLiteral.json(MaskedValue(sample).withVariables)
  }
}

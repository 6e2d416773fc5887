import Endpoints
import StreamDecoding

/// A call of an endpoint's method, with the user's present values or ones that would do.
struct SwiftExample {
  let endpoint: Endpoint
  let planned: PlannedRequest?
  let models: JSONObject
  /// OpenAPI's security schemes by their names: what carries the secret of one is not shown.
  var securitySchemes: JSONObject = [:]
  let baseURL: String

  /// Lines of Swift that call the method.
  func lines(calling method: SwiftMethod, types: SwiftType) -> [String] {
    var arguments = arguments(of: method, types: types)
    if endpoint.kind == .file { arguments.append("to: .folder(\".\")") }
    let call = "client." + method.name + "(" + arguments.joined(separator: ", ") + ")"
    let lines = ["let client = Client()"]
    switch method.stream {
    case .sse:
      return lines + [
        "for try await event in try " + call + " {", "  print(event.type, event.data)", "}",
      ]
    case .text:
      return lines + [
        "for try await text in try " + call + " {", "  print(text, terminator: \"\")", "}",
      ]
    case .ndjson, nil:
      return lines + ["for try await record in try " + call + " {", "  print(record)", "}"]
    case .file, .unary: return lines + ["print(try await " + call + ")"]
    }
  }

  /// Values in the order of the signature; optional ones where the user gave one.
  private func arguments(of method: SwiftMethod, types: SwiftType) -> [String] {
    let url = baseURL.isEmpty && planned == nil ? "http://localhost" : baseURL
    guard
      let request = planned
        ?? ExampleRequest(endpoint: endpoint, models: models).planned(baseURL: url)
    else { return ["…"] }
    let values = PlannedValues(endpoint: endpoint, planned: request, baseURL: url)
    func list(isRequired: Bool) -> [String] {
      method.values.filter { $0.isRequired == isRequired }.compactMap { value in
        let texts = values.texts(
          named: value.wireName, in: TypeScriptParameter.place(of: value.location))
        return argument(value, texts, types)
      }
    }
    return list(isRequired: true) + body(of: method, request, types) + list(isRequired: false)
  }

  private func argument(
    _ value: SwiftMethod.Value, _ texts: [String], _ types: SwiftType
  ) -> String? {
    let variables = RequestVariables(
      endpoint: endpoint, schemes: securitySchemes, isTyped: planned != nil)
    let words = texts.map { variables.masked(value.wireName, $0, in: value.location) }
    guard let first = words.first else { return nil }
    let shape = value.shape.withoutNull
    guard case .list(let element) = shape else {
      return value.name + ": " + literal(first, shape, types)
    }
    let items = words.map { literal($0, element, types) }
    return value.name + ": [" + items.joined(separator: ", ") + "]"
  }

  private func body(
    of method: SwiftMethod, _ request: PlannedRequest, _ types: SwiftType
  ) -> [String] {
    guard let body = method.body, let bytes = request.body else { return [] }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let shape = body.shape else {
      let type = endpoint.body?.mediaType == "multipart/form-data" ? ["bodyType: \"\""] : []
      return [body.name + ": Data()"] + type
    }
    let isForm = endpoint.body?.isForm == true
    let value =
      isForm ? MaskedValue(form: text) : (try? JSONValue(parsing: text)).map(MaskedValue.init)
    return value.map { [body.name + ": " + decoded($0.withVariables, as: shape, types)] } ?? []
  }

  /// A literal where the type has one, else what a decoder makes of its JSON.
  private func literal(_ word: ShellWord, _ shape: Shape, _ types: SwiftType) -> String {
    let type = types.text(shape)
    if type == "String" { return Self.expression(word) }
    if word.hasVariables { return decoded(word, as: type) }
    let text = word.written { $0 }
    let value = try? JSONValue(parsing: text)
    switch type {
    case "Int" where Int(text) != nil, "Bool" where value?.boolValue != nil: return text
    case "Double" where Double(text) != nil && value != nil: return text
    default: return decoded(value ?? .string(text), as: shape, types)
    }
  }

  /// What a decoder makes of a variable: of its text where the type is one of texts in JSON.
  private func decoded(_ word: ShellWord, as type: String) -> String {
    let quote = ShellWord(text: ["Int", "Double", "Bool"].contains(type) ? "" : "\"")
    return "try JSONDecoder().decode(" + type + ".self, from: Data(("
      + Self.expression(quote + word + quote) + ").utf8))"
  }

  private func decoded(_ value: JSONValue, as shape: Shape, _ types: SwiftType) -> String {
    "try JSONDecoder().decode(" + types.text(shape) + ".self, from: Data("
      + SwiftText.string(value.text()) + ".utf8))"
  }

  private static func expression(_ word: ShellWord) -> String {
    word.expression(text: SwiftText.string) { name, isAlone in
      let value = "ProcessInfo.processInfo.environment[" + SwiftText.string(name) + "] ?? \"\""
      return isAlone ? value : "(" + value + ")"
    }
  }
}

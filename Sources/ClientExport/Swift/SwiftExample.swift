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
    guard let first = texts.first else { return nil }
    let variables = RequestVariables(
      endpoint: endpoint, schemes: securitySchemes, isTyped: planned != nil)
    if let variable = variables.secret(value.wireName, in: value.location) {
      return value.name + ": " + Self.variable(variable)
    }
    let shape = value.shape.withoutNull
    guard case .list(let element) = shape else {
      return value.name + ": " + literal(first, shape, types)
    }
    let items = texts.map { literal($0, element, types) }
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
  private func literal(_ text: String, _ shape: Shape, _ types: SwiftType) -> String {
    let value = try? JSONValue(parsing: text)
    switch types.text(shape) {
    case "String": return SwiftText.string(text)
    case "Int" where Int(text) != nil, "Bool" where value?.boolValue != nil: return text
    case "Double" where Double(text) != nil && value != nil: return text
    default: return decoded(value ?? .string(text), as: shape, types)
    }
  }

  private func decoded(_ value: JSONValue, as shape: Shape, _ types: SwiftType) -> String {
    "try JSONDecoder().decode(" + types.text(shape) + ".self, from: Data("
      + SwiftText.string(value.text()) + ".utf8))"
  }

  private static func variable(_ name: String) -> String {
    "ProcessInfo.processInfo.environment[" + SwiftText.string(name) + "] ?? \"\""
  }
}

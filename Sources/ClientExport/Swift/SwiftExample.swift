import Endpoints
import StreamDecoding

/// A call of an endpoint's method, with the user's present values or ones that would do.
struct SwiftExample {
  let endpoint: Endpoint
  let planned: PlannedRequest?
  let models: JSONObject
  /// OpenAPI's security schemes by their names: what carries the secret of one is not shown.
  var securitySchemes: JSONObject = [:]

  /// Lines of Swift that call the method.
  func lines(calling method: SwiftMethod, types: SwiftType) -> [String] {
    var arguments = arguments(of: method, types: types)
    if endpoint.kind == .file { arguments.append("to: .folder(\".\")") }
    let call = "client." + method.name + "(" + arguments.joined(separator: ", ") + ")"
    let lines = client(of: method)
    switch method.stream {
    case .sse:
      let end = endpoint.sentinel.map {
        ["  if event.data == " + SwiftText.string($0) + " { break }"]
      }
      return lines + ["for try await event in try " + call + " {"] + (end ?? [])
        + ["  print(event.type, event.data)", "}"]
    case .text:
      return lines + [
        "for try await text in try " + call + " {", "  print(text, terminator: \"\")", "}",
      ]
    case .ndjson, nil:
      return lines + ["for try await record in try " + call + " {", "  print(record)", "}"]
    case .file, .unary: return lines + ["print(try await " + call + ")"]
    }
  }

  private func client(of method: SwiftMethod) -> [String] {
    guard
      let secret = ExampleSecret(endpoint: endpoint, schemes: securitySchemes, planned: planned),
      let member = method.secretMember(of: secret.scheme)
    else { return ["let client = Client()"] }
    let value = "{ " + Self.variable(secret.variable) + " }"
    return ["var client = Client()", "client.secrets." + member + " = " + value]
  }

  /// Values in the order of the signature; optional ones where the user gave one.
  private func arguments(of method: SwiftMethod, types: SwiftType) -> [String] {
    guard let request = planned ?? ExampleRequest(endpoint: endpoint, models: models).planned
    else { return ["…"] }
    func list(isRequired: Bool) -> [String] {
      method.values.filter { $0.isRequired == isRequired }.compactMap { value in
        argument(value, request.values(of: value.wireName, in: value.location), types)
      }
    }
    return list(isRequired: true) + body(of: method, request, types) + list(isRequired: false)
  }

  private func argument(
    _ value: SwiftMethod.Value, _ texts: [String], _ types: SwiftType
  ) -> String? {
    if texts.isEmpty { return nil }
    let variables = RequestVariables(
      endpoint: endpoint, schemes: securitySchemes, isTyped: planned != nil)
    let words = texts.map { variables.masked(value.wireName, $0, in: value.location) }
    let typed = TypedValue(words, as: value.shape, in: types.shapes)
    return value.name + ": " + literal(typed, value.shape.withoutNull, types)
  }

  private func body(
    of method: SwiftMethod, _ request: PlannedRequest, _ types: SwiftType
  ) -> [String] {
    guard let body = method.body, let bytes = request.body else { return [] }
    let text = String(validating: bytes, as: UTF8.self)
    guard let shape = body.shape else {
      let type = method.takesMediaType ? ["bodyType: \"\""] : []
      return [body.name + ": " + data(text, path: request.bodyFile)] + type
    }
    guard let value = ExampleBody(endpoint: endpoint, models: models).value(of: text)
    else { return [] }
    var shapes = types.shapes
    shapes.holdsFiles = method.form != nil
    shapes.knowsPaths = request.parts != nil
    let typed = TypedValue(value, as: shape, in: shapes)
    let form = method.form == nil ? nil : form(typed, shape, types)
    return [body.name + ": " + (form ?? literal(typed, shape.withoutNull, types))]
  }

  /// A form, which no decoder makes: its files are none of JSON's.
  private func form(_ value: TypedValue, _ shape: Shape, _ types: SwiftType) -> String? {
    guard case .object(let given) = value, let members = types.shapes.members(of: shape)
    else { return nil }
    let variables = SwiftType.variables(for: members, isForm: true)
    let arguments = zip(variables, members).compactMap { variable, member in
      given.first { $0.key == member.wireName }.map {
        variable + ": " + literal($0.value, member.shape.withoutNull, types)
      }
    }
    return types.text(shape.withoutNull) + "(" + arguments.joined(separator: ", ") + ")"
  }

  /// - Parameter text: Nil for bytes that nobody types.
  private func data(_ text: String?, path: String?) -> String {
    let isText = endpoint.body?.isText == true
    guard let text = text ?? (isText ? "string" : nil) else {
      let path = Self.expression(TextWithVariables(path: path ?? ""))
      return "try Data(contentsOf: URL(fileURLWithPath: " + path + "))"
    }
    return "Data(" + SwiftText.string(text) + ".utf8)"
  }

  /// A literal where the type has one, else what a decoder makes of its JSON.
  private func literal(_ value: TypedValue, _ shape: Shape, _ types: SwiftType) -> String {
    let type = types.text(shape)
    switch value {
    case .plain(.string(let text)) where type == "String": return SwiftText.string(text)
    case .variable(let word, .text) where type == "String": return Self.expression(word)
    case .plain(.number(let text)) where type == "Double" || type == "Int" && Int(text) != nil:
      return text
    case .plain(.bool(let isTrue)) where type == "Bool": return String(isTrue)
    case .array(let elements):
      guard case .list(let element) = shape else { break }
      let items = elements.map { literal($0, element.withoutNull, types) }
      return "[" + items.joined(separator: ", ") + "]"
    case .file(let path): return "FilePart(path: " + Self.expression(path) + ")"
    case .plain, .variable, .object: break
    }
    return "try JSONDecoder().decode(" + type + ".self, from: Data(" + Self.json(value.json)
      + ".utf8))"
  }

  private static func json(_ word: TextWithVariables) -> String {
    let text = expression(word)
    return word.hasVariables ? "(" + text + ")" : text
  }

  private static func expression(_ word: TextWithVariables) -> String {
    word.expression(text: SwiftText.string) { name, isAlone in
      let value = variable(name) + " ?? \"\""
      return isAlone ? value : "(" + value + ")"
    }
  }

  private static func variable(_ name: String) -> String {
    "ProcessInfo.processInfo.environment[" + SwiftText.string(name) + "]"
  }
}

import Endpoints
import StreamDecoding

/// A call of an endpoint's method, with the user's present values or ones that would do.
struct PythonExample {
  let endpoint: Endpoint
  let planned: PlannedRequest?
  let models: JSONObject
  /// OpenAPI's security schemes by their names.
  var securitySchemes: JSONObject = [:]
  let baseURL: String

  /// Lines of Python that call the method as `name`.
  func lines(calling name: String) -> [String] {
    let call = "client." + name + "(" + arguments.joined(separator: ", ") + ")"
    var lines = ["with Client(" + headers + ") as client:"]
    switch endpoint.kind {
    case .sse: lines += ["    for event in " + call + ":", "        print(event.type, event.data)"]
    case .ndjson: lines += ["    for record in " + call + ":", "        print(record)"]
    case .text: lines += ["    for text in " + call + ":", "        print(text, end=\"\")"]
    case .file, .unary: lines.append("    print(" + call + ")")
    }
    return lines
  }

  private var request: PlannedRequest? {
    let url = baseURL.isEmpty ? "http://localhost" : baseURL
    return planned ?? ExampleRequest(endpoint: endpoint, models: models).planned(baseURL: url)
  }

  /// Headers that no parameter stands for.
  private var headers: String {
    let known = Set(
      endpoint.parameters.filter { $0.location == .header }.map { $0.name.lowercased() })
    let others = (planned?.headers ?? []).filter {
      !known.contains($0.name.lowercased()) && $0.name.lowercased() != "cookie"
    }
    guard !others.isEmpty else { return "" }
    let members = others.map { header in
      let value = variables.masked(header: header.name, value: header.value)
      return PythonText.string(header.name) + ": " + Self.expression(value)
    }
    return "headers={" + members.joined(separator: ", ") + "}"
  }

  private var variables: RequestVariables {
    RequestVariables(endpoint: endpoint, schemes: securitySchemes, isTyped: planned != nil)
  }

  private static func expression(_ word: ShellWord) -> String {
    word.expression(text: PythonText.string) { name, _ in
      "os.environ[" + PythonText.string(name) + "]"
    }
  }

  private var arguments: [String] {
    guard let request else { return ["..."] }
    var shapes = PythonFile.shapes(of: [endpoint], models: models)
    let parameters = PythonParameter.all(of: endpoint, wish: "", shapes: &shapes)
    let base = baseURL.isEmpty && planned == nil ? "http://localhost" : baseURL
    let values = PlannedValues(endpoint: endpoint, planned: request, baseURL: base)
    var result: [String] = []
    for parameter in parameters.filter(\.isRequired) {
      result.append(argument(parameter, values, request) ?? "...")
    }
    if endpoint.kind == .file { result.append("to=\"file\"") }
    for parameter in parameters where !parameter.isRequired {
      guard let text = argument(parameter, values, request) else { continue }
      result.append(parameter.name + "=" + text)
    }
    return result
  }

  private func argument(
    _ parameter: PythonParameter, _ values: PlannedValues, _ request: PlannedRequest
  ) -> String? {
    guard let location = parameter.location else {
      guard let bytes = request.body else { return nil }
      if let value = try? JSONValue(parsing: bytes) { return masked(MaskedValue(value)) }
      let text = String(decoding: bytes, as: UTF8.self)
      return endpoint.body?.isForm == true && request.bodyMediaType != "multipart/form-data"
        ? masked(MaskedValue(form: text)) : "..."
    }
    let texts = values.texts(
      named: parameter.wireName, in: TypeScriptParameter.place(of: location))
    guard let first = texts.first else { return nil }
    let items = texts.map { text in
      scalar(variables.masked(parameter.wireName, text, in: location), type: parameter.type)
    }
    return parameter.type.contains("list[")
      ? "[" + items.joined(separator: ", ") + "]" : items.first ?? first
  }

  private func scalar(_ word: ShellWord, type: String) -> String {
    if word.hasVariables { return Self.expression(word) }
    let text = word.written { $0 }
    if !type.contains("str") {
      if type.contains("int") || type.contains("float"), Double(text) != nil,
        (try? JSONValue(parsing: text)) != nil
      {
        return text
      }
      if type.contains("bool"), ["true", "false"].contains(text) {
        return text == "true" ? "True" : "False"
      }
    }
    return PythonText.string(text)
  }

  private func masked(_ value: MaskedValue) -> String {
    switch value {
    case .plain(let value): PythonText.literal(value)
    case .secret(let variable): "os.environ[" + PythonText.string(variable) + "]"
    case .array(let elements): "[" + elements.map(masked).joined(separator: ", ") + "]"
    case .object(let members):
      "{"
        + members.map { PythonText.string($0.key) + ": " + masked($0.value) }
        .joined(separator: ", ") + "}"
    }
  }
}

import Endpoints
import StreamDecoding

/// A call of an endpoint's method, with the user's present values or ones that would do.
struct PythonExample {
  let endpoint: Endpoint
  let planned: PlannedRequest?
  let models: JSONObject
  /// OpenAPI's security schemes by their names.
  var securitySchemes: JSONObject = [:]

  /// Lines of Python that call the method as `name`.
  func lines(calling name: String) -> [String] {
    let call = "client." + name + "(" + arguments.joined(separator: ", ") + ")"
    let settings = [headers, auth].compactMap(\.self).joined(separator: ", ")
    var lines = ["with Client(" + settings + ") as client:"]
    switch endpoint.kind {
    case .sse:
      lines.append("    for event in " + call + ":")
      if let end = endpoint.sentinel {
        lines += ["        if event.data == " + PythonText.string(end) + ":", "            break"]
      }
      lines.append("        print(event.type, event.data)")
    case .ndjson: lines += ["    for record in " + call + ":", "        print(record)"]
    case .text: lines += ["    for text in " + call + ":", "        print(text, end=\"\")"]
    case .file, .unary: lines.append("    print(" + call + ")")
    }
    return lines
  }

  private var request: PlannedRequest? {
    planned ?? ExampleRequest(endpoint: endpoint, models: models).planned
  }

  /// Headers that no parameter stands for.
  private var headers: String? {
    let known = Set(
      endpoint.parameters.filter { $0.location == .header }.map { $0.name.lowercased() })
    let others = (planned?.headers ?? []).filter {
      !known.contains($0.name.lowercased()) && $0.name.lowercased() != "cookie"
    }
    guard !others.isEmpty else { return nil }
    let members = others.map { header in
      let value = variables.masked(header: header.name, value: header.value)
      return PythonText.string(header.name) + ": " + Self.expression(value)
    }
    return "headers={" + members.joined(separator: ", ") + "}"
  }

  private var auth: String? {
    ExampleSecret(endpoint: endpoint, schemes: securitySchemes, planned: planned).map { secret in
      "auth=lambda: {" + PythonText.string(secret.scheme) + ": "
        + Self.expression(TextWithVariables(variable: secret.variable)) + "}"
    }
  }

  private var variables: RequestVariables {
    RequestVariables(endpoint: endpoint, schemes: securitySchemes, isTyped: planned != nil)
  }

  private static func expression(_ word: TextWithVariables) -> String {
    word.expression(text: PythonText.string) { name, _ in
      "os.environ[" + PythonText.string(name) + "]"
    }
  }

  private var arguments: [String] {
    guard let request else { return ["..."] }
    var shapes = PythonFile.shapes(of: [endpoint], models: models)
    let parameters = PythonParameter.all(of: endpoint, wish: "", shapes: &shapes)
    let declared = shapes.declared
    func argument(_ parameter: PythonParameter) -> String? {
      self.argument(parameter, request, declared)
    }
    var result: [String] = []
    for parameter in parameters.filter(\.isRequired) { result.append(argument(parameter) ?? "...") }
    if endpoint.kind == .file { result.append("to=\"file\"") }
    for parameter in parameters where !parameter.isRequired {
      guard let text = argument(parameter) else { continue }
      result.append(parameter.name + "=" + text)
    }
    return result
  }

  private func argument(
    _ parameter: PythonParameter, _ request: PlannedRequest, _ shapes: DeclaredShapes
  ) -> String? {
    guard let location = parameter.location else {
      var shapes = shapes
      shapes.knowsPaths = request.parts != nil
      if let path = request.bodyFile, parameter.shape == nil {
        return "Path(" + Self.expression(TextWithVariables(path: path)) + ").read_bytes()"
      }
      return request.body.map { body(String(validating: $0, as: UTF8.self), parameter, shapes) }
    }
    let texts = request.values(of: parameter.wireName, in: location)
    guard !texts.isEmpty else { return nil }
    let words = texts.map { variables.masked(parameter.wireName, $0, in: location) }
    return Self.written(TypedValue(words, as: parameter.shape ?? .anything, in: shapes))
  }

  /// - Parameter text: Nil for bytes that nobody types.
  private func body(
    _ text: String?, _ parameter: PythonParameter, _ shapes: DeclaredShapes
  ) -> String {
    guard let shape = parameter.shape else {
      let isText = endpoint.body?.isText == true
      let sample = isText ? "\"string\"" : "Path(\"file.bin\").read_bytes()"
      return text.map(PythonText.string) ?? sample
    }
    var shapes = shapes
    shapes.holdsFiles = parameter.isForm
    let value = ExampleBody(endpoint: endpoint, models: models).value(of: text)
    return value.map { Self.written(TypedValue($0, as: shape, in: shapes)) } ?? "..."
  }

  private static func written(_ value: TypedValue) -> String {
    switch value {
    case .plain(let value): PythonText.literal(value)
    case .file(let path): "open(" + expression(path) + ", \"rb\")"
    case .variable(let word, let reading): read(expression(word), reading)
    case .array(let elements): "[" + elements.map(written).joined(separator: ", ") + "]"
    case .object(let members):
      "{"
        + members.map { PythonText.string($0.key) + ": " + written($0.value) }
        .joined(separator: ", ") + "}"
    }
  }

  private static func read(_ text: String, _ reading: TypedValue.Reading) -> String {
    switch reading {
    case .text: text
    case .integer: "int(" + text + ")"
    case .number: "float(" + text + ")"
    case .bool: text + " == \"true\""
    case .choice: "cast(Any, " + text + ")"
    }
  }
}

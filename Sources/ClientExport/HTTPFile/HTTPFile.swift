import Endpoints
import StreamDecoding

/// A file of requests, as VS Code's REST Client and JetBrains' HTTP Client read it.
///
/// Source: "HTTP Request in Editor" (github.com/JetBrains/http-request-in-editor-spec), and the
/// REST Client's "Variables".
struct HTTPFile {
  let endpoints: [Endpoint]
  let models: JSONObject
  /// OpenAPI's security schemes by their names.
  var securitySchemes: JSONObject = [:]
  let baseURL: String
  /// The user's values, where there is one endpoint.
  var planned: PlannedRequest?

  /// The whole text.
  var text: String {
    let requests = endpoints.map {
      ($0, request(for: $0).carryingSecret(of: $0, schemes: securitySchemes))
    }
    let base = Self.base(of: baseURL)
    var settings = ["@BASE_URL = " + base.written(variable: Self.variable)]
    var names = ["BASE_URL"]
    for name in base.variables + requests.flatMap({ Self.variables(of: $0.1) })
    where !names.contains(name) {
      names.append(name)
      settings.insert("@" + name + " = {{$processEnv " + name + "}}", at: settings.count - 1)
    }
    let heading =
      "# Requests written by fluidtop. In VS Code `$processEnv` reads the environment; in JetBrains'\n"
      + "# tools a value of the same name in http-client.private.env.json takes its place.\n"
    return heading + settings.joined(separator: "\n") + "\n\n"
      + requests.map { Self.text(of: $0.0, $0.1) }.joined(separator: "\n")
  }

  private func request(for endpoint: Endpoint) -> ShellRequest {
    let base = baseURL.isEmpty ? "http://localhost" : baseURL
    let example = ExampleRequest(endpoint: endpoint, models: models)
    guard var planned = planned ?? example.planned(baseURL: base) else {
      return ShellRequest(endpoint: endpoint, models: models, baseURL: "")
    }
    if planned.url.hasPrefix(base) { planned.url.removeFirst(base.count) }
    let request = ShellRequest(endpoint: endpoint, planned: planned, baseURL: "")
    let template = ShellTemplate(endpoint: endpoint, models: models)
    return self.planned == nil ? request.withForm(template.form) : request
  }

  private static func part(_ name: String, _ value: String, _ isFile: Bool) -> [String] {
    let words =
      "Content-Disposition: form-data; name=\"" + name.onOneLine.filter { $0 != "\"" } + "\""
    guard isFile else { return ["--part", words, "", body(ShellWord(text: value.onOneLine))] }
    return ["--part", words + "; filename=\"" + value + "\"", "", "< ./" + value]
  }

  private static func base(of url: String) -> ShellWord {
    url.isEmpty ? ShellWord(text: "http://localhost:8000") : ShellRequest.masked(url: url)
  }

  private static func variables(of request: ShellRequest) -> [String] {
    var names = request.url.variables + request.headers.flatMap(\.value.variables)
    if case .text(let word) = request.body { names += word.variables }
    return names
  }

  private static func variable(_ name: String) -> String { "{{" + name + "}}" }

  private static func text(of endpoint: Endpoint, _ request: ShellRequest) -> String {
    let summary = endpoint.summary.onOneLine
    var lines = ["### " + endpoint.name.onOneLine]
    if !summary.isEmpty { lines.append("# " + summary) }
    let url = request.url.written(variable: variable)
    lines.append(request.method + " " + (url.hasPrefix("/") ? "{{BASE_URL}}" : "") + url)
    lines += request.headers.map { header in
      // Two braces would be a variable.
      let value = header.value.written(
        text: { $0.replacing("{{", with: "{ {") }, variable: variable)
      return header.name + ": " + value
    }
    switch request.body {
    case .text(let word): lines += ["", body(word)]
    case .form(let parts):
      lines += ["Content-Type: multipart/form-data; boundary=part", ""]
      lines += parts.flatMap(Self.part) + ["--part--"]
    case .file: lines += ["", "< ./body.bin"]
    case nil: break
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func body(_ word: ShellWord) -> String {
    // Two braces would be a variable; JSON has them only in strings, where this is the same.
    let text = word.written(text: { $0.replacing("{{", with: "{\\u007b") }, variable: variable)
    let isSafe = text.split(separator: "\n").allSatisfy { line in
      !["###", "<", ">"].contains { line.hasPrefix($0) }
    }
    return isSafe ? text : "< ./body.txt"
  }
}

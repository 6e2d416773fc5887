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
      HTTPFileRequest(
        endpoint: $0,
        request: request(for: $0).carryingSecret(of: $0, schemes: securitySchemes))
    }
    let base = Self.base(of: baseURL)
    let address = base.mapText { $0.replacing("{{", with: "%7B%7B") }
    var settings = ["@BASE_URL = " + address.written(variable: HTTPFileRequest.variable)]
    var names = ["BASE_URL"]
    for name in base.variables + requests.flatMap(\.request.variables)
    where !names.contains(name) {
      names.append(name)
      settings.insert("@" + name + " = {{$processEnv " + name + "}}", at: settings.count - 1)
    }
    let heading =
      "# Requests written by fluidtop. In VS Code `$processEnv` reads the environment; in JetBrains'\n"
      + "# tools a value of the same name in http-client.private.env.json takes its place.\n"
    return heading + settings.joined(separator: "\n") + "\n\n"
      + requests.map(\.text).joined(separator: "\n")
  }

  private func request(for endpoint: Endpoint) -> ShellRequest {
    let template = ShellTemplate(endpoint: endpoint, models: models, schemes: securitySchemes)
    let example = ExampleRequest(endpoint: endpoint, models: models)
    guard var request = planned ?? example.planned else {
      return ShellRequest(template: template, baseURL: "")
    }
    // The file has a variable for it.
    request.baseURL = ""
    let variables = RequestVariables(
      endpoint: endpoint, schemes: securitySchemes, isTyped: planned != nil)
    let written = ShellRequest(endpoint: endpoint, planned: request, variables: variables)
    return planned == nil ? written.withForm(template.form) : written
  }

  private static func base(of url: String) -> TextWithVariables {
    url.isEmpty ? TextWithVariables(text: "http://localhost:8000") : ShellRequest.masked(base: url)
  }
}

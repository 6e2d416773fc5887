import Endpoints
import StreamDecoding

/// A request that would do, where the user has given no values yet.
struct ExampleRequest {
  let endpoint: Endpoint
  let models: JSONObject

  /// Every required value made up; nil where that makes no request.
  ///
  /// - Parameter baseURL: `http://host:port`; not empty.
  func planned(baseURL: String) -> PlannedRequest? {
    let required = endpoint.parameters.filter { $0.required || $0.location == .path }
    let undeclared = pathNames.filter { name in
      !required.contains { $0.name == name && $0.location == .path }
    }
    let values =
      required.map { (name: $0.name, value: $0.exampleValue) }
      + undeclared.map { (name: $0, value: "VALUE") }
    return try? endpoint.plan(baseURL: baseURL, values: values, body: body)
  }

  private var body: [UInt8]? { ShellTemplate(endpoint: endpoint, models: models).body }

  private var pathNames: [String] {
    endpoint.path.split(separator: "{").dropFirst().map {
      String($0.prefix { $0 != "}" && $0 != ":" })
    }
  }
}

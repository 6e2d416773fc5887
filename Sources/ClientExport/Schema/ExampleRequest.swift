import Endpoints
import StreamDecoding

/// A request that would do, where the user has given no values yet.
struct ExampleRequest {
  let endpoint: Endpoint
  let models: JSONObject

  /// Every required value made up; nil where that makes no request.
  var planned: PlannedRequest? {
    let required = endpoint.parameters.filter { $0.required || $0.location == .path }
    let values =
      required.map { (name: $0.name, value: $0.exampleValue) }
      + endpoint.undeclaredParameters.map { (name: $0.name, value: "VALUE") }
    return try? endpoint.plan(baseURL: "http://localhost", values: values, body: body)
  }

  private var body: [UInt8]? { ShellTemplate(endpoint: endpoint, models: models).body }
}

import NIOHTTP1
import StreamDecoding

/// Finds the route of a request, and answers `/openapi.json` from the same table.
struct Router: Sendable {
  let routes: [Route]
  /// The OpenAPI document.
  let documentText: String

  init(title: String, version: String, summary: String, routes: [Route], models: JSONValue) {
    self.routes = routes
    let document = OpenAPIDocument(
      title: title, version: version, summary: summary, routes: routes, models: models)
    documentText = document.json.text()
  }

  func response(to request: DemoRequest) -> DemoResponse {
    if request.segments == ["openapi.json"], request.method == .GET {
      return DemoResponse(
        headers: ["Content-Type": "application/json"], body: .bytes(Array(documentText.utf8)))
    }
    var allowed: [HTTPMethod] = []
    for route in routes {
      guard let values = route.match(request.segments) else { continue }
      if route.method == request.method {
        return route.response(to: request, pathValues: values)
      }
      allowed.append(route.method)
    }
    return allowed.isEmpty
      ? Refusal.notFound.response : Refusal.method(allowed: allowed).response
  }
}

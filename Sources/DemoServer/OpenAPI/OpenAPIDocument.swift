/// The OpenAPI document drawn from the routes.
///
/// It calls itself 3.1.0 and uses 3.2's `itemSchema`, as FastAPI's documents do.
struct OpenAPIDocument {
  var title: String
  var version: String
  var summary: String
  var routes: [Route]
  var models: JSON

  var json: JSON {
    var paths: [JSON.Member] = []
    for route in routes {
      let operation = JSON.Member(
        name: route.method.rawValue.lowercased(), value: Self.operation(route))
      if let index = paths.firstIndex(where: { $0.name == route.path }) {
        paths[index].value.add(operation.name, operation.value)
      } else {
        paths.append(.init(name: route.path, value: .object([operation])))
      }
    }
    return [
      "openapi": "3.1.0",
      "info": [
        "title": .string(title), "summary": .string(summary), "version": .string(version),
      ],
      "paths": .object(paths),
      "components": ["schemas": models],
    ]
  }

  private static func operation(_ route: Route) -> JSON {
    var operation: JSON = [
      "tags": [.string(route.tag)], "summary": .string(route.summary),
      "operationId": .string(route.name),
    ]
    if !route.parameters.isEmpty {
      operation.add("parameters", .array(route.parameters.map(\.document)))
    }
    if let body = route.body {
      let content: JSON = ["application/json": ["schema": body]]
      operation.add("requestBody", ["required": true, "content": content])
    }
    var responses: JSON = ["200": ["description": "Successful Response", "content": route.content]]
    if !route.parameters.isEmpty || route.body != nil {
      let invalid: JSON = ["schema": ["$ref": "#/components/schemas/HTTPValidationError"]]
      responses.add(
        "422", ["description": "Validation Error", "content": ["application/json": invalid]])
    }
    operation.add("responses", responses)
    return operation
  }
}

extension JSON {
  /// A reference to one of the document's models.
  static func model(_ name: String) -> JSON {
    ["$ref": .string("#/components/schemas/\(name)")]
  }

  /// The content of a stream of JSON lines.
  static func lines(of model: String) -> JSON {
    ["application/x-ndjson": ["itemSchema": .model(model)]]
  }

  /// The content of an event stream, in the shape FastAPI gives it; `names` are its event types.
  static func events(of model: String, named names: [String] = []) -> JSON {
    let event: JSON =
      names.isEmpty
      ? ["type": "string"] : ["type": "string", "enum": .array(names.map(JSON.string))]
    let data: JSON = [
      "type": "string", "contentMediaType": "application/json", "contentSchema": .model(model),
    ]
    return [
      "text/event-stream": [
        "itemSchema": [
          "type": "object",
          "properties": [
            "data": data, "event": event, "id": ["type": "string"],
            "retry": ["type": "integer", "minimum": 0],
          ],
          "required": ["data"],
        ]
      ]
    ]
  }
}

import StreamDecoding

/// The OpenAPI document drawn from the routes.
///
/// It calls itself 3.1.0 and uses 3.2's `itemSchema`, as FastAPI's documents do.
struct OpenAPIDocument {
  var title: String
  var version: String
  var summary: String
  var routes: [Route]
  var models: JSONValue

  var json: JSONValue {
    var paths = JSONObject()
    for route in routes {
      var methods = paths[route.path]?.objectValue ?? [:]
      methods[route.method.rawValue.lowercased()] = .object(Self.operation(route))
      paths[route.path] = .object(methods)
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

  private static func operation(_ route: Route) -> JSONObject {
    var operation: JSONObject = [
      "tags": [.string(route.tag)], "summary": .string(route.summary),
      "operationId": .string(route.name),
    ]
    if !route.parameters.isEmpty {
      operation["parameters"] = .array(route.parameters.map(\.document))
    }
    if let body = route.body {
      let content: JSONValue = ["application/json": ["schema": body]]
      operation["requestBody"] = ["required": true, "content": content]
    }
    var responses: JSONObject = [
      "200": ["description": "Successful Response", "content": route.content]
    ]
    if !route.parameters.isEmpty || route.body != nil {
      let invalid: JSONValue = ["schema": ["$ref": "#/components/schemas/HTTPValidationError"]]
      responses["422"] = [
        "description": "Validation Error", "content": ["application/json": invalid],
      ]
    }
    operation["responses"] = .object(responses)
    return operation
  }
}

extension JSONValue {
  /// A reference to one of the document's models.
  static func model(_ name: String) -> JSONValue {
    ["$ref": .string("#/components/schemas/\(name)")]
  }

  /// The content of a stream of JSON lines.
  static func lines(of model: String) -> JSONValue {
    ["application/x-ndjson": ["itemSchema": .model(model)]]
  }

  /// The content of an event stream, in the shape FastAPI gives it; `names` are its event types.
  static func events(of model: String, named names: [String] = []) -> JSONValue {
    let event: JSONValue =
      names.isEmpty
      ? ["type": "string"] : ["type": "string", "enum": .array(names.map(JSONValue.string))]
    let data: JSONValue = [
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

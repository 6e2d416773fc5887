import Endpoints
import StreamDecoding

/// One endpoint as an OpenAPI 3.2 operation.
struct OpenAPIOperation {
  let endpoint: Endpoint
  /// Unique in the document.
  let id: String
  /// What `$ref` can refer to.
  let models: JSONObject

  /// The path without the convertors that only the backend's framework knows.
  static func path(of endpoint: Endpoint) -> String { PathTemplate(endpoint.path).plain }

  /// Methods that have a field of their own. Source: OpenAPI 3.2, "Path Item Object".
  static let methods: Set<String> = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
  ]

  /// The operation.
  var json: JSONValue {
    var operation: JSONObject = ["operationId": .string(id)]
    if !endpoint.summary.isEmpty { operation["summary"] = .string(endpoint.summary) }
    if !endpoint.tags.isEmpty { operation["tags"] = .array(endpoint.tags.map(JSONValue.string)) }
    if endpoint.deprecated { operation["deprecated"] = true }
    if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
    if let body = endpoint.body {
      operation["requestBody"] = [
        "required": .bool(body.required),
        "content": .object([body.mediaType: ["schema": body.schema]]),
      ]
    }
    operation["responses"] = ["200": .object(response)]
    if !endpoint.security.isEmpty {
      operation["security"] = .array(endpoint.security.map { .object([$0: []]) })
    }
    return .object(operation)
  }

  /// All parameters, those too that only the path names.
  var parameters: [JSONValue] {
    endpoint.allParameters.map(parameter)
  }

  private func parameter(_ parameter: Parameter) -> JSONValue {
    var result: JSONObject = [
      "name": .string(parameter.name), "in": .string(parameter.location.rawValue),
      "required": .bool(parameter.required),
    ]
    if !parameter.summary.isEmpty { result["description"] = .string(parameter.summary) }
    if parameter.location == .path, PathTemplate(endpoint.path).takesSlashes(in: parameter.name) {
      result["allowReserved"] = true
    }
    result["schema"] = parameter.schema
    return .object(result)
  }

  // MARK: The answer

  /// The answer of success.
  var response: JSONObject {
    var content = JSONObject()
    for kind in [endpoint.kind] + endpoint.kinds where kind == .file || !isSilent(kind) {
      let type = mediaType(of: kind)
      content[type] = content[type] ?? .object(media(of: kind))
    }
    var response: JSONObject = ["description": "Successful response"]
    if endpoint.kind == .file {
      response["headers"] = ["Content-Disposition": ["schema": ["type": "string"]]]
    }
    if !content.isEmpty { response["content"] = .object(content) }
    return response
  }

  /// An ordinary answer of which nobody knows anything.
  private func isSilent(_ kind: EndpointKind) -> Bool {
    kind == .unary && endpoint.mediaType == nil && endpoint.item == nil
  }

  private func mediaType(of kind: EndpointKind) -> String {
    if kind == endpoint.kind, let type = endpoint.mediaType { return type }
    return kind.mediaType
  }

  private func media(of kind: EndpointKind) -> JSONObject {
    switch kind {
    case .sse:
      var media: JSONObject = ["itemSchema": eventSchema]
      // Source: Speakeasy's documentation, "Server-sent events: sentinel".
      if let end = endpoint.sentinel { media["x-speakeasy-sse-sentinel"] = .string(end) }
      return media
    case .ndjson: return ["itemSchema": schema(of: endpoint.item)]
    case .text: return ["itemSchema": ["type": "string"]]
    case .file: return ["schema": ["type": "string", "format": "binary"]]
    case .unary:
      let isBesideStream = endpoint.kind != .unary && endpoint.answer != nil
      return ["schema": schema(of: isBesideStream ? endpoint.answer : endpoint.item)]
    }
  }

  /// Source: OpenAPI 3.2, "Special Considerations for Server-Sent Events".
  private var eventSchema: JSONValue {
    let known = endpoint.events.map { event(named: $0.name, $0.item ?? endpoint.item) }
    if known.count > 1 { return ["oneOf": .array(known)] }
    return known.first ?? event(named: nil, endpoint.item)
  }

  private func event(named name: String?, _ item: NamedSchema?) -> JSONValue {
    var data: JSONObject = ["type": "string"]
    if let item {
      data["contentMediaType"] = "application/json"
      data["contentSchema"] = schema(of: item)
    }
    let type: JSONValue = name.map { ["const": .string($0)] } ?? ["type": "string"]
    let mayBeAbsent = name == nil || name == NamedEvent.unnamed
    return [
      "type": "object",
      "required": mayBeAbsent ? ["data"] : ["data", "event"],
      "properties": [
        "data": .object(data), "event": type, "id": ["type": "string"],
        "retry": ["type": "integer", "minimum": 0],
      ],
    ]
  }

  private func schema(of item: NamedSchema?) -> JSONValue {
    guard let item else { return [:] }
    guard let name = item.name, models[name] != nil else { return item.schema }
    return SchemaReference(to: name).schema
  }
}

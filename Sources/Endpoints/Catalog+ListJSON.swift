import StreamDecoding

extension Catalog {
  /// What `fluidtop list --json` prints: version 1 of the shape, keys always in this order.
  ///
  /// Ordinary endpoints are in it with `all`, or when `kind` asks for them.
  public func listJSON(all: Bool = false, kind: EndpointKind? = nil) -> JSONValue {
    [
      "version": 1,
      "sources": .array(sources.map(\.json)),
      "endpoints": .array(listed(all: all, kind: kind).map(\.json)),
      "models": .object(models),
      "warnings": .array(warnings.map(JSONValue.string)),
    ]
  }

  /// The endpoints that a listing shows.
  public func listed(all: Bool = false, kind: EndpointKind? = nil) -> [Endpoint] {
    guard let kind else { return all ? endpoints : streams }
    return endpoints.filter { $0.kinds.contains(kind) }
  }
}

extension Endpoint {
  /// The endpoint as it stands in `list --json`.
  public var json: JSONValue {
    [
      "name": .string(name), "method": .string(method), "path": .string(path),
      "kind": .string(kind.rawValue), "mediaType": JSONValue(orNull: mediaType),
      "kinds": .array(kinds.map { .string($0.rawValue) }), "summary": .string(summary),
      "tags": .array(tags.map(JSONValue.string)), "deprecated": .bool(deprecated),
      "parameters": .array(parameters.map(\.json)), "body": body?.json ?? .null,
      "item": item?.json ?? .null, "events": .array(events.map(\.json)),
      "sentinel": JSONValue(orNull: sentinel),
      "security": .array(security.map(JSONValue.string)),
      "location": location?.json ?? .null, "evidence": .array(evidence.map(\.json)),
    ]
  }
}

extension CatalogSource {
  fileprivate var json: JSONValue {
    [
      "kind": .string(kind.rawValue), "at": .string(at),
      "endpoints": .number(String(endpoints)),
    ]
  }
}

extension Parameter {
  fileprivate var json: JSONValue {
    [
      "name": .string(name), "in": .string(location.rawValue), "required": .bool(required),
      "schema": schema,
    ]
  }
}

extension RequestBody {
  fileprivate var json: JSONValue {
    ["mediaType": .string(mediaType), "required": .bool(required), "schema": schema]
  }
}

extension NamedSchema {
  fileprivate var json: JSONValue { ["name": JSONValue(orNull: name), "schema": schema] }
}

extension NamedEvent {
  fileprivate var json: JSONValue { ["name": .string(name), "item": item?.json ?? .null] }
}

extension SourceLocation {
  fileprivate var json: JSONValue { ["file": .string(file), "line": .number(String(line))] }
}

extension Evidence {
  fileprivate var json: JSONValue {
    ["fact": .string(fact.rawValue), "source": .string(source.rawValue), "detail": .string(detail)]
  }
}

extension JSONValue {
  fileprivate init(orNull text: String?) {
    if let text { self = .string(text) } else { self = .null }
  }
}

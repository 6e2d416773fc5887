import StreamDecoding

/// A document of Swagger 2.0, said in the words of OpenAPI 3.0, which everything else reads.
///
/// Source: OpenAPI Specification 2.0; OpenAPI Specification 3.0.3.
struct SwaggerDocument {
  let root: JSONValue
  let references: OpenAPIReferences

  init(_ root: JSONValue) {
    self.root = root
    references = OpenAPIReferences(root: root)
  }

  private static let replaced: Set<String> = [
    "swagger", "host", "basePath", "schemes", "consumes", "produces", "paths", "definitions",
    "parameters", "responses", "securityDefinitions",
  ]

  /// The same as OpenAPI 3.0.
  var modern: JSONValue {
    var result: JSONObject = ["openapi": "3.0.3"]
    for (key, value) in root.objectValue ?? [:] where !Self.replaced.contains(key) {
      result[key] = value
    }
    result["servers"] = servers(root["schemes"])
    var paths = JSONObject()
    for (path, item) in root["paths"]?.objectValue ?? [:] { paths[path] = self.item(item) }
    result["paths"] = .object(paths)
    var components = JSONObject()
    components["schemas"] = SwaggerSchema.each(root["definitions"] ?? [:])
    var schemes = JSONObject()
    for (name, scheme) in root["securityDefinitions"]?.objectValue ?? [:] {
      schemes[name] = Self.scheme(scheme)
    }
    components["securitySchemes"] = .object(schemes)
    result["components"] = .object(components)
    return .object(result)
  }

  /// Encrypted ones first. Where no scheme is said it is that of the document's own address.
  func servers(_ schemes: JSONValue?) -> JSONValue {
    .array(addresses(schemes).map { ["url": .string($0)] })
  }

  private func addresses(_ schemes: JSONValue?) -> [String] {
    let path = root["basePath"]?.stringValue ?? "/"
    guard let host = root["host"]?.stringValue, !host.isEmpty else { return [path] }
    let written = (schemes?.arrayValue ?? []).compactMap(\.stringValue)
    let schemes = ["https", "http"].filter(written.contains)
    let place = host + (path == "/" ? "" : path)
    return schemes.isEmpty
      ? ["//" + place, "https://" + place] : schemes.map { $0 + "://" + place }
  }

  private func item(_ item: JSONValue) -> JSONValue {
    guard let members = references.resolve(item)?.objectValue else { return item }
    let shared = members["parameters"]?.arrayValue ?? []
    var result = JSONObject()
    for (key, member) in members where key != "parameters" {
      let isOperation = OpenAPIReader.methods.contains(key) && member.objectValue != nil
      result[key] = isOperation ? operation(member, shared: shared) : member
    }
    return .object(result)
  }

  /// Source: OpenAPI Specification 2.0, "Security Scheme Object".
  private static func scheme(_ scheme: JSONValue) -> JSONValue {
    var result = scheme.objectValue ?? [:]
    switch scheme["type"]?.stringValue {
    case "basic":
      result["type"] = "http"
      result["scheme"] = "basic"
    case "oauth2":
      let flows = ["application": "clientCredentials", "accessCode": "authorizationCode"]
      let written = scheme["flow"]?.stringValue ?? "implicit"
      var flow: JSONObject = ["scopes": scheme["scopes"] ?? [:]]
      for key in ["authorizationUrl", "tokenUrl"] { flow[key] = scheme[key] }
      for key in ["flow", "scopes", "authorizationUrl", "tokenUrl"] { result[key] = nil }
      result["flows"] = [flows[written] ?? written: .object(flow)]
    default: break
    }
    return .object(result)
  }
}

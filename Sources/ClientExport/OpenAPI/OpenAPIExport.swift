import Endpoints
import StreamDecoding

/// An OpenAPI 3.2 document of what was discovered: how each stream is read stands in it, whatever
/// the backend's own document leaves out.
struct OpenAPIExport {
  let catalog: Catalog
  let endpoints: [Endpoint]

  /// The whole text.
  var text: String { document.text(pretty: true) + "\n" }

  private var document: JSONValue {
    let models = ReachedModels(endpoints: endpoints, models: catalog.models).schemas
    var document: JSONObject = [
      "openapi": "3.2.0", "x-origin": .string(ExportedFile.mark),
      "info": [
        "title": .string(catalog.title ?? "API"), "version": .string(catalog.version ?? "0"),
      ],
    ]
    if let url = catalog.baseURL, !url.isEmpty {
      document["servers"] = [["url": .string(ShellRequest.withoutCredentials(url))]]
    }
    let names = ComponentNames(models.map(\.key))
    document["paths"] = names.referring(in: .object(paths(models: models)))
    var components: JSONObject = ["schemas": .object(names.applied(to: models))]
    if let schemes = securitySchemes { components["securitySchemes"] = .object(schemes) }
    document["components"] = .object(components)
    return .object(document)
  }

  private func paths(models: JSONObject) -> JSONObject {
    var ids = Set<String>()
    var paths = JSONObject()
    for endpoint in endpoints {
      let path = OpenAPIOperation.path(of: endpoint)
      var item = paths[path]?.objectValue ?? [:]
      var id = endpoint.name
      var number = 2
      while ids.contains(id) {
        id = endpoint.name + "_" + String(number)
        number += 1
      }
      ids.insert(id)
      let operation = OpenAPIOperation(endpoint: endpoint, id: id, models: models).json
      let method = endpoint.method.lowercased()
      if Self.methods.contains(method) {
        item[method] = item[method] ?? operation
      } else {
        var others = item["additionalOperations"]?.objectValue ?? [:]
        others[endpoint.method] = others[endpoint.method] ?? operation
        item["additionalOperations"] = .object(others)
      }
      paths[path] = .object(item)
    }
    return paths
  }

  /// Methods that have a field of their own. Source: OpenAPI 3.2, "Path Item Object".
  private static let methods: Set<String> = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
  ]

  /// Sources without a document know the names of the schemes alone; a document must say more.
  private var securitySchemes: JSONObject? {
    var schemes = JSONObject()
    for name in endpoints.flatMap(\.security) {
      schemes[name] =
        catalog.securitySchemes[name] ?? [
          "type": "http", "scheme": "bearer",
          "description": "Only the name of this scheme is known: correct its type here.",
        ]
    }
    return schemes.isEmpty ? nil : schemes
  }
}

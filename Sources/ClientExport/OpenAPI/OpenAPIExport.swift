import Endpoints
import StreamDecoding
import WebText

/// The backend's own OpenAPI document as version 3.2, repaired with what was discovered: how each
/// stream is read, endpoints, parameters and models that it leaves out. Everything else of it stays:
/// other answers, examples, words. Without a document one is made of the discovery.
struct OpenAPIExport {
  let catalog: Catalog
  let endpoints: [Endpoint]
  private let declared: DeclaredDocument

  init(catalog: Catalog, endpoints: [Endpoint]) {
    self.catalog = catalog
    self.endpoints = endpoints
    declared = DeclaredDocument(catalog.documents)
  }

  /// The whole text.
  var text: String {
    let secrets = SecretExamples(places: SecretPlace.all(of: catalog.securitySchemes))
    return secrets.removed(from: document).text(pretty: true) + "\n"
  }

  private var document: JSONValue {
    let models = ReachedModels(endpoints: endpoints, models: catalog.models).schemas
    let names = ComponentNames((declaredSchemas.keys + models.keys).uniqued)
    var document: JSONObject = ["openapi": "3.2.0", "x-origin": .string(ExportedFile.mark)]
    for (key, value) in declared.root where !Self.own.contains(key) { document[key] = value }
    document["info"] = .object(info)
    if let servers { document["servers"] = .array(servers) }
    document["paths"] = names.referring(in: .object(paths(models: models)))
    document["components"] = .object(components(models: models, names: names, of: document))
    return .object(document)
  }

  /// What is written anew, or only for all of it.
  private static let own: Set<String> = [
    "openapi", "x-origin", "info", "servers", "paths", "components",
  ]

  private var info: JSONObject {
    var info = declared.root["info"]?.objectValue ?? [:]
    info["title"] = info["title"] ?? .string(catalog.title ?? "API")
    info["version"] = info["version"] ?? .string(catalog.version ?? "0")
    return info
  }

  /// The backend's address first; the document's others only beside the same one.
  private var servers: [JSONValue]? {
    let written = (declared.root["servers"]?.arrayValue ?? []).map { server in
      var server = server.objectValue ?? [:]
      let url = server["url"]?.stringValue ?? ""
      server["url"] = .string(URLText(url).withoutCredentials)
      return JSONValue.object(server)
    }
    guard let url = catalog.baseURL, !url.isEmpty else { return written.isEmpty ? nil : written }
    let own: JSONValue = ["url": .string(url)]
    let at = catalog.sources.first { $0.kind == .openapi }?.at ?? ""
    guard catalog.documents.contains(where: { $0.names(server: url, at: at) }) else { return [own] }
    // Beside the exported file a relative server would be another one.
    return written.map { $0["url"]?.stringValue?.contains("://") == true ? $0 : own }
  }

  // MARK: Paths

  private func paths(models: JSONObject) -> JSONObject {
    var ids = UniqueIDs()
    var paths = JSONObject()
    for endpoint in endpoints {
      let path = declared.path(of: endpoint)
      var item = paths[path]?.objectValue ?? declared.item(at: path)
      let operation = operation(endpoint, id: &ids, models: models, item: item)
      let method = endpoint.method.lowercased()
      if OpenAPIOperation.methods.contains(method) {
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

  private func operation(
    _ endpoint: Endpoint, id ids: inout UniqueIDs, models: JSONObject, item: JSONObject
  ) -> JSONValue {
    let known = declared.operation(of: endpoint)
    let id = ids.claim(known?["operationId"]?.stringValue ?? endpoint.name)
    let found = OpenAPIOperation(endpoint: endpoint, id: id, models: models)
    guard let known else { return found.json }
    return RepairedOperation(declared: known, item: item, found: found, document: declared).json
  }

  // MARK: Components

  private var declaredSchemas: JSONObject {
    declared.root["components"]?["schemas"]?.objectValue ?? [:]
  }

  private func components(
    models: JSONObject, names: ComponentNames, of document: JSONObject
  ) -> JSONObject {
    var components = declared.root["components"]?.objectValue ?? [:]
    var schemas = declaredSchemas
    for (name, schema) in models where schemas[name] == nil { schemas[name] = schema }
    components["schemas"] = nil
    components = names.referring(in: .object(components)).objectValue ?? [:]
    components["schemas"] = .object(names.applied(to: schemas))
    var schemes = JSONObject()
    for (name, scheme) in components["securitySchemes"]?.objectValue ?? [:]
    where isWhole || asked.contains(name) || declared.secures(by: name) { schemes[name] = scheme }
    for name in asked where schemes[name] == nil {
      schemes[name] = catalog.securitySchemes[name] ?? Self.unknownScheme
    }
    components["securitySchemes"] = schemes.isEmpty ? nil : .object(schemes)
    if isWhole { return components }
    return ReachedComponents(of: .object(document), in: components, kept: ["securitySchemes"])
      .components
  }

  /// Whether the export is of all endpoints: then nothing of the document is left out.
  private var isWhole: Bool {
    Set(endpoints.map(\.title)).isSuperset(of: catalog.endpoints.map(\.title))
  }

  /// The schemes that the endpoints ask for.
  private var asked: [String] { endpoints.flatMap(\.security).uniqued }

  /// Sources without a document know the names of the schemes alone; a document must say more.
  private static let unknownScheme: JSONValue = [
    "type": "http", "scheme": "bearer",
    "description": "Only the name of this scheme is known: correct its type here.",
  ]
}

/// Operations' identifiers, each once.
struct UniqueIDs {
  private var taken = Set<String>()

  mutating func claim(_ wish: String) -> String {
    var id = wish
    var number = 2
    while !taken.insert(id).inserted {
      id = wish + "_" + String(number)
      number += 1
    }
    return id
  }
}

extension Sequence where Element: Hashable {
  /// Each element once, where it came first.
  fileprivate var uniqued: [Element] {
    var seen = Set<Element>()
    return filter { seen.insert($0).inserted }
  }
}

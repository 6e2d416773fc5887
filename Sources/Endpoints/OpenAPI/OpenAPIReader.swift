import StreamDecoding
import WebText

/// Walks the paths of a document and writes down what it understood and what it lost.
struct OpenAPIReader {
  let document: OpenAPIDocument
  let references: OpenAPIReferences
  /// `components.schemas`, in JSON Schema 2020-12.
  let models: JSONObject
  /// `components.securitySchemes`, references resolved.
  let securitySchemes: JSONObject
  private(set) var warnings: [String] = []
  /// References that were found to lead somewhere.
  private var leading: Set<String> = []

  /// More warnings than this say nothing new.
  private static let warningLimit = 50

  /// OpenAPI 3.2 added `query` and `additionalOperations`.
  static let methods: Set<String> = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
  ]

  init(document: OpenAPIDocument) {
    self.document = document
    references = OpenAPIReferences(root: document.root)
    var models = JSONObject()
    for (name, schema) in document.root["components"]?["schemas"]?.objectValue ?? [:] {
      models[name] = document.hasOldSchemas ? SchemaDialect.modern(schema) : schema
    }
    self.models = models
    var schemes = JSONObject()
    for (name, scheme) in document.root["components"]?["securitySchemes"]?.objectValue ?? [:] {
      schemes[name] = references.resolve(scheme)
    }
    securitySchemes = schemes
  }

  /// `APIKeyHeader (X-API-Key in header)`, for people.
  func securityWords(_ name: String) -> String {
    guard let scheme = securitySchemes[name] else { return name }
    switch scheme["type"]?.stringValue {
    case "apiKey":
      return "\(name) (\(scheme["name"]?.stringValue ?? "a key") in "
        + "\(scheme["in"]?.stringValue ?? "the request"))"
    case "http": return "\(name) (\(scheme["scheme"]?.stringValue ?? "http"))"
    case let type?: return "\(name) (\(type))"
    case nil: return name
    }
  }

  mutating func endpoints() -> [Endpoint] {
    noteModels()
    var result: [Endpoint] = []
    for (path, item) in document.root["paths"]?.objectValue ?? [:] where path.hasPrefix("/") {
      guard let resolved = references.resolve(item), resolved.objectValue != nil else {
        warn("\(path.printable(limit: 100)) \(Self.defect(ofItem: item)) and is left out")
        continue
      }
      result += endpoints(path: path, item: resolved)
    }
    return result
  }

  private static func defect(ofItem item: JSONValue) -> String {
    guard let reference = item["$ref"]?.stringValue else { return "has no operations" }
    return reference.hasPrefix("#")
      ? "refers to nothing in the document, or to itself," : "refers out of the document"
  }

  private mutating func endpoints(path: String, item: JSONValue) -> [Endpoint] {
    let operations = OpenAPIReader.operations(of: item)
    var result: [Endpoint] = []
    for (method, value) in operations {
      let site = OpenAPISite(
        path: path, method: method, methods: operations.map(\.method), item: item)
      result.append(endpoint(at: site, operation: value))
    }
    return result
  }

  private static func operations(of item: JSONValue) -> [(method: String, value: JSONValue)] {
    var result: [(method: String, value: JSONValue)] = []
    for (key, value) in item.objectValue ?? [:]
    where methods.contains(key) && value.objectValue != nil {
      result.append((key.uppercased(), value))
    }
    for (key, value) in item["additionalOperations"]?.objectValue ?? [:]
    where value.objectValue != nil {
      result.append((key.uppercased(), value))
    }
    return result
  }

  /// A schema in the dialect everybody else expects.
  func schema(_ value: JSONValue?) -> JSONValue {
    guard let value else { return [:] }
    return document.hasOldSchemas ? SchemaDialect.modern(value) : value
  }

  /// A shape with its model's name; nil for a schema that says nothing.
  func named(_ value: JSONValue?) -> NamedSchema? {
    guard let value, value.objectValue?.isEmpty == false else { return nil }
    guard let reference = SchemaReference(value), reference.inner.isEmpty else {
      return NamedSchema(schema: schema(value))
    }
    return NamedSchema(name: reference.model, schema: models[reference.model] ?? [:])
  }

  /// Says which reference of a schema leads nowhere in the document.
  mutating func note(unresolvedIn schema: JSONValue?, at site: OpenAPISite, what: String) {
    guard let schema, let lost = references.firstUnresolved(in: schema, known: &leading) else {
      return
    }
    warn(
      "\(site.title): \(what) refers to \(lost.printable(limit: 100)), "
        + "which is not in the document")
  }

  private mutating func noteModels() {
    for (name, schema) in models {
      guard let lost = references.firstUnresolved(in: schema, known: &leading) else {
        continue
      }
      warn(
        "the model \(name.printable(limit: 60)) refers to \(lost.printable(limit: 100)), "
          + "which is not in the document")
    }
  }

  mutating func warn(_ sentence: String) {
    guard !warnings.contains(sentence) else { return }
    if warnings.count < OpenAPIReader.warningLimit { warnings.append(sentence) }
  }
}

/// Where an operation stands in its document.
struct OpenAPISite {
  var path: String
  var method: String
  /// All methods of this path.
  var methods: [String]
  /// The path item, whose parameters belong to every method.
  var item: JSONValue

  var title: String { "\(method) \(path.printable(limit: 100))" }
}

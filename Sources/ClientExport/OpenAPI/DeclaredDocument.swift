import Endpoints
import StreamDecoding

/// What the backend's own documents say, as one document; where several say it, the first.
struct DeclaredDocument {
  /// Without `paths`; empty where there is no document.
  private(set) var root = JSONObject()
  /// Whether a document has rules of security for all of its operations.
  var hasSecurity: Bool { root["security"] != nil }

  /// Whether the rules for all operations name this scheme.
  func secures(by scheme: String) -> Bool {
    root["security"]?.arrayValue?.contains { $0[scheme] != nil } ?? false
  }

  /// The items by their paths, with everything that belongs to all of their operations.
  private var items = JSONObject()
  /// The operations by method and plain path, and their paths as they are written.
  private var operations: [String: (path: String, value: JSONObject)] = [:]
  private var documents: [OpenAPIDocument] = []

  init(_ documents: [OpenAPIDocument]) {
    for document in documents { add(document) }
  }

  /// The operation of an endpoint; nil where only other sources know of it.
  func operation(of endpoint: Endpoint) -> JSONObject? {
    operations[Self.key(endpoint.method, endpoint.path)]?.value
  }

  /// The path of an endpoint as its document writes it.
  func path(of endpoint: Endpoint) -> String {
    operations[Self.key(endpoint.method, endpoint.path)]?.path
      ?? OpenAPIOperation.path(of: endpoint)
  }

  /// What stands beside the operations of a path: its parameters, its words.
  func item(at path: String) -> JSONObject { items[path]?.objectValue ?? [:] }

  /// What a reference stands for; the value itself where it leads nowhere.
  func resolving(_ value: JSONValue) -> JSONValue {
    documents.lazy.compactMap { $0.resolving(value) }.first ?? value
  }

  // MARK: Reading

  private mutating func add(_ document: OpenAPIDocument) {
    guard let modern = document.modern.objectValue,
      let document = try? OpenAPIDocument(root: .object(modern))
    else { return }
    documents.append(document)
    for (path, item) in modern["paths"]?.objectValue ?? [:] where path.hasPrefix("/") {
      guard let item = document.resolving(item)?.objectValue else { continue }
      add(item, at: path, security: modern["security"])
    }
    for (key, value) in modern where key != "paths" {
      root[key] = key == "components" ? joined(root[key], value) : root[key] ?? value
    }
  }

  private mutating func add(_ item: JSONObject, at path: String, security: JSONValue?) {
    var shared = JSONObject()
    for (key, value) in item where key != "additionalOperations" {
      guard OpenAPIOperation.methods.contains(key) else {
        shared[key] = value
        continue
      }
      add(value, key, at: path, security: security)
    }
    for (method, value) in item["additionalOperations"]?.objectValue ?? [:] {
      add(value, method, at: path, security: security)
    }
    if items[path] == nil { items[path] = .object(shared) }
  }

  private mutating func add(
    _ value: JSONValue, _ method: String, at path: String, security: JSONValue?
  ) {
    let key = Self.key(method, path)
    guard var operation = value.objectValue, operations[key] == nil else { return }
    // The rule of a second document is none of the first's operations.
    if documents.count > 1, operation["security"] == nil { operation["security"] = security ?? [] }
    operations[key] = (path, operation)
  }

  private func joined(_ known: JSONValue?, _ components: JSONValue) -> JSONValue {
    guard var result = known?.objectValue else { return components }
    for (section, entries) in components.objectValue ?? [:] {
      var all = result[section]?.objectValue ?? [:]
      for (name, entry) in entries.objectValue ?? [:] where all[name] == nil { all[name] = entry }
      result[section] = .object(all)
    }
    return .object(result)
  }

  private static func key(_ method: String, _ path: String) -> String {
    method.uppercased() + " " + PathTemplate(path).plain
  }
}

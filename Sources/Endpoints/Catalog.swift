import StreamDecoding

/// All that is known of a backend: its endpoints, its models, and who said so.
public struct Catalog: Sendable, Hashable {
  /// The API's name.
  public var title: String?
  /// The API's own version.
  public var version: String?
  /// `http://host:port`, perhaps with a path, without a slash at its end; nil when nobody knows.
  public var baseURL: String?
  /// The path of the backend's server where no more of its address is known: a document in a file
  /// may name `/api/v1`. Begins with a slash and ends with none.
  public var basePath: String?
  /// What was read, in the order of the targets.
  public var sources: [CatalogSource]
  /// One per method and path, in the order of the declarations.
  public var endpoints: [Endpoint]
  /// JSON Schemas by name; they refer to each other as `#/components/schemas/NAME`.
  public var models: JSONObject
  /// OpenAPI's security schemes by the names that endpoints use.
  public var securitySchemes: JSONObject = [:]
  /// What was read of OpenAPI, in the order of the targets: an export can say what no endpoint holds.
  public var documents: [OpenAPIDocument] = []
  /// Functions of the source that no endpoint was made of.
  public var omissions: [Omission] = []
  /// What went wrong or was lost on the way, one sentence each.
  public var warnings: [String]

  /// Makes a catalog; without arguments an empty one.
  public init(
    title: String? = nil, version: String? = nil, baseURL: String? = nil,
    sources: [CatalogSource] = [], endpoints: [Endpoint] = [], models: JSONObject = [:],
    warnings: [String] = []
  ) {
    self.title = title
    self.version = version
    self.baseURL = baseURL
    self.sources = sources
    self.endpoints = endpoints
    self.models = models
    self.warnings = warnings
  }

  /// Endpoints that stream or download.
  public var streams: [Endpoint] { endpoints.filter(\.kind.isStream) }

  /// Endpoints with one ordinary answer.
  public var ordinary: [Endpoint] { endpoints.filter { !$0.kind.isStream } }

  /// Names in small letters of the headers and of the fields of the query that carry the secret of a
  /// security scheme, or of a parameter that is declared as a password, whatever they sound like.
  public var secretNames: Set<String> {
    var names = Set(endpoints.lazy.flatMap(\.parameters).filter(\.isPassword).map(\.name))
    for (name, definition) in securitySchemes {
      if case .apiKey(_, let key) = SecurityScheme(name: name, definition: definition).manner {
        names.insert(key)
      }
    }
    return Set(names.map { $0.lowercased() })
  }

  /// The endpoint that `text` names: by its name, as `METHOD /path`, or by its path.
  /// Of several the first that streams.
  public func endpoint(named text: String) -> Endpoint? {
    let found = endpoints(named: text)
    return found.first(where: \.kind.isStream) ?? found.first
  }

  /// Every endpoint that `text` names, for a caller who must not guess. A path may be named without
  /// its convertors: `/files/{name}` for `/files/{name:path}`.
  public func endpoints(named text: String) -> [Endpoint] {
    let byName = endpoints.filter { $0.name == text }
    if !byName.isEmpty { return byName }
    let words = text.split(separator: " ")
    let method = words.count == 2 ? words[0].uppercased() : nil
    let path = words.count == 2 ? String(words[1]) : text
    let ofMethod = endpoints.filter { method == nil || $0.method == method }
    let exact = ofMethod.filter { $0.path == path }
    if !exact.isEmpty { return exact }
    let plain = PathTemplate(path).plain
    return ofMethod.filter { PathTemplate($0.path).plain == plain }
  }
}

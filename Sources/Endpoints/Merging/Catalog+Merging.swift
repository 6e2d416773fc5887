import StreamDecoding
import WebText

extension Catalog {
  /// One catalog of several, each of one source: an endpoint per method and path.
  ///
  /// The order is that of `parts`: what the first tells of stands first.
  public init(merging parts: [Catalog]) {
    self.init()
    var pool = ClaimPool(parts: parts)
    title = parts.lazy.compactMap(\.title).first
    version = parts.lazy.compactMap(\.version).first
    let bases = parts.compactMap(\.baseURL)
    baseURL = bases.first
    basePath = parts.lazy.compactMap(\.basePath).first
    sources = parts.flatMap(\.sources)
    for document in parts.flatMap(\.documents) where !documents.contains(document) {
      documents.append(document)
    }
    for part in parts.filter({ $0.isDocument }) + parts.filter({ !$0.isDocument }) {
      for (name, schema) in part.models {
        let known = models[name]
        if let known, known != schema, part.sources.first?.kind == .openapi {
          note(
            "two documents have different models named \(name.printable(limit: 60)); the first is taken"
          )
        }
        models[name] = known ?? schema
      }
    }
    for (name, scheme) in parts.flatMap({ Array($0.securitySchemes) })
    where securitySchemes[name] == nil { securitySchemes[name] = scheme }
    for part in parts { for warning in part.warnings { note(warning) } }
    pool.gather()
    for omission in parts.flatMap(\.omissions) where !pool.knows(omission) {
      note(omission.sentence)
    }
    if let other = bases.first(where: { $0 != bases[0] }) {
      let shown = [bases[0], other].map { URLText($0).withoutCredentials }
      note("two backends are named; requests go to \(shown[0]), not to \(shown[1])")
    }
    for claims in pool.all.map(EndpointClaims.init) {
      if let sentence = claims.disagreement { note(sentence) }
      var endpoint = claims.merged.filled(from: models)
      for name in endpoint.takeNamelessHeaders() {
        note(
          "\(endpoint.title): the header \(name.printable(limit: 40)) is left out: "
            + "no header can have such a name")
      }
      endpoints.append(endpoint)
    }
  }

  /// The catalog without endpoints that the other, an imported application's, does not serve:
  /// source that nobody includes is no endpoint of it.
  public func limited(to served: Catalog) -> Catalog {
    var pool = ClaimPool(parts: [served, self])
    pool.gather()
    let kept = Set(
      pool.all.filter { $0.count > 1 }.joined().filter { $0.source == .source }.map(
        \.endpoint.title))
    var result = self
    result.endpoints = endpoints.filter { kept.contains($0.title) }
    result.sources = sources.map {
      CatalogSource(kind: $0.kind, at: $0.at, endpoints: result.endpoints.count)
    }
    return result
  }

  /// A document's models are exact; those read from source are a sketch.
  fileprivate var isDocument: Bool { sources.first?.kind != .source }

  private mutating func note(_ warning: String) {
    if warnings.count < Catalog.warningLimit, !warnings.contains(warning) {
      warnings.append(warning)
    }
  }

  /// More warnings than this say nothing new.
  private static let warningLimit = 200
}

/// Sorts what the parts of a catalog say by the endpoint it is said of.
private struct ClaimPool {
  let parts: [Catalog]
  private(set) var all: [[EndpointClaims.Claim]] = []
  private var positions: [String: Int] = [:]
  private var positionsByName: [String: [Int]] = [:]

  init(parts: [Catalog]) { self.parts = parts }

  mutating func gather() {
    for part in parts {
      let source = part.sources.first?.kind ?? .openapi
      for endpoint in part.endpoints {
        add(EndpointClaims.Claim(source: source, endpoint: endpoint))
      }
    }
  }

  /// Whether another source tells of the endpoint that reading left out.
  func knows(_ omission: Omission) -> Bool {
    (positionsByName[omission.name] ?? []).contains { position in
      all[position].contains { $0.source != .source }
    }
  }

  private mutating func add(_ claim: EndpointClaims.Claim) {
    let endpoint = claim.endpoint
    let key = endpoint.method + " " + PathTemplate(endpoint.path).plain
    if let position = positions[key] ?? relative(of: claim) {
      all[position].append(claim)
      return
    }
    positions[key] = all.count
    positionsByName[endpoint.name, default: []].append(all.count)
    all.append([claim])
  }

  /// The same function under a longer or shorter path: a source file does not show the prefix
  /// that another file, or a proxy, gives its router.
  private func relative(of claim: EndpointClaims.Claim) -> Int? {
    let plain = PathTemplate(claim.endpoint.path).plain
    let found = (positionsByName[claim.endpoint.name] ?? []).lazy.filter { position in
      all[position].allSatisfy {
        // The path last: many endpoints may share a name.
        guard $0.source != claim.source, $0.endpoint.method == claim.endpoint.method,
          [$0.source, claim.source].contains(.source)
        else { return false }
        let other = PathTemplate($0.endpoint.path).plain
        return other.hasSuffix(plain) || plain.hasSuffix(other)
      }
    }.prefix(2)
    let positions = Array(found)
    return positions.count == 1 ? positions[0] : nil
  }
}

extension Endpoint {
  /// Takes out headers that nobody could send, whoever tells of them; their names.
  fileprivate mutating func takeNamelessHeaders() -> [String] {
    let names = parameters.filter { $0.location == .header && !$0.name.isToken }.map(\.name)
    if !names.isEmpty { parameters.removeAll { $0.location == .header && !$0.name.isToken } }
    return names
  }

  /// The endpoint with the schemas of models it only knew by name.
  fileprivate func filled(from models: JSONObject) -> Endpoint {
    var result = self
    result.item = item?.filled(from: models)
    result.answer = answer?.filled(from: models)
    result.events = events.map { NamedEvent(name: $0.name, item: $0.item?.filled(from: models)) }
    return result
  }
}

extension NamedSchema {
  fileprivate func filled(from models: JSONObject) -> NamedSchema {
    guard let name, schema.objectValue?.isEmpty ?? true, let model = models[name] else {
      return self
    }
    return NamedSchema(name: name, schema: model)
  }
}

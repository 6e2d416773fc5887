import StreamDecoding

/// What the Python inspector answered after importing an application: the routes it serves, with
/// what the source of their functions says, and FastAPI's own document of their parameters.
public struct ImportReport: Sendable, Hashable {
  private let routes: SourceReport
  private let document: OpenAPIDocument?

  /// Reads the answer; what is malformed in it is left out.
  public init(_ answer: JSONValue) {
    routes = SourceReport(answer)
    document = answer["document"].flatMap { try? OpenAPIDocument(root: $0) }
  }

  /// The report as a catalog of one source.
  public func catalog(at: String) -> Catalog {
    let functions = routes.catalog(at: at)
    var declared = document?.catalog(at: at) ?? Catalog()
    declared.baseURL = nil
    // The routes first: they are in the order of the application.
    var result = Catalog(merging: [functions, declared])
    // A route that FastAPI makes no schema of: that it takes nothing is not said.
    let described = Set(declared.endpoints.map { $0.method + PathTemplate($0.path).plain })
    for index in result.endpoints.indices {
      let endpoint = result.endpoints[index]
      let isDescribed = described.contains(endpoint.method + PathTemplate(endpoint.path).plain)
      result.endpoints[index].$parameters.isAssumed = !isDescribed
      result.endpoints[index].$body.isAssumed = !isDescribed
      for position in result.endpoints[index].evidence.indices
      where result.endpoints[index].evidence[position].source == .openapi {
        result.endpoints[index].evidence[position].source = .import
      }
    }
    result.sources = [CatalogSource(kind: .import, at: at, endpoints: result.endpoints.count)]
    return result
  }
}

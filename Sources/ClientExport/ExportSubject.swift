import Endpoints
import WebText

/// What is exported: the call of one endpoint, or endpoints of a catalog.
public struct ExportSubject: Sendable, Hashable {
  enum Extent: Sendable, Hashable {
    /// With the user's values, where there are some.
    case call(Endpoint, PlannedRequest?)
    case file([Endpoint])
  }

  /// What is known of the backend: its models, its security schemes, its address.
  let catalog: Catalog
  private(set) var extent: Extent
  /// In place of the catalog's.
  var baseURL: BaseURL?

  /// The code that calls one endpoint of a catalog.
  ///
  /// - Parameter planned: The request with the user's present values, made with the catalog's base
  ///   URL, or with none where it has none. Without it, required values stand as `$NAME` (curl) or
  ///   as made-up examples (TypeScript).
  public init(call endpoint: Endpoint, of catalog: Catalog, planned: PlannedRequest? = nil) {
    self.catalog = catalog
    extent = .call(endpoint, planned)
  }

  /// The code for several endpoints of a catalog, in this order.
  ///
  /// - Parameter baseURL: In place of the catalog's.
  public init(_ endpoints: [Endpoint], of catalog: Catalog, baseURL: BaseURL? = nil) {
    self.catalog = catalog
    self.baseURL = baseURL
    extent = .file(endpoints)
  }

  var endpoints: [Endpoint] {
    switch extent {
    case .call(let endpoint, _): [endpoint]
    case .file(let endpoints): endpoints
    }
  }

  /// What the code is of, for its first line.
  var title: String {
    switch extent {
    case .call(let endpoint, _): endpoint.title
    case .file: catalog.heading
    }
  }

  /// The endpoint of which the code shows how it is called: one that stands alone.
  var shown: (endpoint: Endpoint, planned: PlannedRequest?)? {
    switch extent {
    case .call(let endpoint, let planned): (endpoint, planned)
    case .file(let endpoints): endpoints.count == 1 ? (endpoints[0], nil) : nil
    }
  }

  /// Where the code finds the backend.
  var address: BaseURL { baseURL ?? .one("") }

  /// The subject as a language writes it, with an address.
  func placed(for language: some ClientLanguage) -> ExportSubject {
    var result = self
    if language.describes { result.extent = .file(endpoints) }
    // Of an address that is a path a page knows the rest, its own; commands and programs do not.
    let path = language.runsInBrowsers ? catalog.basePath ?? "" : ""
    switch result.extent {
    case .call(let endpoint, var planned):
      if catalog.baseURL == nil { planned?.baseURL = path }
      result.extent = .call(endpoint, planned)
      result.baseURL = baseURL ?? .one(catalog.baseURL ?? path)
    case .file:
      // A user and a password in the address are secrets, and no client's code holds one.
      let known = catalog.baseURL.map { URLText($0).withoutCredentials }
      result.baseURL = baseURL ?? .one(known ?? path)
    }
    return result
  }
}

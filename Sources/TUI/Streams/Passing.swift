import Endpoints

/// Where a proxy stands: what asks it, and whom it asks.
public struct ProxyAddress: Sendable, Hashable {
  /// `http://127.0.0.1:9000`
  public let listening: String
  /// `http://localhost:8000`
  public let target: String

  /// A proxy's two sides, as URLs without a path.
  public init(listening: String, target: String) {
    self.listening = listening
    self.target = target
  }
}

/// A request that passes through the proxy.
public struct PassingRequest: Sendable, Hashable {
  /// The method.
  public let method: String
  /// Where it goes, secrets hidden.
  public let url: String

  /// Something that a client asked for.
  public init(method: String, url: String) {
    self.method = method
    self.url = url
  }
}

/// What the screen of a proxy knows besides its runs.
struct Passing: Sendable {
  /// Rows for what no source declares: a front end may ask for any number of paths.
  static let mostRows = 200
  /// Bytes of a path, or of a method, that has a row.
  private static let longestName = 1_000
  /// Runs of an endpoint that stay when they are over.
  static let mostEnded = 20
  /// Where the rows stand of what no source declares.
  static let group = "not declared"

  let address: ProxyAddress
  /// The titles of those rows.
  private(set) var undeclared: Set<String> = []
  /// Requests that no row is of.
  private(set) var unlisted = 0
  /// Titles of endpoints, by what was asked for: the same paths are asked for again and again.
  private var titles: [String: String] = [:]

  init(_ address: ProxyAddress) { self.address = address }

  /// The title of the endpoint that answered the same before.
  func title(of asked: String) -> String? { titles[asked] }

  mutating func remember(_ title: String, of asked: String) {
    if titles.count >= 1_000 { titles = [:] }
    titles[asked] = title
  }

  /// Endpoints have come, or gone.
  mutating func forgetTitles() { titles = [:] }

  /// What sources declare has a row of its own.
  mutating func learn(_ declared: Catalog) {
    undeclared.subtract(declared.endpoints.map(\.title))
    forgetTitles()
  }

  mutating func leaveOut() { unlisted += 1 }

  /// A row for what no source declares; nil where there is no room for one more.
  mutating func row(for request: PassingRequest) -> Endpoint? {
    guard undeclared.count < Self.mostRows, request.method.utf8.count <= Self.longestName,
      var endpoint = Endpoint(url: request.url), endpoint.path.utf8.count <= Self.longestName
    else { return nil }
    endpoint.method = request.method
    // Braces that were asked for are none of a parameter.
    endpoint.path = endpoint.path.replacing("{", with: "%7B").replacing("}", with: "%7D")
    endpoint.tags = [Self.group]
    endpoint.$kinds.isAssumed = true
    endpoint.$parameters.isAssumed = true
    endpoint.$body.isAssumed = true
    endpoint.evidence = [
      Evidence(fact: .kind, source: .probe, detail: "asked for through the proxy")
    ]
    undeclared.insert(endpoint.title)
    return endpoint
  }
}

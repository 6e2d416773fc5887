import Discovery
import Endpoints
import StreamClient

/// What `tail` and `get` were asked for, found and ready to send.
struct ResolvedRequest {
  let request: StreamRequest
  /// The endpoint, where a name was given instead of a URL.
  let endpoint: Endpoint?

  /// Finds the endpoint that `arguments` name, or takes their URL as it is.
  static func resolve(
    _ arguments: RequestArguments, with client: StreamClient, environment: EnvironmentReference
  ) async throws -> ResolvedRequest {
    let result = try await look(
      for: [arguments.endpoint], arguments, with: client, environment: environment)
    return try resolve(arguments.endpoint, arguments, in: result, environment: environment)
  }

  /// What is found where `arguments` say; nil where URLs alone are asked for. One look does for all
  /// names.
  static func look(
    for names: [String], _ arguments: RequestArguments, with client: StreamClient,
    environment: EnvironmentReference
  ) async throws -> DiscoveryResult? {
    if names.allSatisfy({ WrittenAddress($0) != nil }) { return nil }
    let discovery = Discovery(
      client: client,
      options: arguments.discovery.options(
        headers: try headers(arguments, environment),
        authorization: arguments.credentials.authorization,
        named: arguments.from))
    let result = await discovery.discover(
      try DiscoveryArguments.targets(arguments.from)
    ) { _ in }
    FoundNames(environment.environment)?.keep(result.catalog)
    return result
  }

  private static func headers(
    _ arguments: RequestArguments, _ environment: EnvironmentReference
  ) throws -> [HeaderField] {
    let named = arguments.discovery.addresses(of: arguments.from)
    return try arguments.credentials.resolvedHeaders(environment, urls: named)
  }

  /// - Parameter place: Where among several names this one stands; nil for the only one.
  static func resolve(
    _ name: String, at place: Int? = nil, _ arguments: RequestArguments,
    in result: DiscoveryResult?, environment: EnvironmentReference
  ) throws -> ResolvedRequest {
    let headers = try headers(arguments, environment)
    if let address = WrittenAddress(name) {
      return try plain(address.url, arguments, headers: headers, environment)
    }
    guard let result, let endpoint = result.catalog.endpoint(named: name) else {
      throw UnknownEndpoint(
        name: name, place: place, result: result ?? DiscoveryResult(),
        isSourceNamed: !arguments.from.isEmpty
      ).ending
    }
    let hasCredentials = !headers.isEmpty || arguments.credentials.authorization != nil
    if let origin = result.foreignOrigin, hasCredentials {
      throw Ending.usage(ForeignServer(origin: origin).sentence)
    }
    return try planned(endpoint, in: result.catalog, arguments, headers: headers, environment)
  }

  private static func plain(
    _ url: String, _ arguments: RequestArguments, headers: [HeaderField],
    _ environment: EnvironmentReference
  ) throws -> ResolvedRequest {
    let body = try arguments.body.body(environment)
    var request = StreamRequest(url: url)
    request.addQuery(try arguments.values(environment))
    request.method = try arguments.checkedMethod() ?? (body == nil ? "GET" : "POST")
    request.headers = headers
    request.authorization = arguments.credentials.authorization
    request.content = body?.content
    request.secretNames = arguments.secretNames
    return ResolvedRequest(request: request, endpoint: nil)
  }

  private static func planned(
    _ endpoint: Endpoint, in catalog: Catalog, _ arguments: RequestArguments,
    headers: [HeaderField],
    _ environment: EnvironmentReference
  ) throws -> ResolvedRequest {
    guard let baseURL = catalog.baseURL else {
      throw Ending.usage(
        "\(endpoint.name) was found in the sources, but not where it is served; "
          + "add --base-url http://HOST:PORT or --from http://HOST:PORT")
    }
    let body = try arguments.body.body(environment)
    let plan: PlannedRequest
    do {
      plan = try endpoint.plan(
        baseURL: baseURL, values: try arguments.values(environment),
        body: body?.bytes)
    } catch let problem as RequestProblem {
      throw Ending.usage("\(endpoint.name): \(problem.sentence)")
    }
    var request = StreamRequest(plan, declaredAs: endpoint.kind)
    if let method = try arguments.checkedMethod() { request.method = method }
    for header in headers { request.headers.replace(header) }
    request.authorization = arguments.credentials.authorization
    request.secretNames.formUnion(catalog.secretNames.union(arguments.secretNames))
    switch body {
    case .bytes(_, let mediaType?)?:
      request.headers.replace(HeaderField("Content-Type", mediaType))
    case .multipart?: request.content = body?.content
    case .bytes(_, nil)?, nil: break
    }
    return ResolvedRequest(request: request, endpoint: endpoint)
  }
}

extension StreamRequest {
  /// The request that an endpoint's plan describes; `kind` says how what it answers is read.
  init(_ plan: PlannedRequest, declaredAs kind: EndpointKind?) {
    self.init(url: plan.url)
    method = plan.method
    headers = plan.headerLines.map { HeaderField($0.name, $0.value) }
    if let login = plan.login {
      headers.append(HeaderField("Authorization", Credential.basicValue(login)))
    }
    secretNames = plan.secretNames
    content = plan.body.map { .bytes($0, mediaType: plan.bodyMediaType) }
    declare(as: kind)
  }

  /// Has an answer read as the endpoint's kind where its media type alone does not say how.
  mutating func declare(as kind: EndpointKind?) {
    declaredAsStream = kind == .ndjson
    readsUntypedAsText = kind == .text
  }
}

extension [HeaderField] {
  /// What the user typed wins over what the plan says.
  mutating func replace(_ header: HeaderField) {
    removeAll { $0.name.lowercased() == header.name.lowercased() }
    append(header)
  }
}

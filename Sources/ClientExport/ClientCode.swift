import Endpoints
import StreamDecoding
import WebText

/// The code of a client, as text that ends with a newline. The same input gives the same bytes.
public enum ClientCode {
  /// The code that calls one endpoint.
  ///
  /// - Parameters:
  ///   - planned: The request with the user's present values. Without it, required values stand
  ///     as `$NAME` (curl) or as made-up examples (TypeScript).
  ///   - models: The catalog's models; only those that the endpoint reaches are written.
  ///   - securitySchemes: The catalog's.
  ///   - baseURL: `http://host:port`, without a slash at its end.
  /// - Returns: Self-contained text. Secrets stand as `$NAME`.
  public static func text(
    for endpoint: Endpoint, planned: PlannedRequest? = nil, models: JSONObject = [:],
    securitySchemes: JSONObject = [:], baseURL: String, language: ExportLanguage
  ) -> String {
    switch language {
    case .typescript, .javascript, .svelte, .react:
      TypeScriptFile(
        endpoints: [endpoint], models: models, securitySchemes: securitySchemes,
        baseURL: .one(baseURL), title: endpoint.title,
        example: TypeScriptExample(
          endpoint: endpoint, planned: planned, models: models, securitySchemes: securitySchemes),
        dialect: language.dialect, views: language.views
      ).text
    case .curl:
      CurlCommand(
        endpoint: endpoint,
        request: shellRequest(endpoint, planned, models, securitySchemes, baseURL)
      ).text
    case .httpie:
      HTTPieCommand(
        endpoint: endpoint,
        request: shellRequest(endpoint, planned, models, securitySchemes, baseURL)
      ).text
    case .python:
      PythonFile(
        endpoints: [endpoint], models: models, securitySchemes: securitySchemes, baseURL: baseURL,
        title: endpoint.title,
        example: PythonExample(
          endpoint: endpoint, planned: planned, models: models, securitySchemes: securitySchemes)
      ).text
    case .swift:
      SwiftFile(
        endpoints: [endpoint], models: models, securitySchemes: securitySchemes, baseURL: baseURL,
        title: endpoint.title,
        example: SwiftExample(
          endpoint: endpoint, planned: planned, models: models, securitySchemes: securitySchemes)
      ).text
    case .http:
      HTTPFile(
        endpoints: [endpoint], models: models, securitySchemes: securitySchemes, baseURL: baseURL,
        planned: planned
      ).text
    case .openapi, .json:
      text(
        for: Catalog(baseURL: baseURL, endpoints: [endpoint], models: models),
        endpoints: [endpoint], language: language)
    }
  }

  private static func shellRequest(
    _ endpoint: Endpoint, _ planned: PlannedRequest?, _ models: JSONObject, _ schemes: JSONObject,
    _ baseURL: String
  ) -> ShellRequest {
    let request =
      if let planned {
        ShellRequest(
          endpoint: endpoint, planned: planned,
          variables: RequestVariables(endpoint: endpoint, schemes: schemes, isTyped: true))
      } else {
        ShellRequest(
          template: ShellTemplate(endpoint: endpoint, models: models, schemes: schemes),
          baseURL: baseURL)
      }
    // Where nobody knows the backend, the path alone was planned.
    let placed =
      planned?.baseURL.isEmpty == true
      ? request.below(ShellWord(variable: ShellRequest.base)) : request
    return placed.carryingSecret(of: endpoint, schemes: schemes)
  }

  private static func shellRequest(
    _ endpoint: Endpoint, in catalog: Catalog, _ baseURL: BaseURL
  ) -> ShellRequest {
    shellRequest(endpoint, nil, catalog.models, catalog.securitySchemes, baseURL.server)
  }

  /// The code that calls one endpoint of a catalog, as it stands in an export of that endpoint.
  ///
  /// - Parameter planned: The request with the user's present values, made with the catalog's base
  ///   URL, or with none where it has none.
  public static func text(
    for endpoint: Endpoint, of catalog: Catalog, planned: PlannedRequest?, language: ExportLanguage
  ) -> String {
    switch language {
    // They describe; a call with values is nothing to them.
    case .openapi, .json: return text(for: catalog, endpoints: [endpoint], language: language)
    case .typescript, .javascript, .svelte, .react, .curl, .httpie, .python, .swift, .http:
      var planned = planned
      let path = language.basePath(of: catalog)
      if catalog.baseURL == nil { planned?.baseURL = path }
      return text(
        for: endpoint, planned: planned, models: catalog.models,
        securitySchemes: catalog.securitySchemes,
        baseURL: catalog.baseURL ?? path, language: language)
    }
  }

  /// A file of code that `text` gave for one endpoint: it tells that this program wrote it.
  public static func file(_ text: String, in language: ExportLanguage) -> String {
    switch language {
    // To be pasted into a terminal, they come without a remark.
    case .curl, .httpie: "# A command " + ExportedFile.mark + ".\n" + text
    case .typescript, .javascript, .svelte, .react, .python, .swift, .http, .openapi, .json: text
    }
  }

  /// `$NAME`, as code has it for a value that is not known.
  public static func placeholder(for parameter: Parameter) -> String {
    "$" + ShellWord.variableName(for: parameter.name)
  }

  /// The code for several endpoints, as one file.
  ///
  /// - Parameters:
  ///   - endpoints: Those of `catalog` to write, in this order.
  ///   - baseURL: In place of the catalog's.
  public static func text(
    for catalog: Catalog, endpoints: [Endpoint], language: ExportLanguage, baseURL: BaseURL? = nil
  ) -> String {
    // A user and a password in the address are secrets, and no client's code holds one.
    let known = catalog.baseURL.map { URLText($0).withoutCredentials }
    let baseURL = baseURL ?? .one(known ?? language.basePath(of: catalog))
    // It shows how it is called.
    let alone = endpoints.count == 1 ? endpoints.first : nil
    switch language {
    case .typescript, .javascript, .svelte, .react:
      return TypeScriptFile(
        endpoints: endpoints, models: catalog.models, securitySchemes: catalog.securitySchemes,
        baseURL: baseURL, title: catalog.heading,
        example: alone.map {
          TypeScriptExample(
            endpoint: $0, planned: nil, models: catalog.models,
            securitySchemes: catalog.securitySchemes)
        },
        dialect: language.dialect, views: language.views
      ).text
    case .curl:
      return ShellFile(endpoints: endpoints) {
        CurlCommand(endpoint: $0, request: shellRequest($0, in: catalog, baseURL)).text
      }.text
    case .httpie:
      return ShellFile(endpoints: endpoints) {
        HTTPieCommand(endpoint: $0, request: shellRequest($0, in: catalog, baseURL)).text
      }.text
    case .python:
      return PythonFile(
        endpoints: endpoints, models: catalog.models, securitySchemes: catalog.securitySchemes,
        baseURL: baseURL.server, title: catalog.heading,
        example: alone.map {
          PythonExample(
            endpoint: $0, planned: nil, models: catalog.models,
            securitySchemes: catalog.securitySchemes)
        }
      ).text
    case .swift:
      return SwiftFile(
        endpoints: endpoints, models: catalog.models, securitySchemes: catalog.securitySchemes,
        baseURL: baseURL.server, title: catalog.heading,
        example: alone.map {
          SwiftExample(
            endpoint: $0, planned: nil, models: catalog.models,
            securitySchemes: catalog.securitySchemes)
        }
      ).text
    case .http:
      return HTTPFile(
        endpoints: endpoints, models: catalog.models, securitySchemes: catalog.securitySchemes,
        baseURL: baseURL.server
      ).text
    case .openapi:
      return OpenAPIExport(catalog: catalog.at(baseURL.server), endpoints: endpoints).text
    case .json:
      return DiscoveryExport(catalog: catalog, endpoints: endpoints).text
    }
  }

  /// The server route of a SvelteKit project that passes a browser's requests on to `backend`.
  ///
  /// - Parameter browserURL: Where a browser reaches the route.
  public static func svelteKitProxy(backend: String, browserURL: String = "/api") -> String {
    SvelteKitProxy.text(backend: backend, browserURL: browserURL)
  }

  /// The code for several endpoints, as the files that `options` ask for. A single file has the
  /// path `options.output`.
  public static func files(
    for catalog: Catalog, endpoints: [Endpoint], language: ExportLanguage, options: ExportOptions
  ) -> [ExportedFile] {
    if language == .typescript, options.layout != .single {
      return ScriptModules(catalog: catalog, endpoints: endpoints, options: options).files
    }
    let text = text(
      for: catalog, endpoints: endpoints, language: language, baseURL: options.baseURL)
    return [ExportedFile(path: options.output, text: text)]
  }
}

extension ExportLanguage {
  fileprivate var dialect: ScriptDialect { self == .javascript ? .javascript : .typescript }

  fileprivate var views: StreamViews? {
    switch self {
    case .svelte: .svelte
    case .react: .react
    case .typescript, .javascript, .curl, .httpie, .python, .swift, .http, .openapi, .json:
      nil
    }
  }
}

extension ExportLanguage {
  /// Of an address that is a path a page knows the rest, its own; commands and programs do not.
  fileprivate func basePath(of catalog: Catalog) -> String {
    switch self {
    case .typescript, .javascript, .svelte, .react: catalog.basePath ?? ""
    case .curl, .httpie, .python, .swift, .http, .openapi, .json: ""
    }
  }
}

extension Catalog {
  /// The same for another address.
  fileprivate func at(_ baseURL: String) -> Catalog {
    var catalog = self
    catalog.baseURL = baseURL
    return catalog
  }
}

import Endpoints
import StreamClient
import WebText

/// Gets OpenAPI documents from servers, URLs and files.
struct DocumentReader: Sendable {
  let client: StreamClient
  let headers: [HeaderField]
  let authorization: StreamRequest.Authorization?
  let timeLimit: Duration
  let files: LocalFiles

  /// No document is that large; a stream that never ends would be.
  static let sizeLimit = 64 << 20

  /// FastAPI's own place first, then those of FastAPI behind a prefix and of other frameworks.
  static let usualPlaces = [
    "/openapi.json", "/api/openapi.json", "/docs/openapi.json", "/v1/openapi.json",
    "/api/v1/openapi.json", "/openapi.yaml",
  ]

  /// What documents are called that lie in a folder.
  private static let usualNames = ["openapi", "swagger"].flatMap { name in
    [".yaml", ".yml", ".json"].map { name + $0 }
  }

  /// The document that a folder holds; nil where it has none of a usual name.
  func document(in folder: String) -> String? {
    Self.usualNames.map { folder == "." ? $0 : folder.withoutSlashes + "/" + $0 }
      .first { files.kind(of: $0) == .file }
  }

  private enum Outcome {
    case document(Catalog)
    case missing(isPage: Bool)
    /// Records without an end.
    case stream
  }

  /// Tries the usual places of a server, one after the other.
  func catalog(
    server: String, progress: @Sendable (String) -> Void
  ) async throws(DiscoveryProblem) -> Catalog {
    // What is no address is told as it was written: cut at a raw sign, it would show a password.
    if RequestAddress(server) == nil { _ = try await fetch(server, server: nil) }
    let base = URLText(server).withoutSlash
    var tried: [String] = []
    var pages: [String] = []
    var refusal: DiscoveryProblem?
    for place in DocumentReader.usualPlaces {
      let shown = URLText(base + place).withoutCredentials
      progress("looking for \(shown)")
      do throws(DiscoveryProblem) {
        switch try await fetch(base + place, server: URLText(base).withoutCredentials) {
        case .document(let catalog): return catalog
        case .missing(let isPage):
          tried.append(shown)
          if isPage { pages.append(shown) }
        case .stream: tried.append(shown)
        }
      } catch {
        // A gateway may refuse what it does not know, and another program answer with its own JSON.
        guard error.isOfOnePlace else { throw error }
        refusal = refusal ?? error
      }
    }
    throw refusal ?? .noDocument(tried: tried, pages: pages)
  }

  /// The document at a URL or in a file.
  func catalog(
    document: String, progress: @Sendable (String) -> Void
  ) async throws(DiscoveryProblem) -> Catalog {
    guard URLText(document).origin != nil else {
      progress("reading \(document)")
      let bytes = try files.contents(of: document, limit: DocumentReader.sizeLimit)
      let folder = DocumentFolder(of: document, files: files)
      return try read(bytes, at: document, server: nil, files: folder.files)
    }
    let shown = URLText(document).withoutCredentials
    progress("fetching \(shown)")
    switch try await fetch(document, server: nil) {
    case .document(let catalog): return catalog
    case .missing(isPage: true): throw .unreadable(at: shown, .html)
    case .missing(isPage: false): throw .status(url: shown, status: 404)
    case .stream: throw .unreadable(at: shown, .notOpenAPI(found: []))
    }
  }

  private func fetch(_ url: String, server: String?) async throws(DiscoveryProblem) -> Outcome {
    let shown = URLText(url).withoutCredentials
    let answer: FetchedDocument
    do throws(StreamFailure) {
      let request = StreamRequest(
        url: url,
        headers: headers + [
          HeaderField("Accept", "application/json, application/yaml;q=0.9, */*;q=0.5")
        ], authorization: authorization)
      answer = try await client.fetch(
        request, limit: DocumentReader.sizeLimit, timeout: timeLimit
      ) { !MediaType($0.mediaType).isStream }
    } catch {
      throw .unreachable(error)
    }
    switch answer.status {
    case 200..<300: break
    case 401, 403:
      let hasCredentials = !headers.isEmpty || authorization != nil || shown != url
      throw .unauthorized(url: shown, status: answer.status, hasCredentials: hasCredentials)
    case 404, 405, 410: return .missing(isPage: false)
    default: throw .status(url: shown, status: answer.status)
    }
    if MediaType(answer.mediaType).isStream { return .stream }
    do throws(DiscoveryProblem) {
      return .document(try read(answer.body, at: shown, server: server, files: nil))
    } catch .unreadable(_, .html) {
      // A front end answers every path with its page.
      return .missing(isPage: true)
    }
  }

  static func document(
    _ bytes: [UInt8], _ files: OpenAPIFiles?
  ) throws(OpenAPIFailure) -> OpenAPIDocument {
    do throws(OpenAPIFailure) {
      return try OpenAPIDocument(parsing: bytes, files: files)
    } catch .notJSONButMaybeYAML {
      return try OpenAPIDocument(root: YAMLReader.value(of: bytes), files: files)
    }
  }

  private func read(
    _ bytes: [UInt8], at place: String, server: String?, files: OpenAPIFiles?
  ) throws(DiscoveryProblem) -> Catalog {
    do throws(OpenAPIFailure) {
      return try DocumentReader.document(bytes, files).catalog(at: place, server: server)
    } catch {
      throw .unreadable(at: place, error)
    }
  }
}

extension DiscoveryProblem {
  /// Whether another of the usual places may have a document all the same.
  fileprivate var isOfOnePlace: Bool {
    switch self {
    case .unauthorized(_, let status, _): status == 403
    case .unreadable(_, .notOpenAPI): true
    case .unreadable(_, .notJSON), .unreadable(_, .html), .unreadable(_, .notJSONButMaybeYAML),
      .unreadable(_, .notYAML), .unreadable(_, .version), .unreachable, .status, .noDocument,
      .tooLarge, .noFile, .unreadableFile, .noFolder, .noModule, .noPython, .pythonDoesNotStart,
      .inspectorFailed, .inspectorTooSlow, .inspectorAnswer:
      false
    }
  }
}

extension String {
  fileprivate var withoutSlashes: String {
    var result = self[...]
    while result.count > 1, result.hasSuffix("/") { result.removeLast() }
    return String(result)
  }
}

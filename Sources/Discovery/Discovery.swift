import Endpoints
import StreamClient
import WebText

/// Finds the endpoints of the targets a user names.
public struct Discovery: Sendable {
  private let client: StreamClient
  private let options: DiscoveryOptions

  /// Makes a discovery that fetches documents with `client`.
  public init(client: StreamClient, options: DiscoveryOptions = DiscoveryOptions()) {
    self.client = client
    self.options = options
  }

  private typealias Outcome = Result<[Catalog], DiscoveryProblem>

  /// Looks at every target at once; the result is in the order of the targets.
  ///
  /// A target that gives nothing is a failure and a warning, and the others are still listed.
  /// - Parameters:
  ///   - progress: Called with what is being tried, from any thread.
  ///   - found: Called with what the targets gave that were done first, while others are looked at.
  public func discover(
    _ targets: [Target], progress: @escaping @Sendable (String) -> Void = { _ in },
    found: @Sendable (DiscoveryResult) -> Void = { _ in }
  ) async -> DiscoveryResult {
    let outcomes = await withTaskGroup(of: (Int, Outcome).self) { group in
      for (position, target) in targets.enumerated() {
        group.addTask { (position, await outcome(of: target, progress: progress)) }
      }
      var outcomes = [Outcome?](repeating: nil, count: targets.count)
      for await (position, outcome) in group {
        outcomes[position] = outcome
        guard case .success = outcome, outcomes.contains(where: { $0 == nil }) else { continue }
        found(self.result(of: zip(targets, outcomes).map { ($0, $1) }))
      }
      return outcomes
    }
    let looked = zip(targets, outcomes).map { ($0, $1) }
    let result = self.result(of: looked)
    guard options.probe, let probed = await probed(result.catalog, targets, progress) else {
      return result
    }
    return self.result(of: looked, probed: probed)
  }

  /// What one running endpoint answers to `request` in its first two seconds or 64 KiB; nil where
  /// nobody answered. Whether it may be asked at all is the caller's to know.
  public func probe(_ endpoint: Endpoint, with request: StreamRequest) async -> Endpoint? {
    await Probe(client: client, headers: [], values: []).answer(of: endpoint, to: request)
  }

  /// What the endpoints answer, where somebody says where they are.
  ///
  /// Credentials go only where the user sent them: to a server, or to a document's origin, but not
  /// to a host that only the document names.
  private func probed(
    _ catalog: Catalog, _ targets: [Target], _ progress: @escaping @Sendable (String) -> Void
  ) async -> Catalog? {
    let isForeign = foreignOrigin(of: catalog, targets: targets) != nil
    let probe = Probe(
      client: client, headers: isForeign ? [] : options.headers,
      authorization: isForeign ? nil : options.authorization, values: options.values,
      timeLimit: options.probeLimit)
    return await probe.catalog(of: catalog, progress: progress)
  }

  private func outcome(
    of target: Target, progress: @Sendable (String) -> Void
  ) async -> Outcome {
    do throws(DiscoveryProblem) {
      return .success(try await catalogs(of: target, progress: progress))
    } catch {
      return .failure(error)
    }
  }

  /// The backend's origin where only a document from the network names it. A file that the user
  /// has may name the backend's server.
  private func foreignOrigin(of catalog: Catalog, targets: [Target]) -> String? {
    guard let backend = catalog.baseURL.map({ URLText($0) }), let origin = backend.origin else {
      return nil
    }
    let named = targets.compactMap(\.url) + [options.baseURL].compactMap { $0 }
    let isNamed = named.contains { URLText($0).isSameOrigin(as: backend) }
    let isOfFile = targets.contains { $0.isDocumentFile }
    return isNamed || isOfFile ? nil : origin
  }

  private func catalogs(
    of target: Target, progress: @Sendable (String) -> Void
  ) async throws(DiscoveryProblem) -> [Catalog] {
    let files = LocalFiles(workingFolder: options.workingFolder)
    let documents = DocumentReader(
      client: client, headers: options.headers, authorization: options.authorization,
      timeLimit: options.timeLimit, files: files)
    let sources = SourceReader(options: options, files: files)
    switch target {
    case .server(let url):
      let address = StreamAddress(url: url, client: client, headers: options.headers)
      if address.isSpecific, let catalog = await address.catalog(progress: progress) {
        return [catalog]
      }
      do throws(DiscoveryProblem) {
        return [try await documents.catalog(server: url, progress: progress)]
      } catch {
        guard !address.isSpecific, case .noDocument = error,
          let catalog = await address.catalog(progress: progress)
        else { throw error }
        return [catalog]
      }
    case .document(let place):
      let address = StreamAddress(url: place, client: client, headers: options.headers)
      if place.contains("?"), let catalog = await address.catalog(progress: progress) {
        return [catalog]
      }
      return [try await documents.catalog(document: place, progress: progress)]
    case .app(let text): return try await sources.catalogs(app: text, progress: progress)
    case .folder(let path):
      return try await folder(path, sources: sources, documents: documents, progress: progress)
    }
  }

  /// What the sources of a folder say; where that is nothing, as of other frameworks, what a document
  /// in it does.
  private func folder(
    _ path: String, sources: SourceReader, documents: DocumentReader,
    progress: @Sendable (String) -> Void
  ) async throws(DiscoveryProblem) -> [Catalog] {
    guard let document = documents.document(in: path) else {
      return try await sources.catalogs(folder: path, progress: progress)
    }
    var said: [String] = []
    do throws(DiscoveryProblem) {
      let read = try await sources.catalogs(folder: path, progress: progress)
      if read.contains(where: \.saysSomething) { return read }
      // That there is no application is no news beside a document; what kept one from being read is.
      said = read.flatMap(\.warnings).filter { !$0.hasPrefix("no FastAPI application") }
    } catch {
      said = [error.note.sentence(options)]
    }
    var catalog = try await documents.catalog(document: document, progress: progress)
    catalog.warnings += said
    return [catalog]
  }

  private func result(
    of outcomes: [(Target, Outcome?)], probed: Catalog? = nil
  ) -> DiscoveryResult {
    var result = DiscoveryResult()
    var parts: [Catalog] = []
    for (target, outcome) in outcomes {
      switch outcome {
      case .success(let catalogs)?: parts += catalogs
      case .failure(let problem)?:
        result.failures.append(.init(target: target, sentence: problem.note.sentence(options)))
      case nil: break
      }
    }
    result.catalog = Catalog(merging: parts + [probed].compactMap { $0 })
    if let named = options.baseURL {
      result.catalog.baseURL = URLText(URLText(named).withoutCredentials).withoutSlash
    } else if result.catalog.baseURL == nil {
      result.catalog.baseURL = outcomes.lazy.compactMap(\.0.serverURL).first
    }
    result.catalog.warnings += result.failures.map(\.sentence)
    result.foreignOrigin = foreignOrigin(of: result.catalog, targets: outcomes.map(\.0))
    return result
  }
}

extension Catalog {
  fileprivate var saysSomething: Bool { !endpoints.isEmpty || !omissions.isEmpty }
}

extension Target {
  /// Of a server, or of a document, which may be a file, too.
  fileprivate var url: String? {
    switch self {
    case .server(let url), .document(let url): url
    case .app, .folder: nil
    }
  }

  fileprivate var isDocumentFile: Bool {
    if case .document(let place) = self { URLText(place).origin == nil } else { false }
  }

  /// Requests go there even when the server shows no document.
  fileprivate var serverURL: String? {
    guard case .server(let url) = self else { return nil }
    return URLText(URLText(url).withoutCredentials).withoutSlash
  }
}

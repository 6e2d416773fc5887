import Endpoints
import StreamClient
import WebText

/// Tells when targets look different: files that changed, a server that was restarted.
///
/// Files are looked at by their sizes and times, once a second, or more rarely where that takes
/// long: a watch of the kernel's (inotify) would have to follow every folder of a project and has
/// another interface on each system. A server is not polled: see `StreamClient.holdConnection`.
public struct TargetWatch: Sendable {
  private let client: StreamClient
  private let options: DiscoveryOptions
  private let targets: [Target]

  /// Makes a watch; nothing starts before `run`.
  public init(client: StreamClient, options: DiscoveryOptions, targets: [Target]) {
    self.client = client
    self.options = options
    self.targets = targets
  }

  /// Watches until the task is cancelled.
  ///
  /// - Parameter report: Called with what changed, `app/main.py changed`, from any thread; a burst
  ///   of changes is one.
  public func run(report: @escaping @Sendable (String) -> Void) async {
    let files = LocalFiles(workingFolder: options.workingFolder)
    await withTaskGroup(of: Void.self) { group in
      var folders: Set<String> = []
      var documents: [ReferredFiles] = []
      for target in targets {
        switch target {
        case .server(let url): group.addTask { await watch(server: url, report) }
        case .document(let place):
          if URLText(place).origin != nil {
            group.addTask { await watch(documents: [place], of: place, report) }
          } else {
            documents.append(ReferredFiles(document: place, files: files))
          }
        case .app(let text):
          guard let place = try? SourcePlace(app: text, files: files) else { continue }
          folders.insert(place.root(workingFolder: files.absolute(".")))
        case .folder(let path): folders.insert(files.absolute(path))
        }
      }
      if !folders.isEmpty || !documents.isEmpty {
        let watch = FileWatch(
          places: { [folders, documents] in
            folders.sorted() + documents.flatMap { $0.places() }
          }, root: files.absolute("."))
        group.addTask { await watch.run(report: report) }
      }
    }
  }

  private func watch(server url: String, _ report: @Sendable (String) -> Void) async {
    let base = URLText(url).withoutSlash
    await watch(documents: DocumentReader.usualPlaces.map { base + $0 }, of: url, report)
  }

  private func watch(
    documents: [String], of server: String, _ report: @Sendable (String) -> Void
  ) async {
    var known = await fingerprint(documents)
    var pause = Self.shortest
    while !Task.isCancelled {
      let start = ContinuousClock.now
      let wasThere = await client.holdConnection(to: server)
      // Not there, or dropped at once: ask more and more rarely.
      let isShort = ContinuousClock.now - start < .seconds(1)
      pause = wasThere && !isShort ? Self.shortest : min(pause * 2, Self.longest)
      try? await Task.sleep(for: pause)
      guard !Task.isCancelled else { return }
      let now = await fingerprint(documents)
      // What was away may have been looked for in vain meanwhile: its return is news too.
      if let now, now != known { report("\(URLText(server).host) changed") }
      known = now
    }
  }

  private static let shortest = Duration.milliseconds(200)
  private static let longest = Duration.seconds(5)

  /// Of the first that is there; nil while nobody answers.
  private func fingerprint(_ documents: [String]) async -> Int? {
    var last: Int?
    for document in documents {
      let request = StreamRequest(
        url: document, headers: options.headers, authorization: options.authorization)
      let answer = try? await client.fetch(
        request, limit: DocumentReader.sizeLimit, timeout: options.timeLimit)
      guard let answer else { return nil }
      var hasher = Hasher()
      hasher.combine(answer.status)
      hasher.combine(answer.body)
      last = hasher.finalize()
      if (200..<300).contains(answer.status) { break }
    }
    return last
  }
}

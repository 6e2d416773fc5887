import Endpoints
import StreamClient

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
      for target in targets {
        switch target {
        case .server(let url): group.addTask { await watch(server: url, report) }
        case .document(let place):
          if URLText(place).origin != nil {
            group.addTask { await watch(document: place, of: place, report) }
          } else {
            folders.insert(files.absolute(place))
          }
        case .app(let text):
          guard let place = try? SourcePlace(app: text, files: files) else { continue }
          folders.insert(place.root(workingFolder: files.absolute(".")))
        case .folder(let path): folders.insert(files.absolute(path))
        }
      }
      if !folders.isEmpty {
        let watch = FileWatch(places: folders.sorted(), root: files.absolute("."))
        group.addTask { await watch.run(report: report) }
      }
    }
  }

  private func watch(server url: String, _ report: @Sendable (String) -> Void) async {
    // Which of the usual places it was: the first that answers like a document.
    let base = URLText(url).withoutSlash
    await watch(document: base + DocumentReader.usualPlaces[0], of: url, report)
  }

  private func watch(
    document: String, of server: String, _ report: @Sendable (String) -> Void
  ) async {
    var known = await fingerprint(document)
    var pause = Duration.seconds(1)
    while !Task.isCancelled {
      let start = ContinuousClock.now
      let wasThere = await client.holdConnection(to: server)
      // Not there, or dropped at once: ask more and more rarely.
      let isShort = ContinuousClock.now - start < .seconds(1)
      pause = wasThere && !isShort ? .milliseconds(200) : min(pause * 2, .seconds(5))
      try? await Task.sleep(for: pause)
      guard !Task.isCancelled, let now = await fingerprint(document), now != known else { continue }
      known = now
      report("\(URLText(server).host) changed")
    }
  }

  /// Nil while nobody answers.
  private func fingerprint(_ document: String) async -> Int? {
    let request = StreamRequest(url: document, headers: options.headers)
    let answer = try? await client.fetch(
      request, limit: DocumentReader.sizeLimit, timeout: options.timeLimit)
    return answer.map { answer in
      var hasher = Hasher()
      hasher.combine(answer.status)
      hasher.combine(answer.body)
      return hasher.finalize()
    }
  }
}

import Discovery
import Endpoints
import StreamClient
import TUI

/// Carries out what `update` asks of the world; what comes of it arrives in the inbox.
///
/// It lives on the terminal's thread; the work itself runs in one task for each stream.
final class EffectRunner {
  /// An answer of an ordinary endpoint is shown whole up to this many bytes.
  private static let answerLimit = 8 << 20
  private static let answerTimeout: Duration = .seconds(30)

  private let client: StreamClient
  private let discovery: Discovery
  private let discoveryOptions: DiscoveryOptions
  private let isWatching: Bool
  private let targets: TargetSource
  private let headers: GuardedHeaders
  private let environment: EnvironmentReference
  private let inbox: Inbox
  private var streams: [StreamID: Task<Void, Never>] = [:]
  private var search: Task<Void, Never>?
  private var watch: Task<Void, Never>?
  private var probe: Task<Void, Never>?
  private var code: Task<Void, Never>?

  /// - Parameter targets: Called until it has given some.
  init(
    client: StreamClient, discovery: DiscoveryOptions, isWatching: Bool, headers: [HeaderField],
    environment: EnvironmentReference, targets: @escaping @Sendable () async throws -> [Target],
    inbox: Inbox
  ) {
    self.client = client
    var discoveryOptions = discovery
    discoveryOptions.words = { Remedy($0).words }
    self.discovery = Discovery(client: client, options: discoveryOptions)
    self.discoveryOptions = discoveryOptions
    self.isWatching = isWatching
    self.targets = TargetSource(make: targets)
    self.headers = GuardedHeaders(headers)
    self.environment = environment
    self.inbox = inbox
  }

  // MARK: Finding

  func discover() {
    search?.cancel()
    search = Task { [discovery, targets, headers, inbox] in
      do {
        let targets = try await targets.found()
        let result = await discovery.discover(targets) { inbox.post(.discoveryProgress($0)) }
        if Task.isCancelled { return }
        headers.note(foreignOrigin: result.foreignOrigin, in: inbox)
        inbox.post(.discovered(result.catalog, failures: result.failures.map(\.sentence)))
      } catch {
        inbox.post(.discovered(Catalog(), failures: [Ending.sentence(of: error)]))
      }
    }
  }

  /// Looks again whenever the targets change.
  func watchTargets() {
    guard isWatching, watch == nil else { return }
    watch = Task { [client, discoveryOptions, targets, inbox] in
      guard let targets = try? await targets.found() else { return }
      let watch = TargetWatch(client: client, options: discoveryOptions, targets: targets)
      await watch.run { inbox.post(.targetsChanged($0)) }
    }
  }

  func probe(_ endpoint: Endpoint, _ plan: PlannedRequest) {
    probe?.cancel()
    do {
      var request = StreamRequest(try plan.expanding(environment), declaredAsStream: true)
      for header in headers.allowed { request.headers.replace(header) }
      probe = Task { [discovery, inbox, request] in
        let seen = await discovery.probe(endpoint, with: request)
        if Task.isCancelled { return }
        inbox.post(.probed(title: endpoint.title, seen))
      }
    } catch {
      inbox.post(.problem(error.sentence))
    }
  }

  // MARK: Code

  /// One job at a time: keys may come faster than code is made, and nobody waits for what is skipped.
  func makeCode(_ job: CodeJob) {
    code?.cancel()
    code = Task { [inbox, last = code] in
      await last?.value
      if Task.isCancelled { return }
      inbox.post(.codeMade(job.made()))
    }
  }

  func export(_ job: ExportJob) {
    let writer = ExportWriter(home: environment.environment["HOME"])
    Task { [inbox] in
      let (job, outcome) = writer.write(job)
      inbox.post(.exported(job, outcome))
    }
  }

  // MARK: Streams

  func open(_ id: StreamID, _ plan: PlannedRequest, kind: EndpointKind, lastEventID: String?) {
    var options = StreamOptions()
    // A stream that ended well is over, on the screen as in `tail`; `r` runs it again.
    options.reconnect = plan.method == "GET" ? .onFailure : .never
    options.invalidRecords = .deliver
    options.lastEventID = lastEventID
    guard let request = request(plan, for: id, declaredAsStream: kind == .ndjson) else { return }
    streams[id] = Task { [client, inbox] in
      await client.run(request, options: options) { signal in
        if case .records(let batch) = signal {
          await inbox.post(batch, stream: id)
        } else if let news = StreamNews(signal) {
          inbox.post(.stream(id: id, news))
        }
      }
    }
  }

  func download(_ id: StreamID, _ plan: PlannedRequest) {
    guard let request = request(plan, for: id, declaredAsStream: false) else { return }
    streams[id] = Task { [client, inbox] in
      inbox.post(.stream(id: id, .requested(lastEventID: nil)))
      let end = await EffectRunner.saved(request, from: client) {
        inbox.post(.stream(id: id, .progress(done: $0, total: $1)))
      }
      inbox.post(.stream(id: id, end))
      inbox.post(.stream(id: id, .closed))
    }
  }

  func call(_ id: StreamID, _ plan: PlannedRequest) {
    guard let request = request(plan, for: id, declaredAsStream: false) else { return }
    streams[id] = Task { [client, inbox] in
      inbox.post(.stream(id: id, .requested(lastEventID: nil)))
      inbox.post(.stream(id: id, await EffectRunner.answer(to: request, from: client)))
      inbox.post(.stream(id: id, .closed))
    }
  }

  private static func saved(
    _ request: StreamRequest, from client: StreamClient,
    progress: @escaping @Sendable (Int, Int?) -> Void
  ) async -> StreamNews {
    do throws(StreamFailure) {
      // What broke off before goes on, where the server can.
      let file = try await client.download(
        request, to: .folder("."), options: DownloadOptions(resume: true), progress: progress)
      return .saved(path: file.path ?? file.name, bytes: file.length)
    } catch {
      return StreamNews(error)
    }
  }

  private static func answer(
    to request: StreamRequest, from client: StreamClient
  ) async -> StreamNews {
    do throws(StreamFailure) {
      let answer = try await client.fetch(request, limit: answerLimit, timeout: answerTimeout)
      return .response(status: answer.status, mediaType: answer.mediaType, body: answer.body)
    } catch {
      return StreamNews(error)
    }
  }

  func close(_ id: StreamID) {
    streams.removeValue(forKey: id)?.cancel()
  }

  /// Ends everything that runs; sockets close at once.
  func closeAll() {
    search?.cancel()
    watch?.cancel()
    probe?.cancel()
    code?.cancel()
    for task in streams.values { task.cancel() }
    streams.removeAll()
  }

  /// The request to send; nil, and news of the failure, where it names a variable that is not set.
  private func request(
    _ plan: PlannedRequest, for id: StreamID, declaredAsStream: Bool
  ) -> StreamRequest? {
    do {
      var request = StreamRequest(
        try plan.expanding(environment), declaredAsStream: declaredAsStream)
      for header in headers.allowed { request.headers.replace(header) }
      return request
    } catch {
      inbox.post(.stream(id: id, .failed(message: error.sentence)))
      inbox.post(.stream(id: id, .closed))
      return nil
    }
  }
}

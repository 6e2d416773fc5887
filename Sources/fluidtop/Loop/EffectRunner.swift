import Discovery
import Dispatch
import Endpoints
import RecordStore
import ReplayServer
import StreamClient
import TUI
import WebText

/// Carries out what `update` asks of the world; what comes of it arrives in the inbox.
///
/// It lives on the terminal's thread; the work itself runs in one task for each stream.
final class EffectRunner {
  private var client: StreamClient
  private var discovery: Discovery
  private var discoveryOptions: DiscoveryOptions
  private let isWatching: Bool
  private var targets: TargetSource
  private var headers: GuardedHeaders
  private let environment: EnvironmentReference
  private let inbox: Inbox
  private let recordSpill: RecordSpill
  private let streams: RunningStreams
  private let captures: ScreenCaptures
  private let passing: PassingStreams?
  private let replays: ScreenReplays
  private var search: Task<Void, Never>?
  private var watch: Task<Void, Never>?
  private var themes: Task<Void, Never>?
  private var probe: Task<Void, Never>?
  private var code: Task<Void, Never>?
  private var export: Task<Void, Never>?
  private let exports = DispatchGroup()
  /// What is being written is put away before the program ends, unless the disk takes longer.
  private static let longestExport = DispatchTimeInterval.seconds(2)

  /// - Parameter targets: Called until it has given some.
  init(
    client: StreamClient, discovery: DiscoveryOptions, isWatching: Bool, headers: GuardedHeaders,
    environment: EnvironmentReference, targets: @escaping @Sendable () async throws -> [Target],
    replays: ReplayPaces? = nil, keys: KeyTable, recordLimit: Int?,
    passing: PassingStreams? = nil, inbox: Inbox
  ) {
    self.replays = ScreenReplays(replays)
    self.client = client
    var discoveryOptions = discovery
    discoveryOptions.words = { Remedy($0).words(keys) }
    self.discovery = Discovery(client: client, options: discoveryOptions)
    self.discoveryOptions = discoveryOptions
    self.isWatching = isWatching
    self.targets = TargetSource(make: targets)
    self.headers = headers
    self.environment = environment
    self.inbox = inbox
    recordSpill = RecordSpill(environment, inbox: inbox)
    self.passing = passing
    captures = ScreenCaptures(
      home: environment.environment["HOME"], passing: passing, inbox: inbox)
    streams = RunningStreams(
      environment, recordLimit: recordLimit, captures: captures, inbox: inbox)
  }

  // MARK: Finding

  func discover() {
    search?.cancel()
    passing?.beginSoon(inbox)
    search = Task { [discovery, targets, headers, passing, inbox] in
      defer { passing?.begin(inbox) }
      do {
        let targets = try await targets.found()
        let result = await discovery.discover(targets) {
          inbox.post(.discoveryProgress($0))
        } found: { part in
          headers.note(foreignOrigin: part.foreignOrigin, in: inbox)
          inbox.post(.discoveredSoFar(part.catalog))
        }
        if Task.isCancelled { return }
        headers.note(foreignOrigin: result.foreignOrigin, in: inbox)
        passing?.know(result.catalog)
        inbox.post(.discovered(result.catalog, failures: result.failures.map(\.sentence)))
      } catch {
        inbox.post(.discovered(Catalog(), failures: [Ending.sentence(of: error)]))
      }
    }
  }

  /// Looks where the user wants to go; what is there takes the place of the targets once something is.
  func openTarget(_ text: String, from base: String?) {
    search?.cancel()
    let path = SmallFile.expanded(text.trimmingSpaces(), home: environment.environment["HOME"])
    if RecordingSource.isMeant(by: path) { return openRecording(path) }
    let opened: OpenedTarget
    do {
      opened = try OpenedTarget(text, from: base, environment)
    } catch {
      return inbox.post(.opened(Catalog(), name: "", failures: [Ending.sentence(of: error)]))
    }
    // The credentials that the program was started with are for the server that it was started for.
    let isPlain = opened.headers.isEmpty && opened.authorization == nil
    if !(opened.isSameOrigin && isPlain) {
      headers = GuardedHeaders(
        opened.headers, authorization: opened.authorization, secretNames: opened.secretNames)
      client = StreamClient(configuration: opened.configuration)
      var options = opened.discovery
      options.words = discoveryOptions.words
      discoveryOptions = options
      discovery = Discovery(client: client, options: options)
    }
    if !opened.isSameOrigin {
      targets = TargetSource { opened.targets }
      watch?.cancel()
      watch = nil
      watchTargets()
    }
    let name = opened.targets.map(\.text).joined(separator: " ")
    search = Task { [discovery, headers, inbox, replays] in
      let result = await discovery.discover(opened.targets) { inbox.post(.discoveryProgress($0)) }
      if Task.isCancelled { return }
      if !opened.isSameOrigin, !result.catalog.endpoints.isEmpty { await replays.leave() }
      headers.note(foreignOrigin: result.foreignOrigin, in: inbox)
      inbox.post(
        .opened(result.catalog, name: name, failures: result.failures.map(\.sentence)))
    }
  }

  /// Plays a recording in the place of what was looked at; nothing that was given for that goes there.
  private func openRecording(_ path: String) {
    var options = DiscoveryOptions()
    options.words = discoveryOptions.words
    discoveryOptions = options
    headers = GuardedHeaders([], authorization: nil, secretNames: [])
    client = StreamClient(configuration: StreamClient.Configuration.ofThisProgram)
    discovery = Discovery(client: client, options: options)
    let source = TargetSource { [replays, inbox] in
      [try await replays.open(path) { inbox.post(.problem($0)) }]
    }
    targets = source
    watch?.cancel()
    watch = nil
    search = Task { [discovery, inbox] in
      do {
        let result = await discovery.discover(try await source.found()) {
          inbox.post(.discoveryProgress($0))
        }
        if Task.isCancelled { return }
        let failures = result.failures.map(\.sentence)
        inbox.post(.opened(result.catalog, name: path, failures: failures, isRecording: true))
      } catch {
        inbox.post(.opened(Catalog(), name: "", failures: [Ending.sentence(of: error)]))
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

  /// Reads the user's themes again when one is saved.
  func watchThemes() {
    guard let folder = ConfigurationFolder(environment)?.themes, themes == nil else { return }
    themes = Task { [inbox] in await folder.watch { inbox.post(.themes($0)) } }
  }

  func probe(_ endpoint: Endpoint, _ plan: PlannedRequest) {
    probe?.cancel()
    do {
      var request = StreamRequest(try plan.expanding(environment), declaredAsStream: true)
      headers.add(to: &request, without: plan.chosenHeaders)
      probe = Task { [discovery, inbox, request] in
        let seen = await discovery.probe(endpoint, with: request)
        if Task.isCancelled { return }
        inbox.post(.probed(title: endpoint.title, seen))
      }
    } catch {
      inbox.post(.problem(error.sentence))
    }
  }

  // MARK: Profiles

  func readProfiles() {
    guard let file = ProfileFile(environment) else { return }
    Task { [inbox] in
      do throws(ProfileFile.Problem) {
        let profiles = try file.read()
        if !profiles.isEmpty { inbox.post(.profiles(profiles)) }
      } catch {
        inbox.post(.problem(error.sentence))
      }
    }
  }

  func save(_ profile: Profile) {
    guard let file = ProfileFile(environment) else {
      return inbox.post(.problem("no profile can be kept: the environment has no HOME"))
    }
    Task { [inbox] in
      do throws(ProfileFile.Problem) {
        try file.save(profile)
        inbox.post(.profileSaved(profile.name, path: file.path))
      } catch {
        inbox.post(.problem(error.sentence))
      }
    }
  }

  // MARK: Files

  func lookAtFile(_ path: String) {
    let whole = SmallFile.expanded(path, home: environment.environment["HOME"])
    Task { [inbox] in
      inbox.post(.fileSeen(path, FileSight(path: whole)))
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
    exports.enter()
    export = Task { [inbox, exports] in
      defer { exports.leave() }
      let (job, outcome) = writer.write(job) { job, done in
        inbox.post(.exporting(job, done: done))
      }
      inbox.post(.exported(job, outcome))
    }
  }

  func stopExport() { export?.cancel() }

  /// Puts a text on a clipboard by a program that is there, or has the terminal asked.
  func copy(_ text: String, to clipboard: Clipboard) {
    Task { [inbox] in
      for command in clipboard.commands {
        if let words = await command.copy(Array(text.utf8)) { return inbox.post(.notice(words)) }
      }
      inbox.post(.notCopied(text))
    }
  }

  /// Shows a page in the user's browser; where there is none here, its address goes to the clipboard.
  func browse(_ address: String, clipboard: Clipboard) {
    guard let url = Browser.page(at: address) else {
      return inbox.post(.problem("no page of the web: \(address.printable(limit: 80))"))
    }
    let browser = Browser(environment: environment.environment)
    Task { [inbox] in
      if let name = browser?.name {
        inbox.post(.notice("asking \(name) for \(url)"))
        if await browser?.open(url) == true { return }
      }
      for command in clipboard.commands where await command.copy(Array(url.utf8)) != nil {
        return inbox.post(.notice("no browser here; copied \(url)"))
      }
      inbox.post(.notCopied(url))
      inbox.post(.notice("no browser here; sent to the terminal's clipboard: \(url)"))
    }
  }

  // MARK: Streams

  func spill(_ slab: LeavingSlab, of title: String) { recordSpill.spill(slab, of: title) }

  /// Runs an endpoint, whatever it answers: a stream, a file or an ordinary answer.
  func open(
    _ id: StreamID, _ plan: PlannedRequest, kind: EndpointKind, lastEventID: String?,
    _ run: RunOptions
  ) {
    guard let request = request(plan, for: id, declaredAsStream: kind == .ndjson) else { return }
    streams.open(id, request, run, lastEventID: lastEventID, with: client)
  }

  /// Saves the body, whatever it is.
  func download(_ id: StreamID, _ plan: PlannedRequest, to place: DownloadPlace) {
    guard let request = request(plan, for: id, declaredAsStream: false) else { return }
    streams.download(id, request, to: place, with: client)
  }

  func openCapture(of title: String, at place: DownloadPlace, fileName: String) {
    captures.open(of: title, at: place, fileName: fileName)
  }

  func record(_ id: StreamID, of title: String, as endpoint: String) {
    captures.record(id, of: title, as: endpoint)
  }

  func endCapture(of title: String) { captures.end(of: title) }

  func captureSizes() -> [(title: String, bytes: Int)] { captures.sizes }

  func play(_ title: String, _ change: PlaybackChange) { replays.play(title, change) }

  func playbacks() -> [String: Playback] { replays.playbacks }

  /// What has come from the network for each stream since the last call.
  func takeReceived() -> [(stream: StreamID, bytes: Int, Compression?)] { streams.takeReceived() }

  func close(_ id: StreamID) { streams.close(id) }

  /// Ends everything that runs; sockets close at once.
  func closeAll() {
    for task in [search, watch, themes, probe, code, export] { task?.cancel() }
    streams.closeAll()
    _ = exports.wait(timeout: .now() + Self.longestExport)
  }

  /// The request to send; nil, and news of the failure, where it names a variable that is not set.
  private func request(
    _ plan: PlannedRequest, for id: StreamID, declaredAsStream: Bool
  ) -> StreamRequest? {
    do {
      var request = StreamRequest(
        try plan.expanding(environment), declaredAsStream: declaredAsStream)
      request.content = plan.fileContent(home: environment.environment["HOME"]) ?? request.content
      headers.add(to: &request, without: plan.chosenHeaders)
      return request
    } catch {
      inbox.post(.stream(id: id, .failed(message: error.sentence)))
      inbox.post(.stream(id: id, .closed))
      return nil
    }
  }
}

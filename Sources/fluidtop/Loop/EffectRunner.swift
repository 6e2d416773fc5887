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
  private let search: BackendSearch
  private let environment: EnvironmentReference
  private let inbox: Inbox
  private let recordSpill: RecordSpill
  private let streams: RunningStreams
  private let captures: ScreenCaptures
  private let replays: ScreenReplays
  private var themes: Task<Void, Never>?
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
    var options = discovery
    options.words = { Remedy($0).words(keys) }
    let backend = Backend(
      client: client, options: options, headers: headers, targets: TargetSource(make: targets))
    self.replays = ScreenReplays(replays)
    search = BackendSearch(
      backend, isWatching: isWatching, environment: environment, passing: passing,
      replays: self.replays, inbox: inbox)
    self.environment = environment
    self.inbox = inbox
    recordSpill = RecordSpill(environment, inbox: inbox)
    captures = ScreenCaptures(
      home: environment.environment["HOME"], passing: passing, inbox: inbox)
    streams = RunningStreams(
      environment, recordLimit: recordLimit, captures: captures, inbox: inbox)
  }

  // MARK: Finding

  func discover() { search.discover() }

  func openTarget(_ text: String, from base: String?) { search.open(text, from: base) }

  func watchTargets() { search.watch() }

  func probe(_ endpoint: Endpoint, _ plan: PlannedRequest) { search.probe(endpoint, plan) }

  /// Reads the user's themes again when one is saved.
  func watchThemes() {
    guard let folder = ConfigurationFolder(environment)?.themes, themes == nil else { return }
    themes = Task { [inbox] in await folder.watch { inbox.post(.themes($0)) } }
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
    guard let request = request(plan, for: id, declaredAs: kind) else { return }
    streams.open(id, request, run, lastEventID: lastEventID, with: search.backend.client)
  }

  /// Saves the body, whatever it is.
  func download(_ id: StreamID, _ plan: PlannedRequest, to place: DownloadPlace) {
    guard let request = request(plan, for: id, declaredAs: nil) else { return }
    streams.download(id, request, to: place, with: search.backend.client)
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
    search.end()
    for task in [themes, code, export] { task?.cancel() }
    streams.closeAll()
    _ = exports.wait(timeout: .now() + Self.longestExport)
  }

  /// The request to send; nil, and news of the failure, where it names a variable that is not set.
  private func request(
    _ plan: PlannedRequest, for id: StreamID, declaredAs kind: EndpointKind?
  ) -> StreamRequest? {
    do {
      var request = StreamRequest(try plan.expanding(environment), declaredAs: kind)
      request.content = plan.fileContent(home: environment.environment["HOME"]) ?? request.content
      search.backend.headers.add(to: &request, without: plan.chosenHeaders)
      return request
    } catch {
      inbox.post(.stream(id: id, .failed(message: error.sentence)))
      inbox.post(.stream(id: id, .closed))
      return nil
    }
  }
}

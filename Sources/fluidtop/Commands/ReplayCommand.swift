import ArgumentParser
import Discovery
import Recordings
import ReplayServer
import StreamClient
import WebText

/// `fluidtop replay`: plays captures, on the screen, as text, or as a backend.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Play what was recorded, without its server.",
    discussion: """
      EXAMPLES
        fluidtop replay events.capture                   the terminal UI
        fluidtop replay events.capture --output data     as text, like 'tail'
        fluidtop replay *.capture --serve :9000          for your front end
        fluidtop replay events.capture --speed 10
        fluidtop replay a.capture --serve :9000 --status 503x2 --cut-after 64K

      The backend gives the same heads, bytes, cuts and times at the same
      paths, obeys Last-Event-ID, and lets pages of this machine read it (of
      any, where HOST is not this machine). Where the recording was stopped,
      the connection is held open.
      """)

  @Argument(help: ArgumentHelp("What to play.", valueName: "capture"))
  var captures: [String]

  @Option(
    help: ArgumentHelp(
      "Only serve it there, for other programs; this machine alone unless HOST says otherwise.",
      valueName: "host:port"))
  var serve: ListenArgument?

  @Option(help: ArgumentHelp("auto, pretty, data, json or trace.", valueName: "format"))
  var output: OutputFormat?

  @OptionGroup var play: ReplayArguments

  @OptionGroup(title: "Screen")
  var screen: ScreenArguments

  func validate() throws {
    if serve != nil, output != nil {
      throw ValidationError("--serve and --output exclude each other")
    }
  }

  func run() throws {
    let environment = EnvironmentReference.ofThisProcess
    let runs = try readRuns()
    if let serve {
      try Waiting.forResult { try await serveAlone(runs, serve) }
    } else if output == nil, InteractiveSession.hasTerminal {
      try runOnScreen(runs, environment)
    } else {
      try Waiting.forResult { try await write(runs, environment) }
    }
  }

  private func readRuns() throws(Ending) -> [ReplayedRun] {
    var runs: [ReplayedRun] = []
    for path in captures {
      let source = try CaptureSource(path)
      if let shortcoming = source.shortcoming { StandardError.say(shortcoming) }
      runs += source.runs.compactMap { ReplayedRun($0, in: source) }
    }
    if runs.isEmpty { throw .failed("there is no run with a URL in \(captures[0])") }
    return runs
  }

  private func start(
    _ runs: [ReplayedRun], on address: ListenArgument = .anyPort, isOnce: Bool = false
  ) async throws -> (server: ReplayServer, baseURL: String) {
    let replay = play.replay(runs, isOnce: isOnce, admitsAnyOrigin: !address.isLoopback)
    do {
      let server = try await ReplayServer.start(replay, host: address.host, port: address.port)
      return (server, "http://\(address.shownHost):\(server.port)")
    } catch {
      throw Ending.failed(
        "cannot serve at \(address.host), port \(address.port): \(error); is it taken? "
          + "choose another one")
    }
  }

  private func serveAlone(_ runs: [ReplayedRun], _ address: ListenArgument) async throws {
    let (server, baseURL) = try await start(runs, on: address)
    for line in Set(runs.map { "\($0.run.request.method) \(baseURL)\($0.path)" }).sorted() {
      StandardError.write(line: line)
    }
    StandardError.say("serving what was recorded at \(baseURL); Ctrl-C ends it")
    do {
      try await Interruption().watching { try await Task.sleep(for: .seconds(366 * 86_400)) }
    } catch {
      await server.stop()
      throw error
    }
  }

  private func runOnScreen(_ runs: [ReplayedRun], _ environment: EnvironmentReference) throws {
    try InteractiveSession(
      screen: screen, environment: environment,
      configuration: StreamClient.Configuration.ofThisProgram,
      discovery: DiscoveryOptions(), headers: [], title: captures.joined(separator: " "),
      targets: { [.server(try await start(runs).baseURL)] }
    ).run()
  }

  /// One run after the other, as `tail` writes them.
  private func write(_ runs: [ReplayedRun], _ environment: EnvironmentReference) async throws {
    let client = StreamClient(configuration: StreamClient.Configuration.ofThisProgram)
    let ending = try await Interruption().watching {
      var ending: Ending?
      for run in runs { ending = try await write(run, with: client) ?? ending }
      return ending
    }
    if let ending { throw ending }
  }

  private func write(_ run: ReplayedRun, with client: StreamClient) async throws -> Ending? {
    // A server of its own, so that what comes next in it is this run's.
    let (server, baseURL) = try await start([run], isOnce: true)
    var request = StreamRequest(url: baseURL + run.target)
    request.method = run.run.request.method
    var options = StreamOptions()
    options.reconnect = run.run.reconnects
    options.invalidRecords = .deliver
    if play.speed == .most { options.retryDelay = .milliseconds(100) }
    let session = TailSession(format: output ?? .auto, filter: nil, limit: nil)
    let ending = await session.run(request, options: options, with: client, for: nil)
    await server.stop()
    return ending
  }
}

extension RecordedRun {
  /// When the client that was recorded connected again, as its connections tell.
  fileprivate var reconnects: ReconnectPolicy {
    let others = connections.dropLast()
    if others.contains(where: { $0.ending == .end }) { return .always }
    return others.isEmpty ? .never : .onFailure
  }
}

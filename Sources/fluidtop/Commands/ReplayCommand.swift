import ArgumentParser
import RecordStore
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
        fluidtop replay events.capture --output har > events.har
        fluidtop replay a.capture --serve :9000 --status 503x2 --cut-after 64K
        fluidtop replay browser.har --serve :9000        what a browser saw

      Captures, HTTP archives (.har) and bodies of streams (.sse, .ndjson, .log
      and others, by their first bytes) are played, packed by gzip or not. The
      backend gives the same heads, bytes, cuts and times at the same paths,
      obeys Last-Event-ID, and lets pages of this machine read it (of any,
      where HOST is not this machine). Where the recording was stopped, the
      connection is held open. On the screen H holds it, a comma gives one record
      more, { and } change the speed, J goes to a time.
      """)

  @Argument(help: ArgumentHelp("What to play.", valueName: "capture"), completion: .file())
  var captures: [String]

  @Option(
    help: ArgumentHelp(
      "Only serve it there, for other programs; this machine alone unless HOST says otherwise.",
      valueName: "host:port"))
  var serve: ListenArgument?

  @Option(
    help: ArgumentHelp(
      "auto, pretty, data, json, trace, csv of --columns; har, an HTTP archive; body, as it came.",
      valueName: "format"))
  var output: ReplayOutput?

  @Option(
    help: ArgumentHelp(
      "With --output csv: these fields of each record.", valueName: ".a,.b[0].c"))
  var columns: String?

  @OptionGroup var play: ReplayArguments

  @OptionGroup(title: "Screen")
  var screen: ScreenArguments

  func validate() throws {
    if serve != nil, output != nil {
      throw ValidationError("--serve and --output exclude each other")
    }
    if (columns != nil) != (output == .records(.csv)) {
      throw ValidationError("--output csv and --columns go together")
    }
  }

  func run() throws {
    let environment = EnvironmentReference.ofThisProcess
    switch output {
    case .archive: return try HARPrintout.write(captures)
    case .body: return try BodyPrintout.write(captures)
    case .records, nil: break
    }
    let runs = try ReplayedRun.all(in: captures)
    if let serve {
      try Waiting.forResult { try await serveAlone(runs, serve) }
    } else if output == nil, InteractiveSession.hasTerminal {
      var replay = play.replay(runs, isOnce: false, admitsAnyOrigin: false)
      replay.paces = ReplayPaces(runs, speed: play.speed.factor)
      try LocalScreen(
        screen: screen, environment: environment, title: captures.joined(separator: " "),
        runsOnlyStream: false
      ).run(replay)
    } else {
      try Waiting.forResult { try await write(runs) }
    }
  }

  private func serveAlone(_ runs: [ReplayedRun], _ address: ListenArgument) async throws {
    let (server, baseURL) = try await ReplayServer.start(
      play.replay(runs, isOnce: false, admitsAnyOrigin: !address.isLoopback), at: address)
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

  /// One run after the other, as `tail` writes them.
  private func write(_ runs: [ReplayedRun]) async throws {
    let client = StreamClient(configuration: StreamClient.Configuration.ofThisProgram)
    var format = OutputFormat.auto
    if case .records(let wanted)? = output { format = wanted }
    let template = try columns.map { (text) throws(Ending) in
      do throws(RecordTemplateProblem) {
        return try RecordTemplate(csv: text)
      } catch {
        throw .usage("--columns: \(error.sentence)")
      }
    }
    let ending = try await Interruption().watching { [format] in
      var ending: Ending?
      for (number, run) in runs.enumerated() {
        let session = TailSession(
          format: format, template: number == 0 ? template : template?.withoutHead, filter: nil,
          closedAfter: LocalSource.run(run).closedAfter)
        ending = try await write(.run(run), to: session, with: client) ?? ending
      }
      return ending
    }
    if let ending { throw ending }
  }

  private func write(
    _ source: LocalSource, to session: TailSession, with client: StreamClient
  ) async throws -> Ending? {
    let served = try await source.start {
      play.replay($0, isOnce: true, admitsAnyOrigin: false)
    }
    var options = StreamOptions()
    options.reconnect = source.reconnects
    options.invalidRecords = .deliver
    if play.speed == .most { options.retryDelay = .milliseconds(100) }
    let ending = await session.run(served.request, options: options, with: client, for: nil)
    await served.stop()
    return ending
  }
}

/// `--output` of recordings: what `tail` has, and what only a recording can be written as.
enum ReplayOutput: ExpressibleByArgument, Equatable {
  case records(OutputFormat)
  case archive
  case body

  init?(argument: String) {
    switch argument {
    case "har": self = .archive
    case "body": self = .body
    default:
      guard let format = OutputFormat(argument: argument) else { return nil }
      self = .records(format)
    }
  }
}

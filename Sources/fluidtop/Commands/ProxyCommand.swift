import ArgumentParser
import Discovery
import ReverseProxy
import StreamClient
import TUI
import Terminal
import WebText

/// `fluidtop proxy`: stands between a front end and its backend.
struct ProxyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "proxy",
    abstract: "Watch the streams that your own front end opens.",
    discussion: """
      EXAMPLES
        fluidtop proxy http://localhost:8000             at http://127.0.0.1:9000
        fluidtop proxy http://localhost:8000 --output text   without the screen
        fluidtop proxy http://localhost:8000 --listen :9100 --output json | jq .
        fluidtop proxy http://localhost:8000 --record captures
        fluidtop proxy http://localhost:8000 --status 503x2 --cut-after 64K

      Have the front end ask the proxy instead of the backend. Requests and
      answers go on as they come; each is a run under the endpoint that answers
      it, on the screen or, where output is no terminal or --output is given, as
      lines. WebSockets pass unread.

      Host, Origin and Referer name the backend on the way to it; Location,
      Refresh, cookies and the allowed origin, where the request's was the
      proxy's, name the proxy on the way back.
      Forwarded and X-Forwarded-* pass as they are, and none is added.
      """)

  @Argument(
    help: ArgumentHelp("The backend, http://host:port.", valueName: "target"), completion: .file())
  var target: String

  @Option(
    help: ArgumentHelp(
      "Listen there; this machine alone may ask unless HOST says otherwise.",
      valueName: "host:port"))
  var listen: ListenArgument = .usualProxy

  @Option(
    help: ArgumentHelp(
      "Look for the endpoints' names there, too: an app, a document, a folder.",
      valueName: "target"), completion: .file())
  var from: [String] = []

  @Option(
    help: ArgumentHelp("No screen: text, json or trace on standard output.", valueName: "format"))
  var output: ProxyOutput?

  @Option(
    help: ArgumentHelp("Keep each run in a capture of its own in this folder.", valueName: "folder")
  )
  var record: String?

  @OptionGroup(title: "Faults")
  var faults: FaultArguments

  @OptionGroup(title: "Capture")
  var capture: CaptureArguments

  @OptionGroup(title: "Discovery")
  var discovery: DiscoveryArguments

  @OptionGroup(title: "Connection")
  var connection: ConnectionArguments

  @OptionGroup(title: "Screen")
  var screen: ScreenArguments

  func run() async throws {
    let address = try targetAddress()
    try checkOptions()
    guard let target = ProxyTarget(address.url) else { throw Self.noTarget(target) }
    let client = try StreamClient.ofCommand(connection, .ofThisProcess)
    let inspection = ProxyInspection()
    OpenFileLimit.raise()
    let isOnScreen = output == nil && InteractiveSession.hasTerminal
    let captures = try captures { [report = isOnScreen ? inspection.refused : StandardError.say] in
      report($0)
    }
    let session = ProxySession(output: output ?? .text, captures: captures)
    if !isOnScreen { try await learnNames(session, of: target, with: client) }
    let proxy = try await start(target, inspection, dial: dial(address, with: client))
    if isOnScreen {
      do {
        return try await runOnScreen(
          proxy, target, PassingStreams(inspection, captures: captures))
      } catch let failure as TerminalFailure {
        StandardError.say("\(failure); here is what passes as text")
      }
    }
    if !listen.isLoopback { StandardError.say(opening) }
    StandardError.say("\(baseURL(of: proxy)) stands for \(target.origin); Ctrl-C ends it")
    try await Interruption().watching {
      try await session.write(inspection) { await proxy.stop() }
    }
  }

  private var opening: String {
    "whoever reaches \(listen.host) can use the proxy: it listens beyond this machine"
  }

  private func baseURL(of proxy: ReverseProxy) -> String {
    "http://\(listen.shownHost):\(proxy.port)"
  }

  private func captures(
    report: @escaping @Sendable (String) -> Void
  ) throws(Ending) -> ProxyCaptures? {
    guard let record else { return nil }
    return try ProxyCaptures(in: record, capture, report: report)
  }

  /// Throws `TerminalFailure`, and goes on listening, where the terminal can't show the screen.
  private func runOnScreen(
    _ proxy: ReverseProxy, _ target: ProxyTarget, _ streams: PassingStreams
  ) async throws {
    do {
      // The screen blocks its thread in poll, which one of the cooperative pool must never do.
      try await MainActor.run { try openScreen(on: streams, proxy, target) }
    } catch let failure as TerminalFailure {
      throw failure
    } catch {
      await streams.end { await proxy.stop() }
      throw error
    }
    await streams.end { await proxy.stop() }
  }

  private func openScreen(
    on streams: PassingStreams, _ proxy: ReverseProxy, _ target: ProxyTarget
  ) throws {
    let address = ProxyAddress(listening: baseURL(of: proxy), target: target.origin)
    let targets = try DiscoveryArguments.targets([target.origin] + from)
    let environment = EnvironmentReference.ofThisProcess
    try InteractiveSession(
      screen: screen, environment: environment,
      configuration: try connection.configuration(environment),
      discovery: discovery.options(headers: [], authorization: nil, named: from), headers: [],
      passing: (streams, address), warning: listen.isLoopback ? nil : opening,
      title: target.origin, targets: { targets }
    ).run()
  }

  func targetAddress() throws(Ending) -> RequestAddress {
    guard let written = WrittenAddress(target), let address = RequestAddress(written.url) else {
      throw Self.noTarget(target)
    }
    let url = address.url
    guard url.path == "/", url.query == nil, url.username.isEmpty, url.password.isEmpty else {
      let origin = address.unixSocket.map { "unix:" + $0 } ?? ProxyTarget(url)?.origin
      throw .usage(
        "a proxy passes each path on as it comes, and signs in nowhere: "
          + "name the backend alone, \(origin ?? "http://host:port")")
    }
    return address
  }

  /// What would count for nothing is refused before anything starts.
  func checkOptions() throws(Ending) {
    if let version = connection.httpVersion, version != .http1 {
      throw .usage("the proxy speaks HTTP/1.1 with its backend; leave --\(version) out")
    }
    if let record, SmallFile.isThere(record), !SmallFile.isFolder(record) {
      throw .usage("--record: '\(record)' is a file; name a folder for the captures")
    }
  }

  private static func noTarget(_ text: String) -> Ending {
    .usage("'\(WebURL.hidingSecrets(text))' is no backend; name one as http://host:port")
  }

  /// How the target is connected to where TCP alone is not the way.
  private func dial(_ address: RequestAddress, with client: StreamClient) -> ReverseProxy.Dial? {
    guard client.mustDial(address) else { return nil }
    return { () async throws in
      do throws(StreamFailure) {
        let socket = try await client.dial(address)
        return DialledConnection(descriptor: socket.descriptor) { socket.wasReset }
      } catch {
        throw DialFailure(sentence: error.sentence)
      }
    }
  }

  private func start(
    _ target: ProxyTarget, _ inspection: ProxyInspection, dial: ReverseProxy.Dial?
  ) async throws -> ReverseProxy {
    do {
      return try await ReverseProxy.start(
        to: target, host: listen.host, port: listen.port, isLocal: listen.isLoopback,
        faults: faults.faults, observer: inspection, dial: dial)
    } catch {
      throw Ending.failed(
        "cannot listen at \(listen.host), port \(listen.port): \(error); is it taken? "
          + "choose another one with --listen")
    }
  }

  /// What the endpoints are called; a backend that tells nothing, or isn't there yet, is served all
  /// the same.
  private func learnNames(
    _ session: ProxySession, of target: ProxyTarget, with client: StreamClient
  ) async throws {
    let targets = try DiscoveryArguments.targets([target.origin] + from)
    let discovery = Discovery(
      client: client, options: discovery.options(headers: [], authorization: nil, named: from))
    let (steps, step) = AsyncStream<Void>.makeStream()
    Task {
      session.know(await discovery.discover(targets).catalog)
      step.yield()
    }
    Task {
      try? await Task.sleep(for: Self.longestLook)
      step.yield()
    }
    for await _ in steps { return }
  }

  /// After so long the proxy serves, and names come when they come.
  private static let longestLook = Duration.seconds(2)
}

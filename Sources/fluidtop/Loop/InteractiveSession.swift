import CProgramCode
import Discovery
import ReplayServer
import StreamClient
import SystemPackage
import TUI
import Terminal

/// The terminal UI from opening the terminal to giving it back.
struct InteractiveSession {
  let screen: ScreenArguments
  let environment: EnvironmentReference
  let configuration: StreamClient.Configuration
  let discovery: DiscoveryOptions
  /// Looks again when files change or the server restarts.
  var isWatching = false
  let headers: [HeaderField]
  /// `CredentialArguments.secretNames`.
  var secretNames: Set<String> = []
  /// What the screen may show of them.
  var given: [GivenHeader] = []
  /// Whether a stream that is all there is runs at once.
  var runsOnlyStream = false
  /// Whether what there is can be read but once.
  var isReadOnce = false
  /// What passes through a proxy, where this is its screen, and where that stands.
  var passing: (streams: PassingStreams, address: ProxyAddress)?
  /// What the user is to know at once.
  var warning: String?
  /// How fast the recordings play that are the targets.
  var replays: ReplayPaces?
  /// What the top line calls the backend while nothing is known of it.
  let title: String
  let targets: @Sendable () async throws -> [Target]

  /// Then the start is over, and with it the look at a quick target.
  private static let startTime = Duration.seconds(2)

  /// Whether this is a terminal at all, on both sides.
  static var hasTerminal: Bool {
    FileDescriptor.standardInput.isTerminal && FileDescriptor.standardOutput.isTerminal
  }

  /// Throws `TerminalFailure` where there is no terminal that can show the screen.
  func run() throws {
    // While the screen opens: what is looked for first is asked for by it.
    HTTPLibrary.prepare()
    let settings = try Configuration(environment)
    let library = ConfigurationFolder(environment)?.themes.library ?? .shipped
    let theme = screen.theme ?? settings.theme
    try ScreenArguments.check(theme, in: library)
    let clock = LoopClock.starting()
    let surroundings = TerminalEnvironment(variables: environment.environment)
    let terminal = try Terminal.open(surroundings, mouse: settings.mouse)
    let appearance = Appearance(
      themes: library.themes, startingWith: theme,
      on: settings.background ?? surroundings.background ?? .dark,
      colours: terminal.colours, isASCII: screen.ascii || settings.ascii)
    let memory = screen.memory(settings)
    let inbox = Inbox(clock: clock, room: memory.mostWaiting, wake: terminal.wake.wake)
    let effects = EffectRunner(
      client: StreamClient(configuration: configuration), discovery: discovery,
      isWatching: isWatching,
      headers: GuardedHeaders(
        headers, authorization: discovery.authorization, secretNames: secretNames),
      environment: environment, targets: targets,
      replays: replays, keys: settings.keys, recordLimit: settings.maxRecordSize,
      passing: passing?.streams, inbox: inbox)
    let state = AppState(
      size: terminal.size, appearance: appearance, target: title,
      memory: memory, given: given,
      variables: Set(environment.environment.keys), keys: settings.keys,
      runsOnlyStream: runsOnlyStream, isReadOnce: isReadOnce, usesMouse: settings.mouse,
      proxy: passing?.address)
    let loop = InteractiveLoop(
      terminal: terminal, state: state, inbox: inbox, effects: effects,
      clipboard: Clipboard(environment: environment.environment),
      environment: environment.environment, clock: clock)
    defer { terminal.close() }
    if settings.background == nil { terminal.askBackground() }
    if let problem = library.problems.first { inbox.post(.problem(problem)) }
    if let name = terminal.standIn {
      let term = surroundings.term.map { String($0.printable(limit: 40)) } ?? ""
      inbox.post(
        .notice("this machine has no description of the terminal \(term): drawing as on \(name)"))
    }
    if configuration.insecure { inbox.post(.problem(ConnectionArguments.insecureFact)) }
    if let warning { inbox.post(.problem(warning)) }
    // Not before: a thread can't be made while the library is loaded, and the first task makes one.
    loop.run(begun: Self.giveBackStart)
    inbox.close()
    if let farewell = loop.farewell { StandardError.say(farewell) }
    if let ending = loop.ending { throw Ending.interrupted(by: StopSignal(ending), nil) }
  }

  /// Gives back the code that only the start ran. Measured at rest: 27.4 MB resident become 17.1, and
  /// 21.7 with the first key, whose frame brings its own code in.
  private static func giveBackStart() {
    // Breakpoints of a debugger lie in these pages.
    #if !DEBUG
      Task {
        try? await Task.sleep(for: startTime)
        _ = program_code_give_back()
      }
    #endif
  }
}

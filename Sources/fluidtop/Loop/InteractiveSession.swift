import Discovery
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
  /// What the screen may show of them.
  var given: [GivenHeader] = []
  /// What the top line calls the backend while nothing is known of it.
  let title: String
  let targets: @Sendable () async throws -> [Target]

  /// Whether this is a terminal at all, on both sides.
  static var hasTerminal: Bool {
    FileDescriptor.standardInput.isTerminal && FileDescriptor.standardOutput.isTerminal
  }

  /// Throws `TerminalFailure` where there is no terminal that can show the screen.
  func run() throws {
    let appearance = try appearance()
    let clock = LoopClock.starting()
    let terminal = try Terminal.open(TerminalEnvironment(variables: environment.environment))
    let inbox = Inbox(clock: clock, wake: terminal.wake.wake)
    let effects = EffectRunner(
      client: StreamClient(configuration: configuration), discovery: discovery,
      isWatching: isWatching, headers: headers, environment: environment, targets: targets,
      inbox: inbox)
    let state = AppState(
      size: terminal.size, appearance: appearance, target: title, given: given,
      variables: Set(environment.environment.keys))
    let loop = InteractiveLoop(
      terminal: terminal, state: state, inbox: inbox, effects: effects,
      clipboard: Clipboard(environment: environment.environment), clock: clock)
    defer { terminal.close() }
    if configuration.insecure { inbox.post(.problem(ConnectionArguments.insecureFact)) }
    loop.run()
    if let farewell = loop.farewell { StandardError.say(farewell) }
    if let ending = loop.ending { throw Ending.interrupted(by: StopSignal(ending), nil) }
  }

  private func appearance() throws -> Appearance {
    let refusesColour = environment.environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    let names = Theme.builtIn.map(\.name)
    if let name = screen.theme, !names.contains(name) {
      throw Ending.usage("there is no theme '\(name)'; there are \(names.joined(separator: ", "))")
    }
    return Appearance(
      startingWith: screen.theme ?? (refusesColour ? Theme.mono.name : nil), isASCII: screen.ascii)
  }
}

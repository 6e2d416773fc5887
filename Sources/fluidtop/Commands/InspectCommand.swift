import ArgumentParser
import Discovery
import ReplayServer
import StreamClient

/// `fluidtop [TARGET…]`: the terminal UI. It runs when no other command is named.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Open the terminal UI.", shouldDisplay: false)

  @Argument(help: ArgumentHelp("Where to look.", valueName: "target"), completion: .file())
  var targets: [String] = []

  @OptionGroup(title: "Screen")
  var screen: ScreenArguments

  @Flag(help: "Look again when files change, or the server was restarted.")
  var watch = false

  @OptionGroup(title: "Discovery")
  var discovery: DiscoveryArguments

  @OptionGroup(title: "Credentials")
  var credentials: CredentialArguments

  @OptionGroup(title: "Connection")
  var connection: ConnectionArguments

  func run() throws {
    let environment = EnvironmentReference.ofThisProcess
    if targets.contains(where: LocalSource.isMeant) { return try openLocal(environment) }
    let urls = discovery.addresses(of: self.targets)
    let headers = try credentials.resolvedHeaders(environment, urls: urls)
    let targets = try DiscoveryArguments.targets(targets)
    try InteractiveSession(
      screen: screen, environment: environment,
      configuration: try connection.configuration(environment),
      discovery: discovery.options(
        headers: headers, authorization: credentials.authorization, named: self.targets),
      isWatching: watch, headers: headers, secretNames: credentials.secretNames,
      given: credentials.shownHeaders(urls: urls),
      title: (self.targets.isEmpty ? Array(targets.prefix(1)) : targets)
        .map(\.text).joined(separator: " "),
      targets: { targets }
    ).run()
  }

  /// Recordings are played as fast as they are read, without another server.
  private func openLocal(_ environment: EnvironmentReference) throws {
    let local = LocalScreen(
      screen: screen, environment: environment, title: targets.joined(separator: " "))
    if targets == ["-"] { return try local.runOnPipe() }
    guard targets.allSatisfy(RecordingSource.isMeant) else {
      throw Ending.usage("recordings and - are opened alone, without other targets beside them")
    }
    try local.run(.onScreen(try ReplayedRun.all(in: targets), speed: nil))
  }
}

import Discovery
import ReplayServer
import StreamClient

/// The terminal UI on what is read from this machine: recordings, or standard input.
struct LocalScreen {
  let screen: ScreenArguments
  let environment: EnvironmentReference
  /// As the user named it.
  let title: String
  /// Whether what is there alone runs at once.
  var runsOnlyStream = true

  /// Plays runs.
  func run(_ replay: Replay) throws {
    try run(playing: replay.paces) { try await ReplayServer.start(replay, at: .anyPort).baseURL }
  }

  /// Reads a pipe.
  func runOnPipe() throws {
    let pipe = try PipedInput.replacedByTerminal()
    // What it is its first bytes tell, for which nobody knows how long one waits.
    var discovery = DiscoveryOptions()
    discovery.timeLimit = .seconds(366 * 86_400)
    try run(discovery, isReadOnce: true) { try await PipedServer.start(reading: pipe).baseURL }
  }

  private func run(
    _ discovery: DiscoveryOptions = DiscoveryOptions(), isReadOnce: Bool = false,
    playing paces: ReplayPaces? = nil,
    _ start: @escaping @Sendable () async throws -> String
  ) throws {
    try InteractiveSession(
      screen: screen, environment: environment,
      configuration: StreamClient.Configuration.ofThisProgram,
      discovery: discovery, headers: [], runsOnlyStream: runsOnlyStream,
      isReadOnce: isReadOnce, replays: paces, title: title,
      targets: { [.server(try await start())] }
    ).run()
  }
}

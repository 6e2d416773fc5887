import ArgumentParser
import DemoServer
import Discovery
import StreamClient
import Terminal

/// `fluidtop demo`: the built-in backend, in the terminal UI, as text, or alone.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Try everything on a built-in backend.",
    discussion: """
      EXAMPLES
        fluidtop demo                       the terminal UI on the demo backend
        fluidtop demo | cat                 its endpoints and first records, as text
        fluidtop demo --serve --port 8123   only serve it, for other programs
      """)

  @Flag(help: "Serve until interrupted, without a screen.")
  var serve = false

  @Option(help: ArgumentHelp("Listen on this port (any free one).", valueName: "port"))
  var port = 0

  @OptionGroup(title: "Screen")
  var screen: ScreenArguments

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port goes from 0 to 65535") }
  }

  func run() throws {
    let environment = EnvironmentReference.ofThisProcess
    if serve {
      try Waiting.forResult { try await serveAlone() }
    } else if InteractiveSession.hasTerminal {
      do {
        try runOnScreen(environment)
      } catch let failure as TerminalFailure {
        StandardError.say("\(failure); here is the demo as text")
        try Waiting.forResult { try await printTour() }
      }
    } else {
      try Waiting.forResult { try await printTour() }
    }
  }

  private func runOnScreen(_ environment: EnvironmentReference) throws {
    let port = port
    try InteractiveSession(
      screen: screen, environment: environment,
      configuration: StreamClient.Configuration.ofThisProgram,
      discovery: DiscoveryOptions(), headers: [], title: "the demo backend",
      targets: { [.server(try await Self.start(port).baseURL)] }
    ).run()
  }

  private func serveAlone() async throws {
    let server = try await Self.start(port)
    StandardError.say("serving the demo backend at \(server.baseURL); Ctrl-C ends it")
    do {
      try await Interruption().watching { try await Task.sleep(for: .seconds(366 * 86_400)) }
    } catch {
      await server.stop()
      throw error
    }
  }

  private func printTour() async throws {
    let server = try await Self.start(port)
    do {
      try await Interruption().watching { try await DemoTour(baseURL: server.baseURL).printAll() }
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  private static func start(_ port: Int) async throws -> DemoServer {
    do {
      return try await DemoServer.start(port: port)
    } catch {
      throw Ending.failed(
        "cannot serve on port \(port): \(error); is it taken? choose another port")
    }
  }
}

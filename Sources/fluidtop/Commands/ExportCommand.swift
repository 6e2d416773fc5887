import ArgumentParser
import ClientExport
import Discovery
import Endpoints
import StreamClient

/// `fluidtop export`: the client's code.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Print or write client code for a backend's endpoints.",
    discussion: """
      EXAMPLES
        fluidtop export http://localhost:8000 app/main.py --out src/lib/api.ts
        fluidtop export http://localhost:8000 --endpoint stream_notifications
        fluidtop export http://localhost:8000 --endpoint stream_notifications --as curl
      """)

  @Argument(help: ArgumentHelp("Where to look.", valueName: "target"))
  var targets: [String] = []

  @Option(help: ArgumentHelp("Only this endpoint; may be given several times.", valueName: "name"))
  var endpoint: [String] = []

  @Option(name: .customLong("as"), help: ArgumentHelp("typescript or curl.", valueName: "language"))
  var language: ExportLanguage = .typescript

  @Option(
    help: ArgumentHelp(
      "Where to: a file, a folder, or - for standard output.", valueName: "dir|file|-"))
  var out = "-"

  @OptionGroup(title: "Discovery")
  var discovery: DiscoveryArguments

  @OptionGroup(title: "Credentials and connection")
  var credentials: CredentialArguments

  func run() async throws {
    let environment = EnvironmentReference.ofThisProcess
    let headers = try credentials.resolvedHeaders(environment)
    let targets = try DiscoveryArguments.targets(targets)
    let client = StreamClient(configuration: try credentials.configuration(environment))
    let discovery = Discovery(client: client, options: discovery.options(headers: headers))
    let result = await discovery.discover(targets) { _ in }
    await client.shutdown()
    for failure in result.failures { StandardError.say(failure.sentence) }
    if result.catalog.sources.isEmpty { throw Ending.quietFailure }
    let chosen = try chosenEndpoints(result)
    try write(ClientCode.text(for: result.catalog, endpoints: chosen, language: language))
  }

  private func chosenEndpoints(_ result: DiscoveryResult) throws -> [Endpoint] {
    guard !endpoint.isEmpty else { return result.catalog.endpoints }
    return try endpoint.map { name in
      guard let found = result.catalog.endpoint(named: name) else {
        throw UnknownEndpoint(name: name, result: result).ending
      }
      return found
    }
  }

  private func write(_ code: String) throws {
    if out == "-" { return try Printout.write(code) }
    var path = out
    if out.hasSuffix("/") || SmallFile.isFolder(out) {
      path += (out.hasSuffix("/") ? "" : "/") + "api." + language.fileExtension
    }
    do {
      try SmallFile.write(Array(code.utf8), to: path)
    } catch {
      throw Ending.failed("cannot write '\(path)': \(error); choose another place with --out")
    }
    StandardError.write(line: "\(path)  \(ByteCount.text(code.utf8.count))")
  }
}

extension ExportLanguage: ExpressibleByArgument {}

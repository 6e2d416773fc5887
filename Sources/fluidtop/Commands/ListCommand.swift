import ArgumentParser
import Discovery
import Endpoints
import StreamClient
import StreamDecoding

/// `fluidtop list`: the streaming endpoints of a backend.
struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the streaming endpoints of a backend.",
    discussion: """
      EXAMPLES
        fluidtop list http://localhost:8000
        fluidtop list http://localhost:8000 app/main.py   what OpenAPI hides, too
        fluidtop list http://localhost:8000 --kind sse --json
        fluidtop list main:app --explain stream_notifications

      A TARGET is a server (http://host:port), an OpenAPI document (URL or file),
      a FastAPI app (main:app or path/main.py) or a folder of sources; what several
      of them say is merged.
      """)

  @Argument(help: ArgumentHelp("Where to look.", valueName: "target"), completion: .file())
  var targets: [String] = []

  @Flag(help: "List ordinary endpoints too.")
  var all = false

  @Option(
    help: ArgumentHelp("Only this kind: sse, ndjson, text, file or unary.", valueName: "kind"))
  var kind: EndpointKind?

  @Flag(help: "Print one JSON document.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "Print all that is known of one endpoint, and who says so.",
      valueName: "name"))
  var explain: String?

  @Option(
    name: [.customShort("p"), .customLong("param")],
    help: ArgumentHelp(
      "A required value, for --probe; may be given several times.",
      valueName: "name=value"))
  var parameters: [String] = []

  @OptionGroup(title: "Discovery")
  var discovery: DiscoveryArguments

  @OptionGroup(title: "Credentials")
  var credentials: CredentialArguments

  @OptionGroup(title: "Connection")
  var connection: ConnectionArguments

  func run() async throws {
    let environment = EnvironmentReference.ofThisProcess
    let headers = try credentials.resolvedHeaders(
      environment, urls: discovery.addresses(of: targets))
    let targets = try DiscoveryArguments.targets(targets)
    let client = try StreamClient.ofCommand(connection, environment)
    var options = discovery.options(
      headers: headers, authorization: credentials.authorization, named: self.targets)
    options.values = try NamedValue.read(parameters, option: "-p", environment)
    let discovery = Discovery(client: client, options: options)
    let result = await discovery.discover(targets) { _ in }
    FoundNames(environment.environment)?.keep(result.catalog)
    try report(result)
  }

  private func report(_ result: DiscoveryResult) throws {
    result.report(notes: !json)
    if result.catalog.sources.isEmpty { throw Ending.quietFailure }
    if let explain { return try explainEndpoint(named: explain, in: result) }
    try Printout.write(json ? jsonText(result.catalog) : table(result.catalog))
  }

  private func explainEndpoint(named name: String, in result: DiscoveryResult) throws {
    let found = result.catalog.endpoints(named: name)
    guard !found.isEmpty else { throw UnknownEndpoint(name: name, result: result).ending }
    if json {
      let document = JSONValue.array(found.map(\.json))
      return try Printout.write(document.text(pretty: StandardOutput.isTerminal) + "\n")
    }
    let texts = found.map { EndpointExplanation($0).lines.joined(separator: "\n") + "\n" }
    try Printout.write(texts.joined(separator: "\n"))
  }

  private func jsonText(_ catalog: Catalog) -> String {
    catalog.listJSON(all: all, kind: kind).text(pretty: StandardOutput.isTerminal) + "\n"
  }

  private func table(_ catalog: Catalog) -> String {
    let width = StandardOutput.isTerminal ? StandardOutput.columns : nil
    return EndpointListing(
      catalog: catalog, all: all, kind: kind, width: width, style: .ofThisTerminal
    ).text
  }
}

extension EndpointKind: ExpressibleByArgument {}

import ArgumentParser
import StreamClient
import WebText

/// What to ask for: the URL or the endpoint's name, and everything that goes with it.
struct RequestArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp("A URL, or the name or path of an endpoint.", valueName: "url|name"),
    completion: .foundNames)
  var endpoint: String

  /// `PastedArguments` takes it away, and gives the options that mean the same.
  @Option(
    help: ArgumentHelp(
      "In place of a URL: a command line of curl (bash, cmd) or PowerShell, as browsers copy it; "
        + "- reads it from standard input, @FILE from a file.", valueName: "line"))
  var curl: String?

  @Option(
    help: ArgumentHelp(
      "Look the name up here: a server, document, file or folder.", valueName: "target"),
    completion: .file())
  var from: [String] = []

  @Option(
    name: [.customShort("p"), .customLong("param")],
    help: ArgumentHelp(
      "A parameter, placed where the endpoint's schema wants it.", valueName: "NAME=VALUE"))
  var parameters: [String] = []

  @Option(
    name: [.customShort("X"), .customLong("method")],
    help: ArgumentHelp("The request's method.", valueName: "method"))
  var method: String?

  @Flag(
    name: [.customShort("i"), .customLong("include")],
    help: ArgumentHelp(
      "Show the head of each answer, its cookies too, and how the connection was made."))
  var includesHead = false

  @OptionGroup(title: "Body")
  var body: BodyArguments

  @Option(help: ArgumentHelp("Fail when nothing comes for this long.", valueName: "duration"))
  var idleTimeout: DurationArgument?

  @OptionGroup(title: "Credentials")
  var credentials: CredentialArguments

  @OptionGroup(title: "Connection")
  var connection: ConnectionArguments

  @OptionGroup(title: "Discovery")
  var discovery: DiscoveryArguments

  func validate() throws {
    if curl != nil { throw ValidationError("give --curl once, with a command line behind it") }
  }

  /// The method in capitals; nil where none is given.
  func checkedMethod() throws -> String? {
    guard let method else { return nil }
    guard method.isToken else {
      throw Ending.usage("-X needs the name of an HTTP method, such as GET or POST")
    }
    return method.uppercased()
  }

  /// Names in small letters of what is written as `$NAME`, and is to be read nowhere.
  var secretNames: Set<String> {
    credentials.secretNames.union(
      CredentialArguments.secretNames(in: parameters, behind: "="))
  }

  /// `-p` values in order, `$NAME` replaced.
  func values(_ environment: EnvironmentReference) throws -> [(name: String, value: String)] {
    try NamedValue.read(parameters, option: "-p", environment)
  }
}

import ArgumentParser
import StreamClient

/// What to ask for: the URL or the endpoint's name, and everything that goes with it.
struct RequestArguments: ParsableArguments {
  @Argument(help: ArgumentHelp("A URL, or the name or path of an endpoint.", valueName: "url|name"))
  var endpoint: String

  @Option(
    help: ArgumentHelp(
      "Look the name up here: a server, document, file or folder.", valueName: "target"))
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

  @OptionGroup(title: "Body")
  var body: BodyArguments

  @Option(help: ArgumentHelp("Fail when nothing comes for this long.", valueName: "duration"))
  var idleTimeout: DurationArgument?

  @OptionGroup(title: "Credentials and connection")
  var credentials: CredentialArguments

  @OptionGroup(title: "Discovery")
  var discovery: DiscoveryArguments

  /// `-p` values in order, `$NAME` replaced.
  func values(_ environment: EnvironmentReference) throws -> [(name: String, value: String)] {
    try NamedValue.read(parameters, option: "-p", environment)
  }
}

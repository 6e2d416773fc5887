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

  @Option(
    name: [.customShort("d"), .customLong("data")],
    help: ArgumentHelp("The request's body, or @FILE to send a file's.", valueName: "data|@file"))
  var data: String?

  @Flag(help: "The body is JSON (the default for a body).")
  var json = false

  @Flag(help: "The body is a form, a=1&b=2.")
  var form = false

  @Option(help: ArgumentHelp("Fail when nothing comes for this long.", valueName: "duration"))
  var idleTimeout: DurationArgument?

  @OptionGroup(title: "Credentials and connection")
  var credentials: CredentialArguments

  @OptionGroup(title: "Discovery")
  var discovery: DiscoveryArguments

  func validate() throws {
    if json && form { throw ValidationError("--json and --form exclude each other") }
  }

  /// `-p` values in order, `$NAME` replaced.
  func values(_ environment: EnvironmentReference) throws -> [(name: String, value: String)] {
    try parameters.map { parameter in
      guard let equals = parameter.firstIndex(of: "="), equals != parameter.startIndex else {
        throw Ending.usage("-p needs NAME=VALUE, for example -p user_id=1; got '\(parameter)'")
      }
      let text = String(parameter[parameter.index(after: equals)...])
      do throws(EnvironmentReference.Missing) {
        return (String(parameter[..<equals]), try environment.expanding(text))
      } catch {
        throw Ending.usage(error.sentence)
      }
    }
  }

  /// The body's bytes; only text given on the command line can name variables of the environment.
  func body(_ environment: EnvironmentReference) throws -> [UInt8]? {
    guard let data else { return nil }
    if data.hasPrefix("@") {
      let path = String(data.dropFirst())
      guard let bytes = SmallFile.read(path, limit: 64 << 20) else {
        throw Ending.usage("cannot read '\(path)' for the body: no such file, or it is over 64 MiB")
      }
      return bytes
    }
    do throws(EnvironmentReference.Missing) {
      return Array(try environment.expanding(data).utf8)
    } catch {
      throw Ending.usage(error.sentence)
    }
  }

  var bodyMediaType: String {
    form ? "application/x-www-form-urlencoded" : "application/json"
  }
}

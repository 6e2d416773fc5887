import ArgumentParser
import Discovery
import Endpoints
import StreamClient

/// How endpoints are found, wherever a TARGET stands.
struct DiscoveryArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Import and read apps with this Python; else VIRTUAL_ENV's, to import the project's, PATH's.",
      valueName: "path"), completion: .file())
  var python: String?

  @Flag(help: "Never import an app; its source is only read.")
  var noImport = false

  @Flag(help: "Ask running endpoints what they answer (GET only, their first bytes).")
  var probe = false

  @Option(help: ArgumentHelp("Where a TARGET without a server is served.", valueName: "url"))
  var baseURL: String?

  @Option(
    help: ArgumentHelp(
      "The longest time for a document, and for reading or importing an app (default: 15s).",
      valueName: "duration"))
  var discoveryTimeout: DurationArgument?

  /// The options of a discovery that sends `headers` and the authorization with its own requests.
  ///
  /// - Parameter named: The targets as the user named them: an application's code runs only where
  ///   somebody asked for that application.
  func options(
    headers: [HeaderField], authorization: StreamRequest.Authorization?, named: [String]
  ) -> DiscoveryOptions {
    var options = DiscoveryOptions()
    options.python = python
    options.allowImport = !noImport && !named.isEmpty
    options.probe = probe
    if let discoveryTimeout { options.timeLimit = discoveryTimeout.duration }
    options.baseURL = baseURL.map { WrittenAddress($0)?.url ?? $0 }
    options.headers = headers
    options.authorization = authorization
    return options
  }

  /// All that may name who asks, by a user and a password in it: the targets as the user named them,
  /// and where they are served.
  func addresses(of targets: [String]) -> [String] { targets + (baseURL.map { [$0] } ?? []) }

  /// The targets that `arguments` name; without any, what this folder suggests.
  static func targets(_ arguments: [String]) throws -> [Target] {
    guard !arguments.isEmpty else { return DefaultTargets.here() }
    return try arguments.map { argument in
      do throws(TargetProblem) {
        return try Target(argument: argument)
      } catch {
        throw Ending.usage(error.sentence)
      }
    }
  }
}

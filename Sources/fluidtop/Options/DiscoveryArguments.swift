import ArgumentParser
import Discovery
import Endpoints
import StreamClient

/// How endpoints are found, wherever a TARGET stands.
struct DiscoveryArguments: ParsableArguments {
  @Option(help: ArgumentHelp("Import and read apps with this Python.", valueName: "path"))
  var python: String?

  @Flag(help: "Never import an app; its source is only read.")
  var noImport = false

  @Option(help: ArgumentHelp("Where a TARGET without a server is served.", valueName: "url"))
  var baseURL: String?

  /// The options of a discovery that sends `headers` with its own requests.
  func options(headers: [HeaderField]) -> DiscoveryOptions {
    var options = DiscoveryOptions()
    options.python = python
    options.allowImport = !noImport
    options.baseURL = baseURL
    options.headers = headers
    return options
  }

  /// The targets that `arguments` name; without any, what this folder suggests.
  static func targets(_ arguments: [String]) throws -> [Target] {
    guard !arguments.isEmpty else { return DefaultTargets.here() }
    return try arguments.map { argument in
      do {
        return try Target(argument: argument)
      } catch {
        throw Ending.usage("\(error)")
      }
    }
  }
}

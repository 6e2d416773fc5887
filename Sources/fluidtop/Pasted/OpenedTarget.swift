import Discovery
import StreamClient
import WebText

/// What is typed or pasted while the screen is open, read as if the program were started with it.
struct OpenedTarget {
  let targets: [Target]
  let headers: [HeaderField]
  let secretNames: Set<String>
  let authorization: StreamRequest.Authorization?
  let configuration: StreamClient.Configuration
  let discovery: DiscoveryOptions
  let isSameOrigin: Bool

  /// - Parameter base: Where the endpoints that are known are.
  init(_ text: String, from base: String?, _ environment: EnvironmentReference) throws(Ending) {
    let typed = text.trimmingSpaces()
    let expanded = try PastedArguments.expanding([typed], environment)
    // What is no pasted line is a target, also where it looks like an option.
    let arguments = expanded == [typed] ? ["--", typed] : expanded
    do {
      let command = try InspectCommand.parse(arguments)
      targets = try DiscoveryArguments.targets(command.targets)
      headers = try command.credentials.resolvedHeaders(
        environment, urls: command.discovery.addresses(of: command.targets))
      secretNames = command.credentials.secretNames
      authorization = command.credentials.authorization
      configuration = try command.connection.configuration(environment)
      discovery = command.discovery.options(
        headers: headers, authorization: authorization, named: command.targets)
    } catch let ending as Ending {
      throw ending
    } catch {
      throw .usage("that is nothing to open: a URL, a command line of curl, a recording")
    }
    let origin = base.flatMap { URLText($0).origin }
    isSameOrigin = origin != nil && targets.allSatisfy { URLText($0.text).origin == origin }
  }
}

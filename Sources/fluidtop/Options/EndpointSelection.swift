import Discovery
import Endpoints

/// The endpoints that `--endpoint` names, each once: the methods of one path are taken together.
struct EndpointSelection {
  let result: DiscoveryResult

  /// What several names mean, in their order. Wrong usage where a name has none, or is that of
  /// functions on several paths.
  func endpoints(named names: [String]) throws(Ending) -> [Endpoint] {
    var chosen: [Endpoint] = []
    for name in names {
      let found = result.catalog.endpoints(named: name)
      if found.isEmpty { throw UnknownEndpoint(name: name, result: result).ending }
      if Set(found.map(\.path)).count > 1 { throw Self.ambiguous(name, found) }
      chosen += found.filter { !chosen.contains($0) }
    }
    return chosen
  }

  private static func ambiguous(_ name: String, _ found: [Endpoint]) -> Ending {
    let titles = found.prefix(5).map { "--endpoint '\($0.title)'" }.joined(separator: ", ")
    let rest = found.count > 5 ? " and \(found.count - 5) more" : ""
    return .usage(
      "'\(name)' is the name of \(found.count) endpoints on different paths; "
        + "name each that you want: \(titles)\(rest)")
  }
}

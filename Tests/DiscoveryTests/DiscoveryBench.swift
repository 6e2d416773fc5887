import Endpoints
import ScriptedServers
import StreamClient
import Testing

@testable import Discovery

/// Runs discovery over fixtures and servers of this machine.
struct DiscoveryBench {
  /// The folder of the fixtures, absolute.
  static let fixtures = folder(of: #filePath) + "/Fixtures"
  /// The package's folder, absolute.
  static let package = folder(of: folder(of: folder(of: #filePath)))

  var options: DiscoveryOptions

  init(
    in folder: String = DiscoveryBench.fixtures, python: String? = nil, baseURL: String? = nil,
    headers: [HeaderField] = [], timeLimit: Duration = .patience, allowImport: Bool = false
  ) {
    options = DiscoveryOptions(
      python: python, allowImport: allowImport, baseURL: baseURL, headers: headers,
      timeLimit: timeLimit,
      workingFolder: folder, environment: [:])
    // A machine that is busy with all tests at once may take its time.
    options.probeLimit = .patience
  }

  func discover(
    _ arguments: String..., progress: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws -> DiscoveryResult {
    let client = StreamClient()
    var targets: [Target] = []
    for argument in arguments { targets.append(try Target(argument: argument)) }
    let result = await Discovery(client: client, options: options)
      .discover(targets, progress: progress)
    await client.shutdown()
    return result
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }
}

extension Catalog {
  /// One line per endpoint: its kinds, title and name, then what is known of the stream.
  var sketch: String {
    endpoints.map { endpoint in
      var line = endpoint.kinds.map(\.rawValue).joined(separator: "/")
      line += " \(endpoint.title) \(endpoint.name)"
      if let item = endpoint.item?.name { line += " item=\(item)" }
      if !endpoint.events.isEmpty {
        line += " events=" + endpoint.events.map(\.name).joined(separator: ",")
      }
      if let sentinel = endpoint.sentinel { line += " sentinel=\(sentinel)" }
      return line
    }.joined(separator: "\n")
  }
}

import Discovery
import StreamClient

/// The backend that the screen looks at, and how it is asked.
struct Backend: Sendable {
  var client: StreamClient
  var options: DiscoveryOptions
  var headers: GuardedHeaders
  var targets: TargetSource

  var discovery: Discovery { Discovery(client: client, options: options) }

  /// Asks as somebody typed it. The credentials that the program was started with are for the server
  /// that it was started for; on that one they stay where no others are typed.
  mutating func turn(to opened: OpenedTarget) {
    let isPlain = opened.headers.isEmpty && opened.authorization == nil
    if !(opened.isSameOrigin && isPlain) {
      headers = GuardedHeaders(
        opened.headers, authorization: opened.authorization, secretNames: opened.secretNames)
      client = StreamClient(configuration: opened.configuration)
      options = opened.discovery.saying(options.words)
    }
    if !opened.isSameOrigin { targets = TargetSource { opened.targets } }
  }

  /// Asks a server of this program's own; nothing that was given for another goes there.
  mutating func turn(to targets: TargetSource) {
    headers = GuardedHeaders([], authorization: nil, secretNames: [])
    client = StreamClient(configuration: StreamClient.Configuration.ofThisProgram)
    options = DiscoveryOptions().saying(options.words)
    self.targets = targets
  }
}

extension DiscoveryOptions {
  fileprivate func saying(_ words: @escaping @Sendable (DiscoveryRemedy) -> String) -> Self {
    var options = self
    options.words = words
    return options
  }
}

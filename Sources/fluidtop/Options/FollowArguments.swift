import ArgumentParser
import StreamClient

/// How a stream is followed, and for how long.
struct FollowArguments: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Read the body as sse, ndjson, json-seq, json or text, whatever its media type says.",
      valueName: "kind"))
  var kind: KindOverride?

  @Option(help: ArgumentHelp("End after this many records.", valueName: "n"))
  var max: Int?

  @Option(
    name: .customLong("for"), help: ArgumentHelp("End after this long.", valueName: "duration"))
  var limit: DurationArgument?

  @Option(
    help: ArgumentHelp(
      "always, on-failure or never (on-failure for GET, else never).", valueName: "policy"))
  var reconnect: ReconnectArgument?

  @Option(
    help: ArgumentHelp(
      "Give up after this many attempts in a row to connect again; 0 never does.", valueName: "n"))
  var maxReconnects: Int?

  @Option(
    help: ArgumentHelp(
      "First wait before reconnecting (3s, at least 100ms).", valueName: "duration"))
  var retry: DurationArgument?

  @Option(
    name: .customLong("last-event-id"),
    help: ArgumentHelp("Ask for what came after this event.", valueName: "id"))
  var lastEventID: String?

  @Option(
    name: .customLong("max-record-size"),
    help: ArgumentHelp("Fail on a longer record (16M).", valueName: "size"))
  var maxRecordSize: SizeArgument?

  func validate() throws {
    if let max, max < 1 { throw ValidationError("--max must be at least 1") }
    if let maxReconnects, maxReconnects < 0 {
      throw ValidationError("--max-reconnects must be 0 or more")
    }
  }

  /// For a request of this method; what is not said here is as the configuration has it.
  func options(
    for method: String, idleTimeout: Duration?, _ environment: EnvironmentReference
  ) throws -> StreamOptions {
    var options = StreamOptions()
    options.kind = kind
    options.reconnect = policy(for: method)
    options.reconnectLimit = maxReconnects
    // As of a server's `retry`: less would be a loop without a pause where streams end at once.
    if let retry { options.retryDelay = Swift.max(retry.duration, .milliseconds(100)) }
    options.lastEventID = lastEventID
    options.invalidRecords = .deliver
    let recordLimit = try maxRecordSize?.bytes ?? Configuration(environment).maxRecordSize
    if let recordLimit { options.recordLimit = recordLimit }
    options.idleTimeout = idleTimeout
    return options
  }

  /// What was sent once may have done something: only GET is sent again without being told to.
  private func policy(for method: String) -> ReconnectPolicy {
    reconnect?.policy ?? (method == "GET" ? .onFailure : .never)
  }

  /// The option that wants a stream of this method to be connected again; nil where none does, or
  /// where it can't have its way, which is said.
  func reconnectOption(
    for method: String, _ say: (String) -> Void = StandardError.say
  ) -> String? {
    let given = [
      (reconnect != nil && reconnect != .never, "--reconnect"),
      (maxReconnects ?? 0 > 0, "--max-reconnects"), (retry != nil, "--retry"),
    ]
    guard let option = given.first(where: \.0)?.1 else { return nil }
    if policy(for: method) != .never { return option }
    if reconnect == nil {
      say(
        "\(option) changes nothing: \(method) is sent again only with --reconnect")
    }
    return nil
  }
}

extension KindOverride: ExpressibleByArgument {}

/// `--reconnect`, as it is typed.
enum ReconnectArgument: String, ExpressibleByArgument, CaseIterable {
  case always
  case onFailure = "on-failure"
  case never

  var policy: ReconnectPolicy {
    switch self {
    case .always: .always
    case .onFailure: .onFailure
    case .never: .never
    }
  }
}

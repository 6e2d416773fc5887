import ArgumentParser
import RecordStore
import StreamClient

/// `fluidtop tail`: follows one stream on standard output.
struct TailCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tail",
    abstract: "Follow a live stream.",
    discussion: """
      EXAMPLES
        fluidtop tail http://localhost:8000/notifications/stream -p user_id=1
        fluidtop tail stream_notifications --from main.py -p user_id=1
        fluidtop tail /analytics/stream --output json | jq .value
        fluidtop tail /orders --columns 'time,.id,.customer.name'
        fluidtop tail /orders --filter '.total > 100 and not event:draft'
        fluidtop tail --curl "curl -N http://localhost:8000/events -H 'X-Key: $KEY'"
        fluidtop tail stream_chat -d '{"message": "hi"}' --output trace

      Names are looked up in --from; without it, in this folder and at localhost:8000.

      FILTERS
        price                    the text, small letters and capitals alike
        Price, "Price"           with a capital, or in quotes: this very text
        /4[0-9]{2}/, /x/i        a regular expression (PCRE2's); i ignores case
        event:tick               events of this type
        .user.id == 7            a field of JSON; == != < <= > >=, or the path alone: it is there
        .a > 1 and not (.b or /x/)  tests joined by and &&, or ||, not ! and parentheses
      A text without quotes is always the whole filter: "bread and butter" stays one.
      """)

  @OptionGroup var request: RequestArguments

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Read the body as sse, ndjson, json-seq, json or text, whatever its media type says.",
      valueName: "kind"))
  var kind: KindOverride?

  @Option(help: ArgumentHelp("auto, pretty, data, json or trace.", valueName: "format"))
  var output: OutputFormat = .auto

  @Option(
    help: ArgumentHelp(
      "Write these fields of each record, tabs between: paths, event, id, n, time, size, data.",
      valueName: ".a,.b[0].c"))
  var columns: String?

  @Option(
    help: ArgumentHelp("Write this line for each record.", valueName: "{.a}: {.b}"))
  var template: String?

  @Option(
    help: ArgumentHelp(
      "Only records that match: text, /regex/, event:NAME, .path OP value; and, or, not, ( ).",
      valueName: "expr"))
  var filter: String?

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
    help: ArgumentHelp("What to do with an invalid record: deliver or fail.", valueName: "policy"))
  var invalid: InvalidArgument = .deliver

  @Option(
    name: .customLong("max-record-size"),
    help: ArgumentHelp("Fail on a longer record (16M).", valueName: "size"))
  var maxRecordSize: SizeArgument?

  func validate() throws {
    if let max, max < 1 { throw ValidationError("--max must be at least 1") }
    if columns != nil || template != nil {
      if columns != nil && template != nil || output != .auto {
        throw ValidationError("--columns, --template and --output exclude each other")
      }
    }
    if let maxReconnects, maxReconnects < 0 {
      throw ValidationError("--max-reconnects must be 0 or more")
    }
  }

  func run() async throws {
    let environment = EnvironmentReference.ofThisProcess
    let recordFilter = try parsedFilter()
    let recordTemplate = try parsedTemplate()
    let recordLimit = try maxRecordSize?.bytes ?? Configuration(environment).maxRecordSize
    let client = try StreamClient.ofCommand(request.connection, environment)
    let interruption = Interruption()
    let ending = try await interruption.watching {
      let resolved = try await ResolvedRequest.resolve(
        request, with: client, environment: environment)
      let session = TailSession(
        format: output, template: recordTemplate, filter: recordFilter, limit: max, kind: kind,
        includesHead: request.includesHead,
        reconnectOption: reconnectOption(for: resolved.request.method))
      return await session.run(
        resolved.request, options: options(for: resolved, recordLimit: recordLimit), with: client,
        for: limit?.duration)
    }
    if let ending { throw ending }
  }

  private func parsedFilter() throws -> RecordFilter? {
    guard let filter else { return nil }
    do {
      return try RecordFilter(parsing: filter)
    } catch {
      throw Ending.usage("--filter: \(error.sentence)")
    }
  }

  private func parsedTemplate() throws -> RecordTemplate? {
    do throws(RecordTemplateProblem) {
      if let columns { return try RecordTemplate(columns: columns) }
      return try template.map { (text) throws(RecordTemplateProblem) in
        try RecordTemplate(parsing: text)
      }
    } catch {
      throw Ending.usage("\(columns == nil ? "--template" : "--columns"): \(error.sentence)")
    }
  }

  private func options(for resolved: ResolvedRequest, recordLimit: Int?) -> StreamOptions {
    var options = StreamOptions()
    options.kind = kind
    options.reconnect = policy(for: resolved.request.method)
    options.reconnectLimit = maxReconnects
    // As of a server's `retry`: less would be a loop without a pause where streams end at once.
    if let retry { options.retryDelay = Swift.max(retry.duration, .milliseconds(100)) }
    options.lastEventID = lastEventID
    options.invalidRecords = invalid.policy
    if let recordLimit { options.recordLimit = recordLimit }
    options.idleTimeout = request.idleTimeout?.duration
    return options
  }
}

extension TailCommand {
  /// What was sent once may have done something: only GET is sent again without being told to.
  private func policy(for method: String) -> ReconnectPolicy {
    reconnect?.policy ?? (method == "GET" ? .onFailure : .never)
  }

  /// The option that wants a stream of this method to be connected again; nil where none does, or
  /// where it can't have its way, which is said.
  private func reconnectOption(for method: String) -> String? {
    let given = [
      (reconnect != nil && reconnect != .never, "--reconnect"),
      (maxReconnects ?? 0 > 0, "--max-reconnects"), (retry != nil, "--retry"),
    ]
    guard let option = given.first(where: \.0)?.1 else { return nil }
    if policy(for: method) != .never { return option }
    if reconnect == nil {
      StandardError.say(
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

/// `--invalid`, as it is typed.
enum InvalidArgument: String, ExpressibleByArgument, CaseIterable {
  case deliver
  case fail

  var policy: InvalidRecordPolicy {
    switch self {
    case .deliver: .deliver
    case .fail: .fail
    }
  }
}

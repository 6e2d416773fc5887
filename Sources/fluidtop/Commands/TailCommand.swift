import ArgumentParser
import RecordStore
import ReplayServer
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
        fluidtop tail /orders --output csv --columns 'time,.id,.total' > orders.csv
        fluidtop tail /orders --filter '.total > 100 and not event:draft'
        fluidtop tail --curl "curl -N http://localhost:8000/events -H 'X-Key: $KEY'"
        fluidtop tail /orders --record orders.capture
        fluidtop tail stream_chat -d '{"message": "hi"}' --output trace
        curl -N http://host/events | fluidtop tail - --output json
        fluidtop tail saved.sse --filter event:tick

      Names are looked up in --from; without it, in this folder and at localhost:8000.
      - is standard input, and a file of .sse, .ndjson, .log, .capture or .har is itself
      the stream; what it is tell its name, its first bytes, or --as.

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

  @OptionGroup var follow: FollowArguments

  @OptionGroup var written: WrittenArguments

  @Option(
    help: ArgumentHelp(
      "Only records that match: text, /regex/, event:NAME, .path OP value; and, or, not, ( ).",
      valueName: "expr"))
  var filter: String?

  @Option(
    help: ArgumentHelp("What to do with an invalid record: deliver or fail.", valueName: "policy"))
  var invalid: InvalidArgument = .deliver

  @Option(
    help: ArgumentHelp("Keep the stream in this file as well; see 'record'.", valueName: "capture"))
  var record: String?

  @OptionGroup(title: "Capture")
  var capture: CaptureArguments

  func validate() throws {
    if record == nil, capture.force || capture.keepsSecrets {
      throw ValidationError("--force and --keep-secrets go with --record")
    }
  }

  func run() async throws {
    let environment = EnvironmentReference.ofThisProcess
    let recordFilter = try parsedFilter()
    let recordTemplate = try written.parsed()
    let client = try StreamClient.ofCommand(request.connection, environment)
    let interruption = Interruption()
    if LocalSource.isMeant(by: request.endpoint) {
      return try await followLocal(recordFilter, recordTemplate, with: client)
    }
    let (ending, file) = try await interruption.watching {
      let resolved = try await ResolvedRequest.resolve(
        request, with: client, environment: environment)
      let method = resolved.request.method
      let session = TailSession(
        format: written.output ?? .auto, template: recordTemplate, filter: recordFilter,
        limit: follow.max,
        kind: follow.kind, includesHead: request.includesHead,
        reconnectOption: follow.reconnectOption(for: method))
      var options = try follow.options(
        for: method, idleTimeout: request.idleTimeout?.duration, environment)
      options.invalidRecords = invalid.policy
      let file = try record.map { try capture.file($0) }
      options.observer = file.map { capture.run(of: $0, resolved) }
      let ending = await session.run(
        resolved.request, options: options, with: client, for: follow.limit?.duration)
      file?.finish()
      return (ending, file)
    }
    if ending == nil { try file?.checkWhole() }
    if let ending { throw ending }
  }

  /// A pipe or a file, at once and to its end.
  private func followLocal(
    _ filter: RecordFilter?, _ template: RecordTemplate?, with client: StreamClient
  ) async throws {
    let sources = try LocalSource.named(request.endpoint)
    let (ending, file) = try await Interruption().watching {
      let file = try record.map { try capture.file($0) }
      var ending: Ending?
      // Of all runs together.
      var remaining = follow.max
      for (number, source) in sources.enumerated() where number == 0 || remaining != 0 {
        let served = try await source.start { Replay($0, speed: nil, isOnce: true) }
        var options = try follow.options(for: "GET", idleTimeout: nil, .ofThisProcess)
        options.invalidRecords = invalid.policy
        if follow.reconnect == nil { options.reconnect = source.reconnects }
        options.observer = file?.newRun(endpoint: nil, keepingSecrets: capture.keepsSecrets)
        let session = TailSession(
          format: written.output ?? .auto, template: number == 0 ? template : template?.withoutHead,
          filter: filter,
          limit: remaining, kind: follow.kind,
          includesHead: request.includesHead, closedAfter: source.closedAfter)
        let other = await session.run(
          served.request, options: options, with: client, for: follow.limit?.duration)
        ending = other ?? ending
        remaining = session.remaining
        await served.stop()
      }
      file?.finish()
      return (ending, file)
    }
    if let ending { throw ending }
    try file?.checkWhole()
  }

  private func parsedFilter() throws -> RecordFilter? {
    guard let filter else { return nil }
    do {
      return try RecordFilter(parsing: filter)
    } catch {
      throw Ending.usage("--filter: \(error.sentence)")
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

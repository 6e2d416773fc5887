import ArgumentParser
import RecordStore
import StreamClient

/// `fluidtop tail`: follows streams on standard output.
struct TailCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tail",
    abstract: "Follow live streams.",
    discussion: """
      EXAMPLES
        fluidtop tail http://localhost:8000/notifications/stream -p user_id=1
        fluidtop tail stream_notifications --from main.py -p user_id=1
        fluidtop tail /analytics/stream --output json | jq .value
        fluidtop tail /orders --columns 'time,.id,.customer.name'
        fluidtop tail /orders --output csv --columns 'time,.id,.total' > orders.csv
        fluidtop tail /orders --filter '.total > 100 and not event:draft'
        fluidtop tail /orders /rates http://localhost:9000/events
        fluidtop tail --curl "curl -N http://localhost:8000/events -H 'X-Key: $KEY'"
        fluidtop tail /orders --record orders.capture
        fluidtop tail stream_chat -d '{"message": "hi"}' --output trace
        curl -N http://host/events | fluidtop tail - --output json
        fluidtop tail saved.sse --filter event:tick

      Names are looked up in --from; without it, in this folder and at
      localhost:8000.
      - is standard input, and a file of .sse, .ndjson, .log, .capture or .har is
      itself the stream; what it is tell its name, its first bytes, or --as.

      Several are followed at once, with the same options. Each line begins with
      what tells its stream from the others (a name, a path, a host); JSON has it
      as "stream", csv as the first column. --max counts the records of all, and
      --record keeps them in one file. What becomes of one is no matter of the
      others; the exit status is the worst.

      FILTERS
        price                    the text, small letters and capitals alike
        Price, "Price"           with a capital, or in quotes: this very text
        /4[0-9]{2}/, /x/i        a regular expression (PCRE2's); i ignores case
        event:tick               events of this type
        .user.id == 7            a field of JSON; == != < <= > >=
        .user.id                 the field is there
        .a > 1 and not (.b or /x/)  tests joined: and &&, or ||, not !
      A text without quotes is always the whole filter: "bread and butter" is one.
      """)

  @OptionGroup var request: RequestArguments

  @Argument(
    help: ArgumentHelp("More of them, followed at once.", valueName: "url|name"),
    completion: .foundNames)
  var others: [String] = []

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
    help: ArgumentHelp("Keep the stream in this file as well; see 'record'.", valueName: "capture"),
    completion: .file())
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
    let (ending, file) = try await Interruption().watching {
      let sources = try await TailSource.all(
        [request.endpoint] + others, request, with: client, environment)
      let file = try record.map { try capture.file($0) }
      let streams = TailedStreams(
        command: self, filter: recordFilter, template: recordTemplate, client: client, file: file,
        environment: environment)
      let ending = try await streams.follow(sources)
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

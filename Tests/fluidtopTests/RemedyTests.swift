import Endpoints
import Testing

@testable import Discovery
@testable import StreamClient
@testable import TUI
@testable import fluidtop

/// What helps is said in the words of who says it: options on the command line, keys on the screen.
@Suite struct RemedyTests {
  private static let place = "h:80"

  @Test func `every fact has a sentence of its own`() {
    var known: Set<String> = []
    for fact in FailureFact.everyOne {
      let cause = fact.failure(at: Self.place).cause
      #expect(cause != "\(Self.place): \(fact.kind.rawValue)", "\(fact)")
      if fact.isWordedAlone { #expect(known.insert(cause).inserted, "\(cause)") }
    }
  }

  @Test(arguments: FailureFact.everyOne)
  func `no failure on the screen names an option, and each says what to do`(fact: FailureFact) {
    let failure = fact.failure(at: Self.place)
    for kind in [EndpointKind.sse, .file, .unary] {
      let screen = Self.screen(of: failure, kind: kind)
      #expect(!screen.contains("--"), "\(screen)")
      guard let remedy = failure.remedy else { continue }
      #expect(screen.contains(Remedy(remedy).words), "\(screen)")
    }
  }

  /// The screen after a run that failed, its lines joined where a sentence goes on below.
  private static func screen(of failure: StreamFailure, kind: EndpointKind) -> String {
    let endpoint = Endpoint(name: "a", path: "/a", kind: kind)
    var state = AppState(size: Size(columns: 400, rows: 50), target: "http://h:80")
    let catalog = Catalog(baseURL: "http://h:80", endpoints: [endpoint])
    _ = update(&state, .discovered(catalog, failures: []))
    _ = update(&state, .key(.enter))
    _ = update(&state, .stream(id: StreamID(1), StreamNews(failure)))
    return view(state).text
  }

  @Test func `a download that is stopped says which key goes on with it`() {
    let part = KeptPart(path: "x.part", done: 5, total: 10, canContinue: true)
    let failure = FailureFact.partBrokenOff(part, .cancelled).failure(at: Self.place)
    let endpoint = Endpoint(name: "a", path: "/a", kind: .file)
    var state = AppState(size: Size(columns: 200, rows: 50), target: "http://h:80")
    let catalog = Catalog(baseURL: "http://h:80", endpoints: [endpoint])
    _ = update(&state, .discovered(catalog, failures: []))
    for key in [Key.enter, .character("s")] { _ = update(&state, .key(key)) }
    _ = update(&state, .stream(id: StreamID(1), StreamNews(failure)))
    #expect(view(state).text.contains("5 of 10 bytes are in x.part; D goes on from there"))
  }

  @Test(arguments: DiscoveryProblem.everyOne)
  func `no problem of discovery names an option on the screen`(problem: DiscoveryProblem) {
    var options = DiscoveryOptions()
    let line = problem.note.sentence(options)
    options.words = { Remedy($0).words }
    let shown = problem.note.sentence(options)
    #expect(!shown.contains("--"))
    #expect((line == shown) == (problem.note.remedy == nil))
  }

  @Test func `neither does a failed import, nor an environment that is not used`() {
    var options = DiscoveryOptions()
    options.words = { Remedy($0).words }
    let imports: [ImportProblem] = [
      .missing(module: "a"), .raised(line: "E"), .exited(status: 1), .crashed(signal: 11),
      .tooSlow(limit: .seconds(15)), .noApplication(name: "app"), .noApplication(name: nil),
      .other("it is odd"),
    ]
    let refusals = [
      ProjectEnvironment.Refusal(path: "/a/.venv", reason: .outside),
      ProjectEnvironment.Refusal(path: "/a/.venv", reason: .foreign),
    ]
    let notes = imports.map { $0.note(target: "a.py", python: "python3") } + refusals.map(\.note)
    for note in notes { #expect(!note.sentence(options).contains("--")) }
  }

  @Test func `no words of the screen's own name an option`() {
    let problems: [RequestProblem] = [
      .missing(parameter: "a", location: .query, type: "integer", example: "1"),
      .unfit(parameter: "a", value: "x", expected: "integer"), .unknown(parameter: "b", known: []),
      .missingBody(mediaType: "text/plain"), .missingBaseURL,
    ]
    let sentences =
      Remedy.allCases.map(\.words)
      + [RequestProblem.several(problems).sentence { Remedy($0).words }]
      + [ForeignServer(origin: "http://x").screenSentence, ConnectionArguments.insecureFact]
    for sentence in sentences {
      #expect(!sentence.contains("--") && !sentence.contains(" -"), "\(sentence)")
    }
  }
}

extension FailureFact {
  /// Facts whose sentence others share, since only what helps is different.
  fileprivate var isWordedAlone: Bool {
    switch self {
    case .partBrokenOff, .status, .silent: false
    default: true
    }
  }
}

extension DiscoveryProblem {
  /// One of each.
  static var everyOne: [DiscoveryProblem] {
    let failures = FailureFact.everyOne.map { $0.failure(at: "h:80") }
    return failures.map(DiscoveryProblem.unreachable) + [
      .unauthorized(url: "http://a", status: 401, hasCredentials: false),
      .unauthorized(url: "http://a", status: 401, hasCredentials: true),
      .status(url: "http://a", status: 404), .status(url: "http://a", status: 500),
      .noDocument(tried: ["http://a/openapi.json"], pages: []),
      .unreadable(at: "a.json", .html), .tooLarge(at: "a.json", limit: 64 << 20), .noFile("a"),
      .unreadableFile("a"), .noFolder("a", isFile: true), .noFolder("a", isFile: false),
      .noModule("a", tried: ["a.py"]), .noPython(tried: ["python3"]), .pythonDoesNotStart("a"),
      .inspectorFailed(target: "a", lastLine: "E"),
      .inspectorTooSlow(target: "a", limit: .seconds(15)), .inspectorAnswer(target: "a"),
    ]
  }
}

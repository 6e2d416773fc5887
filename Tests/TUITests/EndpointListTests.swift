import Endpoints
import Testing

@testable import TUI

/// The list of endpoints: groups, what is found in it, what is live, what can be done.
@Suite struct EndpointListTests {
  private static let groups = Catalog(
    baseURL: "http://localhost:8000",
    endpoints: [
      Endpoint(name: "upload", method: "POST", path: "/upload", tags: ["forms"]),
      Endpoint(name: "login", method: "POST", path: "/login", tags: ["forms"]),
      Endpoint(name: "ships", path: "/ships/events", kind: .sse),
      Endpoint(name: "gauges", path: "/gauges/live", kind: .ndjson, tags: ["gauges"]),
      Endpoint(name: "tides", path: "/tides/live", kind: .ndjson, tags: ["gauges"]),
      Endpoint(name: "health", path: "/health"), Endpoint(name: "version", path: "/version"),
    ])

  private func list(_ program: Program) -> [String] {
    program.screen.split(separator: "\n").dropFirst(2).prefix(12)
      .map { String($0.dropFirst().prefix(29)).trimmed }.filter { !$0.isEmpty }
  }

  @Test func `groups that hold one endpoint have no title, and nobody seems to belong to another`()
  {
    #expect(
      list(Program(catalog: Self.groups)) == [
        "▌ SSE  GET  /ships/events", "▾ gauges", "ND   GET  /gauges/live", "ND   GET  /tides/live",
        "▾ forms", "·    POST /upload", "·    POST /login", "▾ others", "·    GET  /health",
        "·    GET  /version",
      ])
  }

  @Test(arguments: [
    ("forms", ["▌ ·    POST /upload", "·    POST /login"]),
    ("FORMS", ["▌ ·    POST /upload", "·    POST /login"]),
    ("other", ["▌ ·    GET  /health", "·    GET  /version"]),
  ])
  func `the name of a group is found`(text: String, wanted: [String]) {
    let program = Program(catalog: Self.groups)
    program.press(.character("/"))
    program.type(text)
    program.press(.enter)
    let found = list(program).filter { $0.contains("/") }
    #expect(found == wanted)
  }

  @Test func `an endpoint that was found in a folded group stays selected when the search is left`()
  {
    let program = Program(catalog: Self.groups)
    program.press(.down, .character("h"), .character("/"))
    program.type("tides")
    program.press(.enter, .escape)
    #expect(program.state.endpoint?.name == "tides")
    #expect(program.line(with: "/tides/live") != nil)
  }

  @Test func `a folded group says that something in it is live, and a key goes there`() {
    let program = Program(catalog: Self.groups)
    program.select("/tides/live")
    program.press(.enter)
    program.news(.opened(status: 200, mediaType: "application/x-ndjson"))
    program.press(.character("1"), .character("h"), .character("h"))
    #expect(program.line(with: "▸ gauges")?.contains("●1 of 2") == true)
    program.press(.character("g"), .character("."))
    #expect(program.state.endpoint?.name == "tides")
    #expect(program.line(with: "/tides/live") != nil)
    program.press(.character("."))
    #expect(program.line(with: "no other stream is live") != nil)
  }

  @Test func `a key without anything live says so`() {
    let program = Program(catalog: Self.groups)
    program.press(.character("."))
    #expect(program.line(with: "nothing is live") != nil)
  }

  @Test(arguments: [(120, true), (200, true), (110, false)])
  func `the list is as wide as its paths where the records keep their columns`(
    columns: Int, isWhole: Bool
  ) {
    let long = "/notifications/of-a-user"
    let program = Program(
      columns, 36, catalog: Catalog(endpoints: [Endpoint(name: "n", path: long, kind: .sse)]))
    #expect((program.line(with: "  GET " + long) != nil) == isWhole)
    #expect(program.state.layout.inner(.records).columns >= 76)
  }

  @Test func `the menu has what can be done with an endpoint, and runs it`() {
    let program = Program(catalog: Self.groups)
    program.press(.character("x"))
    #expect(program.line(with: "Actions  GET /ships/events") != nil)
    #expect(program.line(with: "next theme") == nil)
    let effects = program.press(.enter)
    #expect(effects.contains { if case .open = $0 { true } else { false } })
    program.press(.character("1"), .character("x"))
    program.type("stop")
    #expect(program.press(.enter) == [.close(StreamID(1))])
  }

  @Test func `what an endpoint was run with comes back`() {
    let program = Program()
    for table in ["ships", "berths", "ships", "tides"] {
      program.select("/rows/{table}")
      program.press(.character("e"), .control("u"))
      program.type(table)
      program.press(.enter)
    }
    func table() -> String? { program.state.draft?.values.first?.value }
    program.press(.character("1"), .character("<"))
    #expect(program.line(with: "values of run 2 of 3; Enter runs it") != nil)
    #expect(table() == "ships")
    program.press(.character("<"), .character("<"))
    #expect(program.line(with: "no older run is kept") != nil)
    #expect(table() == "berths")
    program.press(.character(">"), .character(">"))
    #expect(table() == "tides")
  }

  @Test func `what is found first is listed at once, and the rest joins it`() {
    let program = Program(catalog: nil)
    let first = Catalog(baseURL: "http://localhost:8000", endpoints: [Self.groups.endpoints[3]])
    program.send(.discoveredSoFar(first))
    #expect(program.line(with: "/gauges/live") != nil)
    #expect(program.line(with: "LOOKING") != nil)
    program.send(.discovered(Self.groups, failures: []))
    #expect(program.state.endpoint?.name == "gauges")
    #expect(program.line(with: "LOOKING") == nil)
    // A second look lists nothing before its end.
    program.press(.control("r"))
    program.send(.discoveredSoFar(first))
    #expect(program.line(with: "/ships/events") != nil)
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

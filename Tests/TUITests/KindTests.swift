import Endpoints
import Testing

@testable import TUI

/// Endpoints that turn out to be something else than what was declared.
@Suite struct KindTests {
  @Test(arguments: [
    (EndpointKind.sse, "text/event-stream", "SSE  GET  /health", "3 Records"),
    (.ndjson, "application/x-ndjson", "ND   GET  /health", "3 Records"),
    (.text, "text/plain", "TXT  GET  /health", "3 Records"),
    (.file, "text/csv", "FILE GET  /health", "3 Download"),
    (.unary, "application/json", "·    GET  /health", "3 Answers"),
  ])
  func `the row, the pane and the code follow the answer's head`(
    kind: EndpointKind, type: String, row: String, pane: String
  ) {
    let program = Program()
    program.select("/health")
    program.press(.enter)
    program.news(.requested(lastEventID: nil))
    program.news(.opened(status: 200, mediaType: type, kind: kind))
    #expect(program.line(with: row) != nil)
    #expect(program.line(with: pane) != nil)
    #expect(program.line(with: "CONNECTING") == nil)
    #expect(program.state.endpoint?.path == "/health")
    #expect(program.state.endpoint?.kind == kind)
    #expect(program.state.streamCount == (kind == .unary ? 5 : 6))
  }

  @Test(arguments: [
    (
      EndpointKind.sse, "text/event-stream", "event tick", "1 record",
      ["rec/s", "gap ms", "invalid"]
    ),
    (.unary, "application/json", "status tick", "1 answer", []),
    (.file, "text/csv", "a record under the cursor", "total", []),
  ])
  func `pauses, records and events are told of what has them`(
    kind: EndpointKind, mediaType: String, header: String, count: String, figures: [String]
  ) {
    let program = Program(120, 36)
    program.select("/health")
    program.press(.enter)
    program.news(.opened(status: 200, mediaType: mediaType, kind: kind))
    if kind != .file { program.event("{}", type: "tick") }
    #expect(program.screen.contains(header))
    #expect(program.screen.contains(count))
    #expect(["rec/s", "gap ms", "invalid"].filter(program.screen.contains) == figures)
  }

  @Test func `r goes on as what was seen`() {
    let program = Program()
    program.select("/health")
    program.press(.enter)
    program.news(.opened(status: 200, mediaType: "text/event-stream", kind: .sse))
    program.event("{}", id: "7")
    guard case .open(_, _, let kind, let id, let options)? = program.press(.character("r")).last
    else {
      Issue.record("it was not run again")
      return
    }
    #expect(kind == .sse && id == "7")
    // What was only seen may be otherwise with other values.
    #expect(options.takesAnswers)
    #expect(program.line(with: "── run again ──") != nil)
  }

  @Test func `what is saved by D is no other kind for it`() {
    let program = Program()
    program.openMetrics()
    program.press(.character("D"))
    program.news(.opened(status: 200, mediaType: "text/event-stream", kind: .file), of: 2)
    #expect(program.line(with: "SSE  GET  /metrics/live") != nil)
    #expect(program.line(with: "3 Download") != nil)
  }

  @Test func `an ordinary answer says how much came of it, and has no callbacks`() {
    let program = Program()
    program.select("/health")
    program.press(.enter)
    program.news(.requested(lastEventID: nil))
    program.news(.opened(status: 200, mediaType: "application/json", kind: .unary))
    #expect(program.line(with: "ANSWERING") != nil)
    program.news(.progress(done: 12_000, total: nil))
    #expect(program.line(with: "12.0 KB") != nil)
    program.news(.response(status: 200, mediaType: "application/json", body: Array("{}".utf8)))
    program.news(.completed)
    program.news(.closed)
    #expect(program.line(with: "ANSWERED") != nil)
    for name in ["onOpen", "onProgress", "onComplete", "onClose"] {
      #expect(program.line(with: name) == nil)
    }
  }

  @Test func `a URL that is a stream itself runs at once`() {
    let program = Program(catalog: nil)
    let events = Endpoint(name: "get_events", path: "/events", kind: .sse)
    let found = Catalog(
      baseURL: "http://h",
      sources: [CatalogSource(kind: .probe, at: "http://h/events", endpoints: 1)],
      endpoints: [events])
    let effects = program.send(.discovered(found, failures: []))
    guard case .open(StreamID(1), let plan, kind: .sse, _, _)? = effects.first else {
      Issue.record("nothing runs: \(effects)")
      return
    }
    #expect(plan.url == "http://h/events")
    #expect(program.line(with: "CONNECTING") != nil)
  }
}

import Endpoints
import StreamDecoding
import Testing

@testable import TUI

/// A second discovery, and probing, under running streams.
@Suite struct RediscoveryTests {
  private func changed(_ change: (inout Catalog) -> Void) -> Catalog {
    var catalog = Harbour.catalog
    change(&catalog)
    return catalog
  }

  @Test func `streams, selection, scroll and typed values stay`() {
    let program = Program()
    program.openMetrics()
    program.ticks(1...60)
    program.press(.character("k"), .character("k"))
    let window = program.state.stream?.window
    let later = changed { catalog in
      catalog.endpoints.insert(Endpoint(name: "first", path: "/aaa", kind: .sse), at: 0)
      for index in catalog.endpoints.indices where catalog.endpoints[index].name == "metrics_live" {
        catalog.endpoints[index].summary = "another sentence"
        catalog.endpoints[index].parameters.append(Parameter(name: "extra", location: .query))
      }
    }
    #expect(program.press(.control("r")) == [.rediscover])
    program.send(.discovered(later, failures: []))
    #expect(program.state.endpoint?.path == "/metrics/live")
    #expect(program.state.stream?.window == window)
    #expect(program.state.stream?.phase.isRunning == true)
    let host = program.state.draft?.fields.first { $0.name == "host" }
    #expect(host?.input.text == "web-1")
    #expect(program.state.draft?.fields.contains { $0.name == "extra" } == true)
    #expect(program.line(with: "endpoints: 1 new, 1 changed") != nil)
  }

  @Test func `the selected line stays where the eye has it`() {
    let paths = (0..<60).map { Endpoint(name: "e\($0)", path: "/e/\($0)", kind: .sse) }
    let program = Program(catalog: Catalog(endpoints: paths))
    program.select("/e/25")
    let row = program.screen.split(separator: "\n").firstIndex { $0.contains("/e/25") }
    let more = (0..<5).map { Endpoint(name: "n\($0)", path: "/e/0\($0)", kind: .sse) }
    program.send(.discovered(Catalog(endpoints: more + paths), failures: []))
    #expect(program.screen.split(separator: "\n").firstIndex { $0.contains("/e/25") } == row)
  }

  @Test func `an endpoint that is gone stays as long as its stream runs`() {
    let program = Program()
    program.openMetrics()
    let without = changed { $0.endpoints.removeAll { $0.name == "metrics_live" } }
    program.send(.discovered(without, failures: []))
    #expect(program.state.endpoint?.path == "/metrics/live")
    #expect(program.line(with: "1 gone but still shown for its records") != nil)
    #expect(program.press(.character("s")) == [.close(StreamID(1))])
    program.send(.discovered(without, failures: []))
    #expect(program.line(with: "/metrics/live") == nil)
  }

  @Test func `a form that is filled in stays open`() {
    let program = Program()
    program.selectMetrics()
    program.press(.character("e"))
    program.type("web-")
    program.send(.targetsChanged("main.py changed"))
    program.send(.discovered(changed { $0.version = "2.4" }, failures: []))
    #expect(program.line(with: "endpoints: nothing changed") != nil)
    program.type("7")
    #expect(program.line(with: "▌ host")?.contains("[web-7") == true)
  }

  @Test func `a change is told, and looked at again even while one is looking`() {
    let program = Program()
    #expect(program.send(.targetsChanged("app/main.py changed")) == [.rediscover])
    #expect(program.line(with: "app/main.py changed: looking again") != nil)
    #expect(program.send(.targetsChanged("app/main.py changed")) == [.rediscover])
  }

  @Test func `P asks a GET with the values that are there`() {
    let program = Program()
    program.selectMetrics()
    #expect(program.press(.character("P")).isEmpty)
    #expect(program.line(with: "host is required (string); e fills it in") != nil)
    program.press(.character("e"))
    program.type("web-1")
    program.press(.escape)
    guard case .probe(let endpoint, let plan)? = program.press(.character("P")).first else {
      Issue.record("nothing is probed")
      return
    }
    #expect(endpoint == Harbour.metrics)
    #expect(plan.url == "http://localhost:8000/metrics/live?host=web-1")
  }

  @Test func `P never sends a POST`() {
    let program = Program()
    program.select("/chat/stream")
    #expect(program.press(.character("P")).isEmpty)
    #expect(program.line(with: "only GET is probed: POST may change something") != nil)
  }

  @Test func `what a probe saw is taken over`() {
    let program = Program()
    program.select("/health")
    var seen = Endpoint(name: "health", path: "/health", kind: .sse, mediaType: "text/event-stream")
    seen.events = [NamedEvent(name: "beat")]
    seen.evidence = [
      Evidence(fact: .kind, source: .probe, detail: "answered 200 text/event-stream")
    ]
    program.send(.probed(title: "GET /health", seen))
    #expect(program.state.endpoint?.kind == .sse)
    #expect(program.state.endpoint?.events == [NamedEvent(name: "beat")])
    #expect(program.line(with: "GET /health: answered 200 text/event-stream") != nil)
    program.send(.probed(title: "GET /health", nil))
    #expect(program.line(with: "GET /health: nothing came within 2 s") != nil)
    #expect(program.state.endpoint?.kind == .sse)
  }

  @Test func `an example of a document cannot read the environment`() {
    func shown(_ example: JSONValue) -> String? {
      let parameter = Parameter(
        name: "key", location: .query, required: true,
        schema: ["type": "string", "examples": [example]])
      let endpoint = Endpoint(name: "a", path: "/a", kind: .sse, parameters: [parameter])
      return RequestDraft(endpoint, models: [:]).fields.first?.input.text
    }
    #expect(shown("report") == "report")
    #expect(shown("$AWS_SECRET_ACCESS_KEY") == "")
  }
}

import Endpoints
import Testing

@testable import TUI

/// `o`, and what the palette goes to.
@Suite struct OpeningTests {
  private static let events = Endpoint(name: "events", path: "/events", kind: .sse)

  private static func found(at base: String) -> Catalog {
    Catalog(baseURL: base, endpoints: [events])
  }

  @Test func `a pasted line is asked for as it is`() {
    let program = Program()
    program.press(.character("o"))
    #expect(program.line(with: "a URL, a pasted curl line, a recording") != nil)
    program.press(.paste("curl -N \\\n  http://host/events\n"))
    let effects = program.press(.enter)
    #expect(
      effects == [
        .openTarget("curl -N \\   http://host/events ", from: "http://localhost:8000")
      ])
    #expect(program.state.mode == .browsing)
  }

  @Test func `nothing typed opens nothing`() {
    let program = Program()
    program.press(.character("o"), .character(" "))
    #expect(program.press(.enter).isEmpty)
  }

  @Test func `a stream on another server takes the place of all that was there, and runs`() {
    let program = Program()
    program.openMetrics()
    let effects = program.send(
      .opened(Self.found(at: "http://host"), name: "http://host/events", failures: []))
    #expect(effects.first == .close(StreamID(1)))
    #expect(program.line(with: "/events") != nil)
    #expect(program.line(with: "/chat/stream") == nil)
    guard case .open(_, let request, .sse, _, _)? = effects.last else {
      Issue.record("it does not run: \(effects)")
      return
    }
    #expect(request.baseURL == "http://host")
  }

  @Test func `what is found on the same server is added, and what runs goes on`() {
    let program = Program()
    program.openMetrics()
    let effects = program.send(
      .opened(
        Self.found(at: "http://localhost:8000"), name: "http://localhost:8000/events", failures: [])
    )
    #expect(!effects.contains(.close(StreamID(1))))
    guard case .open(_, let request, .sse, _, _)? = effects.last else {
      Issue.record("it does not run: \(effects)")
      return
    }
    #expect(request.url == "http://localhost:8000/events")
    #expect(program.state.endpoint == Self.events)
    #expect(program.line(with: "/chat/stream") != nil)
  }

  @Test func `what is added takes nothing from what is known of the server`() {
    var catalog = Harbour.catalog
    catalog.securitySchemes = ["Token": ["type": "http", "scheme": "bearer"]]
    let program = Program(catalog: catalog)
    let base = "http://localhost:8000"
    program.send(.opened(Self.found(at: base), name: base + "/events", failures: []))
    #expect(program.state.catalog.title == "Harbour API")
    #expect(program.state.catalog.securitySchemes == catalog.securitySchemes)
    #expect(program.state.catalog.endpoints.count == catalog.endpoints.count + 1)
  }

  @Test(arguments: [("web-1", nil), ("web-2", StreamID(1))] as [(String, StreamID?)])
  func `a URL of a stream that is listed fills its form in and runs it`(
    host: String, closed: StreamID?
  ) throws {
    let program = Program()
    program.openMetrics()
    let url = "http://localhost:8000/metrics/live?host=\(host)"
    var seen = try #require(Endpoint(url: url))
    seen.kinds = [.sse]
    let found = Catalog(baseURL: "http://localhost:8000", endpoints: [seen])
    let effects = program.send(.opened(found, name: url, failures: []))
    #expect(program.state.endpoint == Harbour.metrics)
    #expect(program.state.stream?.request.url == url)
    guard let closed else { return #expect(effects.isEmpty) }
    #expect(effects.first == .close(closed))
    #expect(effects.count == 2)
  }

  @Test func `what is not found is said, and everything stays`() {
    let program = Program()
    program.openMetrics()
    let before = program.state.catalog
    program.send(.opened(Catalog(), name: "x", failures: ["x: nobody answers"]))
    #expect(program.line(with: "x: nobody answers") != nil)
    #expect(program.state.catalog == before)
  }

  @Test func `the palette goes to endpoints by their paths`() {
    let program = Program()
    program.press(.character("1"), .character("h"), .character("h"), .character(":"))
    program.type("chat")
    program.press(.enter)
    #expect(program.state.endpoint == Harbour.chat)
    #expect(program.line(with: "SSE  POST /chat/stream") != nil)
  }

  @Test func `the palette opens with what one does, not with what moves`() {
    let program = Program()
    program.press(.character(":"))
    for words in ["▌ down", "  up ", "next pane", "half page"] {
      #expect(program.line(with: words) == nil)
    }
  }

  @Test(arguments: [Key.function(7), .insert, .alt("x"), .character("X")])
  func `a key without a meaning says so`(key: Key) {
    let program = Program()
    program.press(key)
    #expect(program.line(with: "\(key.label ?? "") does nothing here") != nil)
  }

  @Test func `the help begins with the pane that has the keys`() {
    let program = Program()
    program.press(.character("3"), .character("?"))
    #expect(
      program.screen.split(separator: "\n").prefix(4).contains {
        $0.contains("Records: what helps here")
      })
  }
}

import Endpoints
import RecordStore
import StreamDecoding
import Testing

@testable import TUI

/// The screen of a proxy: what others ask for, as runs of the endpoints that answer.
@Suite struct PassingTests {
  private let metrics = "GET /metrics/live"

  private func proxy(
    _ columns: Int = 120, _ rows: Int = 36, catalog: Catalog? = Harbour.catalog,
    memory: RecordMemory = RecordMemory(limit: 64 << 20, fileLimit: 0)
  ) -> Program {
    Program(
      columns, rows, catalog: catalog, memory: memory,
      proxy: ProxyAddress(
        listening: "http://127.0.0.1:9000", target: "http://localhost:8000"))
  }

  // MARK: What is shown

  @Test(arguments: [(120, 36), (80, 24)])
  func `what passes is shown as it comes, with the proxy's two sides above it`(
    columns: Int, rows: Int
  ) {
    let program = proxy(columns, rows)
    program.selectMetrics()
    program.passes(1, "GET", "/metrics/live?host=web-1")
    program.isOpen(1)
    program.passingTicks(1...3, of: 1)
    program.passes(2, "GET", "/metrics/live?host=web-2")
    program.isOpen(2)
    program.passingTicks(1...5, of: 2)
    program.news(.over("left by the client", isWhole: false), ofPassing: 1)
    program.passes(3, "GET", "/favicon.ico")
    program.news(.failed(message: "answered 404", status: 404), ofPassing: 3)
    program.news(.closed, ofPassing: 3)
    program.passes(4, "GET", "/health")
    program.news(.opened(status: 200, mediaType: "application/json", kind: .unary), ofPassing: 4)
    let body = Array(#"{"ok":true}"#.utf8)
    program.news(.response(status: 200, mediaType: "application/json", body: body), ofPassing: 4)
    program.news(.closed, ofPassing: 4)
    Screen.expect(program.state, is: "passing-\(columns)x\(rows)")
  }

  @Test func `without an endpoint the screen says whom to ask`() {
    let program = proxy(catalog: Catalog())
    #expect(program.line(with: "What is asked of http://127.0.0.1:9000 shows here") != nil)
    program.passes(1, "GET", "/events")
    #expect(program.line(with: "/events") != nil)
    #expect(program.state.baseURL == "http://localhost:8000")
  }

  // MARK: Several runs of one endpoint

  @Test func `a newer run goes on top, and the one before stays`() {
    let program = twoRuns()
    #expect(program.line(with: "Records  #2  2 of 2") != nil)
    program.type("<")
    #expect(program.line(with: "Records  #1  1 of 2") != nil)
    program.type("<")
    #expect(program.line(with: "no older run is kept") != nil)
    program.type(">")
    #expect(program.line(with: "Records  #2  2 of 2") != nil)
  }

  @Test func `what comes for a run goes into it, shown or not`() {
    let program = twoRuns()
    program.passingTicks(1...3, of: 1)
    program.passingTicks(1...2, of: 2)
    program.news(.over("left by the client", isWhole: false), ofPassing: 1)
    #expect(program.line(with: "2 records") != nil)
    #expect(program.line(with: "LIVE") != nil)
    program.type("<")
    #expect(program.line(with: "3 records") != nil)
    #expect(program.line(with: "LEFT /metrics/live") != nil)
  }

  @Test func `a run that is being read is not taken away`() {
    let program = twoRuns()
    program.passingTicks(1...3, of: 2)
    program.press(.character("3"), .up)
    program.passes(3, "GET", "/metrics/live")
    #expect(program.line(with: "Records  #2  2 of 3") != nil)
    #expect(program.line(with: "a newer request passes: > shows it") != nil)
    program.type(">")
    #expect(program.line(with: "Records  #3  3 of 3") != nil)
  }

  @Test func `a filter holds for the next run, too`() {
    let program = twoRuns()
    program.passingTicks(1...3, of: 2)
    program.type("&event:tick")
    program.press(.enter)
    program.passes(3, "GET", "/metrics/live")
    program.passingTicks(1...2, of: 3)
    #expect(program.line(with: "&event:tick") != nil)
    #expect(program.line(with: "2 match") != nil)
  }

  @Test func `of what is over the last runs stay, and whatever is under way`() {
    let program = proxy()
    for number in 1...60 {
      program.passes(number, "GET", "/metrics/live")
      if number % 2 == 0 {
        program.isOpen(number)
        program.news(.completed, ofPassing: number)
        program.news(.closed, ofPassing: number)
      }
    }
    program.passes(61, "GET", "/metrics/live")
    let beside = program.state.otherRuns.values
    #expect(beside.count { $0.phase.isRunning } == 30)
    #expect(beside.count { !$0.phase.isRunning } == Passing.mostEnded)
    #expect(beside.filter { !$0.phase.isRunning }.map(\.id.number).min() == 22)
    #expect(program.state.endpointOfRun.count == 51)
  }

  @Test func `runs beside the ones that are shown count against the limit of memory`() {
    let program = proxy(memory: RecordMemory(limit: 1 << 20, fileLimit: 0))
    for number in 1...40 {
      program.passes(number, "GET", number % 2 == 0 ? "/metrics/live" : "/page-\(number)")
      program.isOpen(number)
      let body = String(repeating: "x", count: 100_000)
      let batch = RecordBatch.event(body)
      _ = program.state.absorb(batch, elapsed: program.now, into: StreamID(passing: number))
      program.news(.closed, ofPassing: number)
      program.wait(.milliseconds(10))
    }
    let kept = program.state.otherRuns.values.reduce(0) { $0 + $1.store.bytesUsed }
    #expect(kept <= 1 << 20)
  }

  // MARK: What nobody declares

  @Test func `a path that no endpoint declares has a row, and too many are counted`() {
    let program = proxy()
    for number in 1...250 { program.passes(number, "GET", "/assets/\(number).js") }
    program.passes(251, "GET", "/assets/1.js?again")
    #expect(program.state.passing?.undeclared.count == Passing.mostRows)
    #expect(program.state.passing?.unlisted == 50)
    #expect(program.state.streams["GET /assets/1.js"]?.id == StreamID(passing: 251))
  }

  @Test(arguments: [
    ("HEAD", "/assets/a.js"), ("OPTIONS", "/metrics/live"), ("GET", "/a/{b}"), ("PURGE", "/"),
    ("GET", "/%7Bb%7D?q={c}"),
  ])
  func `what is asked again has one row`(method: String, path: String) {
    let program = proxy()
    let before = program.state.catalog.endpoints.count
    program.passes(1, method, path)
    program.passes(2, method, path)
    #expect(program.state.catalog.endpoints.count == before + 1)
    #expect(program.state.endpointOfRun.count == 2)
  }

  @Test func `a row stays when endpoints are looked for again, until one declares it`() {
    let program = proxy(catalog: nil)
    program.passes(1, "GET", "/health")
    program.passes(2, "GET", "/other")
    program.news(.failed(message: "refused"), ofPassing: 2)
    program.news(.closed, ofPassing: 2)
    program.send(.discovered(Harbour.catalog, failures: []))
    #expect(program.state.passing?.undeclared == ["GET /other"])
    #expect(program.state.catalog.endpoints.count == Harbour.catalog.endpoints.count + 1)
    program.passes(3, "GET", "/health")
    #expect(program.state.endpointOfRun[StreamID(passing: 3)] == "GET /health")
  }

  @Test func `what an answer says of a path is what its row says`() {
    let program = proxy()
    program.passes(1, "GET", "/feed")
    program.isOpen(1)
    let row = program.state.catalog.endpoints.first { $0.path == "/feed" }
    #expect(row?.kind == .sse)
  }

  // MARK: Keys

  @Test func `a request of ours runs beside what passes`() {
    let program = twoRuns()
    program.news(.over("left by the client", isWhole: false), ofPassing: 1)
    program.news(.over("left by the client", isWhole: false), ofPassing: 2)
    program.wait(.milliseconds(1))
    program.press(.character("1"))
    let effects = program.press(.enter) + program.type("web-1") + program.press(.enter)
    guard case .open(StreamID(1), _, kind: .sse, lastEventID: nil, options: _)? = effects.last
    else { return #expect(Bool(false), "\(effects)") }
    #expect(program.line(with: "Records  ours, 3 of 3") != nil)
    program.passes(3, "GET", "/metrics/live")
    let again = program.type("r")
    #expect(again.contains(.close(StreamID(1))))
    #expect(program.state.stream?.id == StreamID(2))
    #expect(program.state.otherRuns.count == 3)
  }

  @Test func `what passes is not ours to stop`() {
    let program = twoRuns()
    #expect(program.type("s") == [])
    #expect(program.line(with: "its client ends it") != nil)
    #expect(program.type("S") == [])
    #expect(program.state.stream?.phase.isRunning == true)
  }

  @Test func `a run that passes is recorded until its own end`() {
    let program = twoRuns()
    #expect(
      program.send(.captureOpened(of: metrics, path: "a.capture")) == [
        .record(StreamID(passing: 2), of: metrics, as: "metrics_live")
      ])
    program.send(.recordingBegan(of: metrics, .middle(bytes: 10)))
    let other = program.send(.stream(id: StreamID(passing: 1), .closed))
    #expect(other == [])
    let end = program.send(
      .stream(id: StreamID(passing: 2), .over("left by the client", isWhole: false)))
    #expect(end == [.endCapture(of: metrics)])
  }

  @Test func `a compressed answer that passes has no next one to be recorded`() {
    let program = twoRuns()
    program.send(.captureOpened(of: metrics, path: "a.capture"))
    #expect(
      program.send(.recordingBegan(of: metrics, .nextAnswer)) == [.endCapture(of: metrics)])
    #expect(program.line(with: "--record FOLDER keeps all that passes") != nil)
    #expect(program.line(with: "REC") == nil)
  }

  // MARK: Exports

  @Test func `a client has what is declared, and what was only asked for is counted`() {
    let program = proxy()
    let declared = program.state.catalog.endpoints.count
    program.passes(1, "GET", "/users/17")
    program.passes(2, "GET", "/favicon.ico")
    program.type("E")
    guard case .export(let job)? = program.press(.enter).first else {
      Issue.record("nothing was to be written")
      return
    }
    #expect(
      program.line(
        with: "writing the client of \(declared) endpoints, without 2 that nobody declared")
        != nil)
    #expect(!job.files().contains { $0.text.contains("/users/17") })
  }

  @Test func `where nothing is declared there is no client, and the screen says what there is`() {
    let program = proxy(catalog: Catalog())
    program.passes(1, "GET", "/users/17")
    #expect(program.type("E") == [])
    #expect(program.line(with: "no source declares what passes here: c shows the code") != nil)
  }

  @Test func `where nothing passes nothing is recorded, and the screen says how`() {
    let program = proxy()
    program.selectMetrics()
    #expect(program.type("R") == [])
    #expect(program.line(with: "nothing passes here now to be recorded") != nil)
  }

  @Test func `the screen stays with the proxy's target`() {
    let program = proxy()
    program.type("ohttp://localhost:1")
    #expect(program.press(.enter) == [])
    #expect(program.line(with: "this screen stays with http://localhost:8000") != nil)
  }

  @Test func `news of a run that is not known is nobody's`() {
    let program = proxy()
    #expect(program.send(.stream(id: StreamID(passing: 9), .closed)) == [])
    #expect(program.state.absorb(.event("x"), elapsed: .zero, into: StreamID(passing: 9)) == [])
  }

  private func twoRuns() -> Program {
    let program = proxy()
    program.selectMetrics()
    for number in 1...2 {
      program.passes(number, "GET", "/metrics/live?host=web-\(number)")
      program.isOpen(number)
    }
    return program
  }
}

extension Program {
  fileprivate func passes(_ number: Int, _ method: String, _ path: String) {
    wait(.milliseconds(1))
    let request = PassingRequest(method: method, url: "http://localhost:8000" + path)
    send(.passes(StreamID(passing: number), request))
    news(.requested(lastEventID: nil), ofPassing: number)
  }

  fileprivate func isOpen(_ number: Int) {
    news(.opened(status: 200, mediaType: "text/event-stream", kind: .sse), ofPassing: number)
  }

  fileprivate func news(_ news: StreamNews, ofPassing number: Int) {
    send(.stream(id: StreamID(passing: number), news))
  }

  fileprivate func passingTicks(_ ids: ClosedRange<Int>, of number: Int) {
    for id in ids {
      wait(.milliseconds(100))
      let data = "{\"cpu\":\(40 + id).5,\"host\":\"web-\(number)\"}"
      news(.received(data.utf8.count), ofPassing: number)
      _ = state.absorb(
        .event(data, type: "tick", id: String(id)), elapsed: now, into: StreamID(passing: number))
    }
  }
}

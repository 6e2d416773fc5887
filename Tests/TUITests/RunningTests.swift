import Endpoints
import Testing

@testable import TUI

/// What Enter, r, s, S and D ask of the world.
@Suite struct RunningTests {
  /// `GET` of the sample backend.
  private func get(
    _ path: String, _ query: [PlannedRequest.QueryField] = []
  ) -> PlannedRequest {
    PlannedRequest(
      method: "GET", baseURL: "http://localhost:8000", path: [.text(path)], query: query)
  }

  private func metrics(of host: String) -> PlannedRequest {
    get("/metrics/live", [.init(name: "host", values: [host])])
  }

  @Test func `Enter without a required value opens the form at its field`() {
    let program = Program()
    program.selectMetrics()
    #expect(program.press(.enter).isEmpty)
    #expect(program.line(with: "editing") != nil)
    #expect(program.line(with: "✗ host is required (string)") != nil)
    #expect(program.line(with: "▌ host") != nil)
  }

  @Test func `Enter in the form subscribes and goes to the records`() {
    let program = Program()
    program.selectMetrics()
    program.press(.enter)
    program.type("web-1")
    let effects = program.press(.enter)
    let request = metrics(of: "web-1")
    #expect(effects == [.open(StreamID(1), request, kind: .sse, lastEventID: nil)])
    #expect(program.state.focus == .records)
    #expect(program.line(with: "CONNECTING") != nil)
  }

  @Test func `Enter on a running endpoint does not run it twice`() {
    let program = Program()
    program.openMetrics()
    program.press(.character("1"))
    #expect(program.press(.enter).isEmpty)
    #expect(program.state.focus == .records)
  }

  @Test func `running again closes the first connection and keeps the last event ID`() {
    let program = Program()
    program.openMetrics()
    program.event("{}", id: "7")
    let effects = program.press(.character("r"))
    let request = metrics(of: "web-1")
    #expect(
      effects == [
        .close(StreamID(1)), .open(StreamID(2), request, kind: .sse, lastEventID: "7"),
      ])
    #expect(program.line(with: "── run again ──") != nil)
  }

  @Test func `another request starts from the beginning`() {
    let program = Program()
    program.openMetrics()
    program.event("{}", id: "7")
    program.press(.character("e"), .down)
    program.type("2")
    let effects = program.press(.enter)
    let request = metrics(of: "web-12")
    #expect(
      effects == [
        .close(StreamID(1)), .open(StreamID(2), request, kind: .sse, lastEventID: nil),
      ])
    #expect(program.state.stream?.store.total == 0)
  }

  @Test func `late news and records of an earlier run are dropped`() {
    let program = Program()
    program.openMetrics()
    program.press(.character("r"))
    program.event("{\"late\":1}", of: 1)
    program.news(.failed(message: "late", status: nil, body: ""), of: 1)
    #expect(program.state.stream?.records == 0)
    #expect(program.state.stream?.phase.isRunning == true)
  }

  @Test func `s stops this stream, S all of them`() {
    let program = Program()
    program.openMetrics()
    program.select("/logs/tail")
    program.press(.enter)
    #expect(program.press(.character("s")) == [.close(StreamID(2))])
    #expect(program.line(with: "STOPPED") != nil)
    #expect(program.press(.character("S")) == [.close(StreamID(1))])
    #expect(program.press(.character("S")).isEmpty)
    #expect(program.line(with: "nothing runs") != nil)
  }

  @Test func `a file is downloaded, an ordinary endpoint is called`() {
    let program = Program()
    program.select("/export.csv")
    let file = get("/export.csv")
    #expect(program.press(.enter) == [.download(StreamID(1), file)])
    program.select("/health")
    let health = get("/health")
    #expect(
      program.press(.enter) == [
        .open(
          StreamID(2), health, kind: .unary, lastEventID: nil,
          options: RunOptions(takesAnswers: true))
      ])
  }

  @Test func `a saved download says where it is`() {
    let program = Program()
    program.select("/export.csv")
    program.press(.enter)
    program.wait(.seconds(1))
    program.news(.saved(path: "/tmp/export.csv", bytes: 1_000_000))
    #expect(program.line(with: "✓ SAVED") != nil)
    #expect(program.line(with: "saved as /tmp/export.csv") != nil)
    #expect(program.line(with: "1.0 MB/s · in 1.00 s") != nil)
  }

  @Test func `a download that is stopped says where its part is`() {
    let program = Program()
    program.select("/export.csv")
    program.press(.enter)
    program.press(.character("s"))
    let sentence = "the download was cancelled; 5 of 10 bytes are in x.part"
    program.news(.failed(message: sentence, status: nil, body: ""))
    program.news(.closed)
    #expect(program.line(with: sentence) != nil)
    #expect(program.line(with: "STOPPED") != nil)
    #expect(program.line(with: "FAILED") == nil)
    #expect(program.state.stoppedDownloads.isEmpty)
  }

  @Test func `the answer of a call is a record with its status`() {
    let program = Program()
    program.select("/health")
    program.press(.enter)
    program.news(
      .response(
        status: 200, mediaType: "application/json", body: Array("{\"status\":\"ok\"}".utf8)))
    #expect(program.line(with: "200  {\"status\":\"ok\"}") != nil)
    #expect(program.line(with: "ANSWERED") != nil)
    #expect(program.line(with: "\"status\": \"ok\"") != nil)
  }

  @Test func `a body is drafted from its schema and sent`() {
    let program = Program()
    program.select("/chat/stream")
    let body = Array("{\"prompt\":\"\",\"temperature\":0.7}".utf8)
    let request = PlannedRequest(
      method: "POST", baseURL: "http://localhost:8000", path: [.text("/chat/stream")],
      body: body, bodyMediaType: "application/json")
    #expect(
      program.press(.enter) == [
        .open(
          StreamID(1), request, kind: .sse, lastEventID: nil, options: RunOptions(endData: "[DONE]")
        )
      ])
  }

  @Test func `a body that is no JSON is not sent`() {
    let program = Program()
    program.select("/chat/stream")
    program.press(.character("e"), .control("t"), .delete)
    #expect(program.press(.control("s")).isEmpty)
    #expect(program.line(with: "✗ body: ") != nil)
  }

  @Test func `a server that is gone and back leaves a mark`() {
    let program = Program()
    program.openMetrics()
    program.event("{}", id: "184")
    program.news(.lost(message: "connection reset by peer", retryIn: .seconds(2)))
    #expect(program.line(with: "RETRYING in 2 s · connection reset by peer · r now") != nil)
    program.wait(.milliseconds(1100))
    #expect(program.line(with: "RETRYING in 1 s") != nil)
    program.wait(.milliseconds(900))
    program.news(.requested(lastEventID: "184"))
    program.news(.opened(status: 200, mediaType: "text/event-stream"))
    #expect(program.line(with: "── reconnected after 2.00 s, asked for id 184 ──") != nil)
    #expect(program.line(with: "1 reconnect") != nil)
  }

  @Test func `a failure shows the sentence, the status and the body`() {
    let program = Program()
    program.openMetrics()
    program.news(
      .failed(
        message: "the server answered 404", status: 404, body: "{\"detail\":\"no such host\"}"))
    program.news(.closed)
    #expect(program.line(with: "✗ FAILED  the server answered 404") != nil)
    #expect(program.line(with: "404  GET \(metrics(of: "web-1").url)") != nil)
    #expect(program.line(with: "\"detail\": \"no such host\"") != nil)
    #expect(program.line(with: "r run again") != nil)
    #expect(program.line(with: "onError the server") != nil)
  }

  @Test func `after quitting one line says what was seen`() {
    let program = Program()
    #expect(program.state.farewell == nil)
    program.openMetrics()
    program.event("{}")
    program.select("/export.csv")
    program.press(.enter)
    program.news(.saved(path: "export.csv", bytes: 1000), of: 2)
    #expect(
      program.state.farewell == "seen: 2 streams, 1 record, 1.0 KB, saved export.csv")
  }

  @Test func `a clean end counts what came`() {
    let program = Program()
    program.openMetrics()
    program.ticks(1...3)
    program.news(.completed)
    program.news(.closed)
    #expect(program.line(with: "ENDED · 3 records") != nil)
    #expect(program.line(with: "onComplete") != nil)
    #expect(program.line(with: "onClose") != nil)
  }

  @Test func `an idle stream says since when`() {
    let program = Program()
    program.openMetrics()
    program.ticks(1...3)
    #expect(program.line(with: "idle") == nil)
    program.wait(.seconds(12))
    #expect(program.line(with: "idle 0:12 · the connection is open") != nil)
  }

  @Test func `looking again is asked for once and keeps what is known`() {
    let program = Program()
    #expect(program.press(.control("r")) == [.rediscover])
    #expect(program.press(.control("r")).isEmpty)
    program.send(.discovered(Catalog(), failures: ["http://localhost:8000: gone"]))
    #expect(program.line(with: "GET  /metrics/live") != nil)
    #expect(program.line(with: "http://localhost:8000: gone") != nil)
  }

  @Test func `r looks again where nothing was found`() {
    let program = Program(catalog: nil)
    program.send(.discovered(Catalog(), failures: []))
    #expect(program.press(.character("r")) == [.rediscover])
    #expect(program.line(with: "Looking for the streams of") != nil)
  }

  @Test func `a second discovery keeps the selection and the streams`() {
    let program = Program()
    program.openMetrics()
    program.event("{\"n\":1}")
    var more = Harbour.catalog
    more.endpoints.insert(Endpoint(name: "a", path: "/a", kind: .sse), at: 0)
    program.send(.discovered(more, failures: []))
    #expect(program.state.endpoint?.path == "/metrics/live")
    #expect(program.line(with: "{\"n\":1}") != nil)
  }

  /// Keys are handled before the news that came before them.
  @Test func `what was on its way when a stream was stopped doesn't start it again`() {
    let program = Program()
    program.openMetrics()
    program.press(.character("s"))
    #expect(program.line(with: "STOPPED") != nil)
    program.news(.opened(status: 200, mediaType: "text/event-stream"))
    #expect(program.line(with: "STOPPED") != nil)
  }

  @Test func `a call that was stopped has not failed`() {
    let program = Program()
    program.openMetrics()
    program.press(.character("s"))
    program.news(.failed(message: "the request was cancelled", status: nil, body: ""))
    program.news(.closed)
    #expect(program.line(with: "STOPPED") != nil)
    #expect(program.line(with: "FAILED") == nil)
  }
}

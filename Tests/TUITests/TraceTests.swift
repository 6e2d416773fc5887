import StreamDecoding
import Testing

@testable import TUI

/// The callbacks pane: what a client would have seen, and how one reads it.
@Suite struct TraceTests {
  private func trace(_ program: Program) -> [String] {
    program.state.stream?.trace.lines.map { line in
      let detail = line.detail.isEmpty ? "" : " " + line.detail
      return line.name + detail + (line.count > 1 ? " ×\(line.count)" : "")
    } ?? []
  }

  private func lose(_ program: Program) {
    program.news(.lost(message: "connection reset by peer", retryIn: .seconds(1)))
    program.wait(.seconds(1))
    program.news(.requested(lastEventID: "7"))
    program.news(.opened(status: 200, mediaType: "text/event-stream"))
  }

  @Test func `names that take turns are counted apart, and the stream's life stays`() {
    let program = Program()
    program.openMetrics()
    for _ in 0..<3 {
      for turn in 0..<2000 { program.event("{}", type: turn % 2 == 0 ? "tick" : "warn", id: "7") }
      lose(program)
    }
    let lost = [
      "onMessage tick ×1000", "onMessage warn ×1000",
      "onError connection reset by peer; again in 1.00 s", "request id=7",
      "onOpen 200 event-stream",
    ]
    #expect(trace(program) == ["request", "onOpen 200 event-stream"] + lost + lost + lost)
  }

  @Test func `invented names are counted together beyond some`() {
    let program = Program()
    program.openMetrics()
    for number in 0..<1000 { program.event("{}", type: "name-\(number)") }
    let lines = trace(program)
    #expect(lines.count < 60)
    #expect(lines.last == "onMessage other names ×950")
  }

  @Test func `a stream that is connected again for weeks keeps its beginning and its end`() {
    var trace = CallbackTrace()
    for number in 0..<100_000 { trace.note("request", "\(number)", at: .seconds(number)) }
    #expect(trace.lines.count <= CallbackTrace.limit + 1000)
    #expect(trace.lines[0].detail == "0" && trace.lines[99].detail == "99")
    #expect(trace.lines.last?.detail == "99999")
    #expect(trace.index(of: 50_000) == 100)
  }

  @Test func `rows that are held don't move`() {
    let program = Program()
    program.openMetrics()
    for _ in 0..<30 { lose(program) }
    program.press(.character("4"), .character("g"), .character("j"))
    func rows() -> [Substring] { program.screen.split(separator: "\n").suffix(9).dropLast(2) }
    let held = rows().map { $0.prefix(30) }
    for _ in 0..<30 { lose(program) }
    #expect(rows().map { $0.prefix(30) } == held)
    program.press(.character("G"))
    #expect(rows().map { $0.prefix(30) } != held)
  }

  @Test func `held rows stay when old ones go`() {
    let program = Program()
    program.openMetrics()
    for _ in 0..<5000 { lose(program) }
    program.press(.character("4"), .pageUp)
    let top = program.state.traceTop
    for _ in 0..<3000 { lose(program) }
    #expect(program.state.traceTop == top)
    #expect(program.line(with: "4 Callbacks") != nil)
  }

  @Test func `the slash finds callbacks`() {
    let program = Program()
    program.openMetrics()
    program.news(.lost(message: "a needle", retryIn: .seconds(1)))
    for _ in 0..<20 { lose(program) }
    program.press(.character("4"), .character("/"))
    program.type("needle")
    #expect(program.line(with: "onError a needle") != nil)
    program.press(.enter)
    #expect(program.line(with: "onError a needle") != nil)
    program.press(.character("/"))
    program.type("nowhere")
    program.press(.enter)
    #expect(program.line(with: "\"nowhere\" is not here") != nil)
  }

  @Test func `an error's sentence is whole`() {
    let program = Program()
    program.openMetrics()
    program.news(
      .failed(message: "127.0.0.1:8000 answered 401: not authenticated, ask for a token first"))
    program.news(.closed)
    program.press(.character("4"))
    let words = "onError 127.0.0.1:8000 answered 401: not authenticated, ask for a token first"
    let pane = program.screen.split(separator: "\n").suffix(9)
      .map { $0.dropFirst().prefix(30) }.joined(separator: " ")
      .split(separator: " ").joined(separator: " ")
    #expect(pane.contains(words), "\(pane)")
  }

  @Test func `at an invalid record a client has ended, and the inspector reads on`() {
    let program = Program()
    program.select("/rows/{table}")
    program.press(.enter)
    program.type("cars")
    program.press(.enter)
    program.news(.opened(status: 200, mediaType: "application/x-ndjson", kind: .ndjson))
    var batch = RecordBatch()
    batch.add(.value, "1")
    batch.add(.invalid, "{oops", fault: RecordFault(offset: 1, reason: .expectedValue))
    batch.add(.value, "2")
    program.absorb(batch)
    program.news(.completed)
    program.news(.closed)
    let lines = trace(program)
    #expect(lines.prefix(2) == ["onOpen 200 x-ndjson", "onChunk"])
    #expect(lines[2].hasPrefix("onError not valid: "))
    #expect(
      lines.dropFirst(3) == [
        "onClose", "(reading on) a client has ended here", "(onInvalidRecord)", "(onChunk)",
      ])
    program.press(.character("r"))
    program.news(.requested(lastEventID: nil), of: 2)
    program.news(.opened(status: 200, mediaType: "application/x-ndjson", kind: .ndjson), of: 2)
    #expect(trace(program).suffix(2) == ["request", "onOpen 200 x-ndjson"])
  }

  @Test func `the run is the exported client's unless one chooses otherwise`() {
    let program = Program()
    program.selectMetrics()
    #expect(program.line(with: "reconnects always") != nil)
    program.press(.character(":"))
    program.type("reconnect never")
    program.press(.enter)
    #expect(program.line(with: "reconnects never") != nil)
    program.press(.enter)
    program.type("web-1")
    guard case .open(_, _, _, _, let options)? = program.press(.enter).last else {
      Issue.record("nothing runs")
      return
    }
    #expect(options == RunOptions(reconnecting: .never))
    program.press(.character(":"))
    program.type("reconnect on failure")
    #expect(program.press(.enter).count == 2, "what runs is run anew")
    program.select("/chat/stream")
    #expect(program.line(with: "reconnects never") != nil)
  }
}

import StreamDecoding
import Testing

@testable import TUI

/// What the screen says of a stream is so.
@Suite struct StateWordsTests {
  @Test func `one record is not several`() {
    let program = Program()
    program.openMetrics()
    program.event("{}")
    program.press(.character("6"))
    #expect(program.line(with: "1 record ") != nil)
    #expect(program.line(with: "1 records") == nil)
    program.news(.completed)
    #expect(program.line(with: "1 records") == nil)
  }

  @Test func `attempts that fail are no reconnects`() {
    let program = Program()
    program.openMetrics()
    program.event("{}")
    for _ in 0..<3 {
      program.news(.lost(message: "connection refused", retryIn: .seconds(1)))
      program.wait(.seconds(1))
      program.news(.requested(lastEventID: nil))
    }
    #expect(program.line(with: "0 reconnects") != nil)
    program.news(.opened(status: 200, mediaType: "text/event-stream"))
    #expect(program.line(with: "1 reconnect ") != nil)
  }

  @Test func `what is kept and its limit are told in one unit`() {
    let program = Program(memory: RecordMemory(limit: 256 << 20, fileLimit: 0))
    program.openMetrics()
    #expect(program.line(with: "of 268.4 MB") != nil)
    #expect(program.line(with: "MiB") == nil)
  }

  @Test func `no pause counts that lies between two connections or runs`() {
    let program = Program()
    program.openMetrics()
    program.ticks(1...50)
    program.news(.lost(message: "reset", retryIn: .seconds(9)))
    program.wait(.seconds(9))
    program.news(.requested(lastEventID: nil))
    program.news(.opened(status: 200, mediaType: "text/event-stream"))
    program.ticks(51...100)
    program.press(.character("s"))
    program.wait(.seconds(20))
    program.press(.character("r"))
    program.news(.requested(lastEventID: nil), of: 2)
    program.news(.opened(status: 200, mediaType: "text/event-stream"), of: 2)
    program.wait(.milliseconds(100))
    program.event("{}", of: 2)
    #expect(program.state.stream?.gaps.longest == .milliseconds(100))
  }

  @Test func `bytes are the network's, whatever is made of them`() {
    let program = Program()
    program.openMetrics()
    var batch = RecordBatch()
    batch.add(.comment, " keep-alive")
    _ = program.state.absorb(batch, elapsed: program.now, into: StreamID(1))
    program.state.absorb(received: 16, elapsed: program.now, into: StreamID(1))
    #expect(program.line(with: "16 B/s") != nil)
    #expect(program.line(with: "total  16 B") != nil)
    program.news(.completed)
    #expect(program.line(with: "ENDED · 0 records, 16 B") != nil)
  }

  @Test func `the type of events without a name is whole`() {
    let program = Program(80, 24)
    program.openMetrics()
    program.event("{}")
    program.event("{}", type: "row")
    #expect(program.line(with: " message ") != nil)
  }

  @Test func `Space holds a view that is held already, and resumes it as it was`() {
    let program = Program()
    program.openMetrics()
    program.ticks(1...60)
    program.press(.character("k"), .character("k"))
    let window = program.state.stream?.window
    #expect(program.line(with: "Space pause") != nil)
    program.press(.character(" "))
    #expect(program.line(with: "PAUSED at 58") != nil)
    #expect(program.line(with: "Space resume") != nil)
    #expect(program.state.stream?.window.heldTop == window?.heldTop)
    program.press(.character(" "))
    #expect(program.state.stream?.window == window)
    #expect(program.line(with: "NOT FOLLOWING at 58") != nil)
    program.press(.character("G"), .character(" "), .character(" "))
    #expect(program.state.stream?.window.isFollowing == true)
  }

  @Test func `Enter holds the record that it opens`() {
    let program = Program()
    program.openMetrics()
    program.ticks(1...60)
    program.press(.enter)
    #expect(program.state.focus == .detail)
    program.ticks(61...90)
    #expect(program.line(with: "id 60  event tick") != nil)
  }

  @Test(arguments: [(120, 36), (80, 24), (60, 20)])
  func `while it is tried again the key for now is seen`(columns: Int, rows: Int) {
    let program = Program(columns, rows)
    program.openMetrics()
    program.ticks(1...3)
    program.news(
      .lost(
        message:
          "the connection to a-server-with-a-long-name.example.org:8443 broke off before the "
          + "body's end", retryIn: .seconds(12)))
    #expect(program.line(with: "RETRYING in 12 s · ")?.contains(" · r now") == true)
  }

  @Test func `figures of the rate pane are whole`() {
    let program = Program(memory: RecordMemory(limit: 1 << 20, fileLimit: 0))
    program.openMetrics()
    var batch = RecordBatch()
    for row in 0..<20_000 { batch.add(.event, "{\"row\":\(row)}", type: "tick", id: "\(row)") }
    for _ in 0..<15 { program.absorb(batch) }
    #expect(program.line(with: "k dropped ") != nil)
  }

  @Test func `a key that does nothing says so`() {
    let program = Program()
    program.press(.character("z"))
    #expect(program.line(with: "z does nothing here; ? shows the keys") != nil)
  }

  @Test func `help and code are among the hints at 80 columns`() {
    let program = Program(80, 24)
    program.openMetrics()
    program.ticks(1...3)
    #expect(program.line(with: "c code  ? help") != nil)
  }

  @Test func `the filter is tried while it is typed, and Esc takes it back`() {
    let program = Program()
    program.openMetrics()
    program.ticks(1...9)
    program.press(.character("&"))
    program.type(".cpu > 45")
    #expect(program.line(with: "match") != nil)
    program.press(.escape)
    #expect(program.line(with: "match") == nil)
    program.press(.character("&"))
    program.type(".a > 1 && b < 3")
    program.press(.enter)
    #expect(program.line(with: "“b” is no test") != nil)
  }

  @Test func `what is not found is said at Enter`() {
    let program = Program()
    program.openMetrics()
    program.ticks(1...9)
    program.press(.character("/"))
    program.type("zzz")
    program.press(.enter)
    #expect(program.line(with: "\"zzz\" is not here") != nil)
  }
}

/// Ordinary answers that say what went wrong.
@Suite struct ErrorAnswerTests {
  @Test(arguments: [
    (200, "✓", "ANSWERED /health"), (404, "✗", "ANSWERED 404 /health"),
    (500, "✗", "ANSWERED 500 /health"),
  ])
  func `an answer of an error is no success in the list`(
    status: Int, mark: String, label: String
  ) {
    let program = Program()
    program.select("/health")
    program.press(.enter)
    program.news(.response(status: status, mediaType: "application/json", body: Array("{}".utf8)))
    program.news(.closed)
    #expect(program.line(with: "\(mark)·    GET  /health") != nil)
    #expect(program.screen.contains(label))
  }

  @Test func `where nothing is listed, the key that shows all of it is told`() {
    let program = Program()
    program.press(.character("/"))
    program.type("nowhere")
    program.press(.enter)
    #expect(program.line(with: "No endpoint is listed: Esc shows all of them again.") != nil)
  }

  @Test func `the foot tells of no key of a body where there is none`() {
    let program = Program()
    program.selectMetrics()
    program.press(.character("e"))
    #expect(program.line(with: "Ctrl-t fields/text") == nil)
    program.press(.escape)
    program.select("/chat/stream")
    program.press(.character("e"))
    #expect(program.line(with: "Ctrl-t fields/text") != nil)
  }
}

import Endpoints
import Testing

@testable import TUI

/// `R`: a stream on its way into a capture.
@Suite struct RecordingTests {
  private let title = "GET /metrics/live"

  private func live(_ columns: Int = 120, _ rows: Int = 36) -> Program {
    let program = Program(columns, rows)
    program.openMetrics()
    return program
  }

  private func recorded(_ columns: Int = 120, _ rows: Int = 36) -> Program {
    let program = live(columns, rows)
    program.send(.captureOpened(of: title, path: "metrics_live.capture"))
    program.send(.recordingBegan(of: title, .middle(bytes: 2048)))
    program.state.absorb(recorded: 4096, of: title)
    return program
  }

  @Test func `the file's name is asked, and the endpoint's is proposed`() {
    let program = live()
    program.type("R")
    #expect(program.line(with: "> metrics_live.capture") != nil)
    #expect(
      program.press(.enter) == [
        .openCapture(
          of: title, DownloadPlace(path: "metrics_live.capture"), fileName: "metrics_live.capture")
      ])
  }

  @Test func `what runs is recorded from there on`() {
    let program = live()
    #expect(
      program.send(.captureOpened(of: title, path: "a.capture")) == [
        .record(StreamID(1), of: title, as: "metrics_live")
      ])
    program.send(.recordingBegan(of: title, .middle(bytes: 2048)))
    let line = program.line(with: "recording from here on, 2")
    #expect(line?.contains("came before; R ends it: a.capture") == true)
  }

  @Test func `what does not run is run, and recorded from its request on`() {
    let program = Program()
    program.select("/logs/tail")
    let effects = program.send(.captureOpened(of: "GET /logs/tail", path: "a.capture"))
    guard case .record(StreamID(1), of: "GET /logs/tail", as: "logs")? = effects.first,
      case .open(StreamID(1), _, kind: .text, lastEventID: nil, options: _)? = effects.last
    else { return #expect(Bool(false), "\(effects)") }
  }

  @Test(arguments: [(120, 36), (80, 24)])
  func `the state line and the row say that it is recorded`(columns: Int, rows: Int) {
    let program = recorded(columns, rows)
    program.wait(.seconds(30))
    #expect(program.line(with: "LIVE REC 4") != nil)
    let rows = program.screen.split(separator: "\n").filter { $0.contains("SSE") }
    #expect(rows.contains { $0.contains("REC ") })
  }

  @Test func `the same key ends it, and the stream goes on`() {
    let program = recorded()
    program.type("x")
    #expect(program.line(with: "end the recording") != nil)
    program.press(.escape)
    #expect(program.type("R") == [.endCapture(of: title)])
    #expect(program.line(with: "recorded into metrics_live.capture") != nil)
    program.wait(.seconds(30))
    #expect(program.line(with: "LIVE") != nil)
    #expect(program.line(with: "REC") == nil)
  }

  @Test func `a run again is recorded into the same file`() {
    let program = recorded()
    let effects = program.type("r")
    #expect(effects.first == .record(StreamID(2), of: title, as: "metrics_live"))
    #expect(effects.contains(.close(StreamID(1))))
  }

  @Test func `a stream that ends closes its file`() {
    let program = recorded()
    program.send(.stream(id: StreamID(1), .completed))
    #expect(program.send(.stream(id: StreamID(1), .closed)) == [.endCapture(of: title)])
    #expect(program.state.farewell?.hasSuffix("saved metrics_live.capture") == true)
  }

  @Test func `a stream that is stopped closes its file first`() {
    let program = recorded()
    #expect(program.type("s") == [.endCapture(of: title), .close(StreamID(1))])
  }

  @Test func `a full disk is said, and the stream goes on`() {
    let program = recorded()
    let sentence = "a.capture keeps what is in it, 4 KB, and no more: full; the stream goes on"
    #expect(
      program.send(.captureFailed(of: title, sentence: sentence)) == [.endCapture(of: title)])
    #expect(program.line(with: "and no more: full; the stream goes on") != nil)
    program.wait(.seconds(30))
    #expect(program.line(with: "LIVE") != nil)
  }

  @Test(arguments: [
    ("y", DownloadPlace(path: "metrics_live.capture", overwrites: true)),
    ("b.capture.gz", DownloadPlace(path: "b.capture.gz")),
  ])
  func `a name clash asks what to do`(answer: String, place: DownloadPlace) {
    let program = live()
    program.send(.captureTaken(of: title, path: "metrics_live.capture"))
    #expect(program.line(with: "metrics_live.capture exists: y overwrites") != nil)
    program.type(answer)
    #expect(
      program.press(.enter) == [
        .openCapture(of: title, place, fileName: "metrics_live.capture")
      ])
  }

  @Test func `a file without a run is not told as one that was recorded`() {
    let program = live()
    program.send(.captureOpened(of: title, path: "a.capture"))
    #expect(program.type("R") == [.endCapture(of: title)])
    #expect(program.line(with: "nothing was recorded") != nil)
    #expect(program.line(with: "recorded into") == nil)
  }

  @Test func `nothing is recorded without a name`() {
    let program = live()
    program.press(.character("R"), .control("u"))
    #expect(program.press(.enter).isEmpty)
    #expect(program.line(with: "nothing is recorded") != nil)
  }

  @Test func `a compressed answer is recorded from the next one on, and that is said`() {
    let program = live()
    program.send(.captureOpened(of: title, path: "a.capture"))
    program.send(.recordingBegan(of: title, .nextAnswer))
    #expect(program.line(with: "can't be recorded from its middle, the next one is; r runs") != nil)
  }

  @Test func `a recording that waited in vain for the next answer says so, and leaves no file`() {
    let program = live()
    program.send(.captureOpened(of: title, path: "a.capture"))
    program.send(.recordingBegan(of: title, .nextAnswer))
    #expect(program.type("R") == [.endCapture(of: title)])
    #expect(program.line(with: "nothing was recorded: no answer came after") != nil)
    #expect(program.line(with: "recorded into") == nil)
    #expect(program.state.savedFiles.isEmpty)
  }

  @Test func `what waited for the next answer has it when the stream is connected again`() {
    let program = live()
    program.send(.captureOpened(of: title, path: "a.capture"))
    program.send(.recordingBegan(of: title, .nextAnswer))
    program.news(.requested(lastEventID: nil))
    #expect(program.type("R") == [.endCapture(of: title)])
    #expect(program.line(with: "recorded into a.capture") != nil)
  }
}

import Testing

@testable import TUI

/// The head of the answer, and a run that begins anew.
@Suite struct AnswerHeadTests {
  @Test func `the detail shows the head of the answer once there is one`() {
    let program = Program()
    program.openMetrics()
    #expect(program.line(with: "json  assembled  raw  head") == nil)
    program.news(
      .head(["HTTP/2 200", "content-type: text/event-stream", "127.0.0.1:8000 · TLSv1.3"]))
    #expect(program.line(with: "json  assembled  raw  head") != nil)
    program.press(.character("5"), .character("a"), .character("a"), .character("a"))
    for words in ["HTTP/2 200", "content-type: text/event-stream", "127.0.0.1:8000 · TLSv1.3"] {
      #expect(program.line(with: words) != nil)
    }
    program.press(.character("a"))
    #expect(program.line(with: "HTTP/2 200") == nil)
  }

  @Test func `a head longer than the pane scrolls`() {
    let program = Program()
    program.openMetrics()
    program.news(.head(["HTTP/1.1 200"] + (1...80).map { "x-\($0): v" }))
    program.press(.character("5"), .character("a"), .character("a"), .character("a"), .end)
    #expect(program.line(with: "x-80: v") != nil)
  }

  @Test func `r goes on from the last event, Alt-r begins afresh`() {
    let program = Program()
    program.openMetrics()
    program.event("{}", id: "7")
    func asked(_ effects: [Effect]) -> String? {
      for case .open(_, _, _, let id, _) in effects { return id }
      return "nothing was opened"
    }
    #expect(asked(program.press(.character("r"))) == "7")
    #expect(asked(program.press(.alt("r"))) == nil)
  }
}

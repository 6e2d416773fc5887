import Testing

@testable import TUI

/// `|`: what the user's pager gets.
@Suite struct PagingTests {
  private func text(_ effects: [Effect]) -> String? {
    guard case .page(let paged)? = effects.first else { return nil }
    return switch paged {
    case .text(let text): text
    case .record(let lines): "record " + (lines.text(atMost: 1 << 20) ?? "")
    case .records(let lines): "records " + (lines.text(atMost: 1 << 20) ?? "")
    }
  }

  private func program() -> Program {
    let program = Program()
    program.openMetrics()
    for number in 1...3 { program.event("{\"n\":\(number)}") }
    return program
  }

  @Test func `the record under the cursor, and it stays there`() {
    let program = program()
    #expect(
      text(program.press(.character("3"), .character("k"), .character("|"))) == "record {\"n\":2}\n"
    )
    program.event("{\"n\":4}")
    #expect(text(program.press(.character("|"))) == "record {\"n\":2}\n")
  }

  @Test func `the selection, and all that shows`() {
    let program = program()
    program.type("3Vk")
    #expect(text(program.type("|")) == "records {\"n\":2}\n{\"n\":3}\n")
    program.press(.escape, .character("&"))
    program.type(".n < 3")
    program.press(.enter, .character(":"))
    program.type("page view")
    #expect(text(program.press(.enter)) == "records {\"n\":1}\n{\"n\":2}\n")
  }

  @Test func `each tab of the detail, and the trace`() {
    let program = program()
    program.news(.head(["HTTP/1.1 200 OK", "Set-Cookie: ••••••"]))
    program.press(.character("5"))
    #expect(text(program.type("|")) == "record {\"n\":3}\n")
    for _ in 0..<4 where program.state.detail.form != .raw { program.type("a") }
    #expect(text(program.type("|")) == "records {\"n\":3}\n")
    for _ in 0..<4 where program.state.detail.form != .head { program.type("a") }
    #expect(text(program.type("|")) == "HTTP/1.1 200 OK\nSet-Cookie: ••••••\n")
    program.press(.character("4"))
    #expect(text(program.type("|"))?.contains("onMessage") == true)
  }

  @Test func `nothing to page is said`() {
    let program = Program()
    program.selectMetrics()
    #expect(program.press(.character("3"), .character("|")).isEmpty)
    #expect(program.line(with: "nothing has run here yet") != nil)
    program.openMetrics()
    #expect(program.press(.character("3"), .character("|")).isEmpty)
    #expect(program.line(with: "there is no record to page") != nil)
  }

  @Test func `the menu of actions has it`() {
    let program = program()
    program.press(.character("3"), .character("x"))
    program.type("page")
    #expect(program.line(with: "show it in $PAGER") != nil)
  }
}

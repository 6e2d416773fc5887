import Testing

@testable import TUI

/// What a click on words does that look as if they could be clicked.
@Suite struct ClickTests {
  private static func click(_ program: Program, on words: String, in line: String? = nil) {
    let lines = program.screen.split(separator: "\n", omittingEmptySubsequences: false)
    guard let row = lines.lastIndex(where: { $0.contains(line ?? words) }),
      let range = lines[row].firstRange(of: words)
    else {
      Issue.record("\(words) is not on the screen:\n\(program.screen)")
      return
    }
    let column = String(lines[row][..<range.lowerBound]).columns
    program.press(.mouse(.init(kind: .press(.left), column: column, row: row)))
  }

  @Test func `json and raw are chosen by a click`() {
    let program = Program()
    program.openMetrics()
    program.event("{\"a\":1}")
    Self.click(program, on: "raw", in: "5 Detail")
    #expect(program.state.detail.form == .raw)
    Self.click(program, on: "json", in: "5 Detail")
    #expect(program.state.detail.form == .json)
  }

  @Test func `a group folds and opens by a click on its sign`() {
    let program = Program()
    Self.click(program, on: "▾ files")
    #expect(program.line(with: "▸ files") != nil)
    Self.click(program, on: "▸ files")
    #expect(program.line(with: "▾ files") != nil)
  }

  @Test func `a hint does what its key does by a click`() {
    let program = Program()
    Self.click(program, on: "? help")
    #expect(program.line(with: "Keys") != nil)
    Self.click(program, on: "Esc back")
    #expect(program.state.mode == .browsing)
  }

  @Test(arguments: [(80, 24), (120, 36)])
  func `the help and the code are among the hints, whatever runs`(columns: Int, rows: Int) {
    let program = Program(columns, rows)
    program.live()
    for pane in "123456" {
      program.press(.character(pane))
      #expect(program.line(with: "c code") != nil && program.line(with: "? help") != nil)
    }
  }
}

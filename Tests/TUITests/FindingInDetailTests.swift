import StreamDecoding
import Testing

@testable import TUI

/// `/`, `n` and `N` inside of one record.
@Suite struct FindingInDetailTests {
  private func reading(_ record: String, columns: Int = 120, rows: Int = 36) -> Program {
    let program = Program(columns, rows)
    program.openMetrics()
    program.event("{\"before\":\"needle\"}")
    program.event(record)
    program.press(.character("5"))
    return program
  }

  /// Until the record is looked through.
  private func settle(_ program: Program) {
    while program.state.isScanningDetail { program.wait(.milliseconds(1)) }
  }

  private func find(_ text: String, in program: Program) {
    program.press(.character("/"))
    program.type(text)
    settle(program)
  }

  private func isInDetail(_ text: String, _ program: Program) -> Bool {
    let inner = program.state.layout.inner(.detail)
    let frame = program.frame
    return (inner.row + 1..<inner.endRow).contains { row in
      (inner.column..<inner.endColumn).map { frame[$0, row].text }.joined().contains(text)
    }
  }

  private var cursor: (Program) -> String? {
    { program in program.state.reading?.paths.last }
  }

  @Test func `the first hit is gone to while one types, and hits are counted`() {
    let program = reading(#"{"a":"one","b":["needle","x"],"c":{"needle":1},"d":"needle needle"}"#)
    find("needle", in: program)
    #expect(cursor(program) == ".b")
    #expect(program.line(with: "hit 1 of 4") != nil)
    program.press(.enter)
    program.type("n")
    #expect(cursor(program) == ".c.needle")
    program.type("n")
    #expect(program.line(with: "hit 3 of 4") != nil)
    program.type("n")
    #expect(program.line(with: "\"needle\" is not below") != nil)
    program.type("NN")
    #expect(cursor(program) == ".b")
    program.type("N")
    #expect(program.line(with: "\"needle\" is not above") != nil)
    // The record is the same all the while.
    #expect(program.state.stream?.current == 1)
  }

  @Test func `what is folded opens where a hit is`() {
    let program = reading(#"{"e":{"f":1},"a":{"b":{"c":[{"d":"needle"}]}}}"#)
    program.type("-")
    find("needle", in: program)
    #expect(cursor(program) == ".a.b.c[0].d")
    #expect(program.line(with: "\"d\": \"needle\"") != nil)
    #expect(program.line(with: "\"e\": {…}") != nil)
  }

  @Test(arguments: [
    ("NEEDLE", "hit 1 of 1"), ("/n[e]+dle/", "hit 1 of 2"), ("\"k\": \"needle\"", "hit 1 of 1"),
    ("zzz", "0 hits"),
  ])
  func `texts and patterns are found as they are shown`(text: String, words: String) {
    let program = reading(#"{"k":"needle","l":"needle NEEDLE"}"#)
    find(text, in: program)
    #expect(program.line(with: words) != nil)
  }

  @Test func `Esc goes back to where one was`() {
    let program = reading(#"{"a":1,"b":2,"c":"needle"}"#)
    program.press(.down)
    find("needle", in: program)
    #expect(cursor(program) == ".c")
    program.press(.escape)
    #expect(cursor(program) == ".a")
    #expect(program.line(with: "hit ") == nil)
  }

  @Test func `in a long line the row with the hit is shown`() {
    let filler = String(repeating: "word ", count: 1500)
    let program = reading("{\"text\":\"\(filler)needle \(filler)\"}", columns: 80, rows: 24)
    find("needle", in: program)
    #expect(isInDetail("needle", program))
    program.press(.escape)
    program.type("w")
    find("needle", in: program)
    #expect(isInDetail("needle", program))
  }

  @Test func `a record of any size is looked through whole, in slices`() {
    let elements = (0..<60_000).map { "{\"id\":\($0),\"name\":\"n\($0)\"}" }.joined(separator: ",")
    let program = reading("{\"all\":[\(elements)],\"last\":\"needle\"}")
    program.press(.character("/"))
    program.type("needle")
    let first = program.state.detail.scan?.examined ?? 0
    #expect(first > 0 && first < 240_000)
    settle(program)
    #expect(cursor(program) == ".last")
    #expect(program.line(with: "hit 1 of 1") != nil)
  }

  @Test func `text, heads and answers are looked through, too`() {
    let program = reading("first line\nsecond needle\nthird")
    find("needle", in: program)
    #expect(program.line(with: "hit 1 of 1") != nil)
    program.press(.escape)
    program.news(.head(["HTTP/1.1 200 OK", "Server: needle", "Date: today"]))
    program.type("aaa")
    find("needle", in: program)
    #expect(program.line(with: "hit 1 of 1") != nil)
  }
}

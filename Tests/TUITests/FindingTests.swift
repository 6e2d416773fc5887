import StreamDecoding
import Testing

@testable import TUI

/// `/` and `&` while one types, over few and over many records.
@Suite struct FindingTests {
  private func live(_ texts: [String]) -> Program {
    let program = Program()
    program.openMetrics()
    for (index, text) in texts.enumerated() { program.event(text, type: "tick", id: "\(index)") }
    return program
  }

  private func search(_ program: Program, _ key: Character, _ text: String) {
    program.press(.character("3"), .character(key))
    program.type(text)
  }

  @Test(arguments: [
    ("alarm", "3 hits", 2), ("ALARM", "1 hit ", 1), ("/al.rm/", "2 hits", 2),
    ("/al.rm/i", "3 hits", 2), ("/a/b", "1 hit ", 3), ("zzz", "0 hits", 3),
    ("/(z|q)/", "0 hits", 3),
  ])
  func `the pane counts the hits while one types`(text: String, count: String, current: Int) {
    let program = live(["an alarm", "an ALARM", "an alarm", "GET /a/b"])
    program.press(.character("3"), .character("k"))
    search(program, "/", text)
    #expect(program.line(with: "3 Records")?.contains("4 records · \(count)") == true)
    #expect(program.state.stream?.current == min(current, 3) || count.hasPrefix("0"))
    program.press(.escape)
    #expect(program.line(with: "3 Records")?.contains("hit") == false)
    #expect(program.state.stream?.current == 2)
  }

  @Test func `a hit far into a record of five megabytes is found`() {
    let program = live(["x", String(repeating: "y", count: 5 << 20) + "needle", "x"])
    search(program, "/", "needle")
    program.finishExamining()
    #expect(program.state.stream?.current == 1)
    #expect(program.line(with: "3 Records")?.contains("1 hit ") == true)
  }

  @Test func `a search goes on in slices, and its hit is gone to once it is known`() {
    let program = live([])
    var batch = RecordBatch()
    for row in 0..<10_000 {
      batch.add(.event, "{\"row\":\(row)," + String(repeating: "a", count: 500))
    }
    for _ in 0..<20 { program.absorb(batch) }
    program.event("{\"row\":\"last\"}")
    program.press(.character("3"), .character("g"))
    search(program, "/", "/(a|b)+\"last/")
    #expect(program.state.stream?.isExamining == true)
    #expect(program.line(with: "3 Records")?.contains("0 hits so far") == true)
    #expect(program.state.timeToNextTick == .milliseconds(1))
    // What is typed next ends it.
    program.press(.control("u"))
    program.type("\"last")
    program.press(.enter)
    #expect(program.line(with: "is not here") == nil)
    program.finishExamining()
    #expect(program.state.stream?.current == 200_000)
    #expect(program.line(with: "3 Records")?.contains("1 hit ") == true)
  }

  @Test func `a filter shows the newest records at once, and older ones as it comes to them`() {
    let program = live(["an old needle"])
    var batch = RecordBatch()
    for _ in 0..<2_000 { batch.add(.event, String(repeating: "a", count: 5_000)) }
    for _ in 0..<4 { program.absorb(batch) }
    program.event("a new needle")
    search(program, "&", "needle")
    #expect(program.state.stream?.isExamining == true)
    #expect(program.line(with: "3 Records")?.contains("1 match so far, ") == true)
    #expect(program.line(with: "a new needle") != nil)
    program.press(.enter, .character("k"))
    #expect(program.state.stream?.current == 8_001)
    // What is shown stays where it is while older records come in above.
    program.finishExamining()
    #expect(program.line(with: "3 Records")?.contains("2 match") == true)
    #expect(program.state.stream?.current == 8_001)
    #expect(program.line(with: "an old needle") != nil)
  }

  @Test func `a search that is nowhere says so when it is through, not before`() {
    let program = live([])
    var batch = RecordBatch()
    for _ in 0..<10_000 { batch.add(.event, String(repeating: "a", count: 500)) }
    for _ in 0..<40 { program.absorb(batch) }
    search(program, "/", "/(a|b)+z/")
    program.press(.enter)
    if program.state.stream?.isExamining == true {
      #expect(program.line(with: "is not here") == nil)
      program.press(.escape)
      #expect(program.state.stream?.isExamining == false)
    }
  }

  @Test(arguments: [
    ("/", "/a[b/", "“a[b” is not a regular expression"), ("&", "/a[b/", "“a[b” is not a regular"),
    ("&", ".i > 1 && i < 3", "at character 11: “i” is no test"), ("&", "event:", "type the name"),
    ("&", ".i = 1", "at character 4: “=” is not a comparison"),
  ])
  func `what can't be read is said under the line as one types`(
    key: Character, text: String, words: String
  ) {
    let program = live(["{\"i\":1}", "{\"i\":2}"])
    search(program, key, text)
    #expect(program.line(with: words) != nil)
    program.press(.enter)
    #expect(program.line(with: words) != nil)
    program.press(.control("u"))
    #expect(program.line(with: words) == nil)
  }

  @Test func `Esc behind a filter brings back the filter and the view until then`() {
    let program = live((0..<60).map { "{\"i\":\($0)}" })
    search(program, "&", ".i > 1 and .i < 50")
    program.press(.enter, .character("g"), .character("j"))
    search(program, "&", " and not .i == 3")
    #expect(program.line(with: "60 records · 47 match") != nil)
    program.press(.escape)
    #expect(program.line(with: "60 records · 48 match") != nil)
    #expect(program.state.stream?.current == 3)
  }

  @Test func `hits are counted among what the filter lets through`() {
    let program = live(["a 1", "b 1", "a 2"])
    search(program, "/", "1")
    program.press(.enter)
    #expect(program.line(with: "3 records · 2 hits") != nil)
    search(program, "&", "a")
    program.press(.enter)
    #expect(program.line(with: "3 records · 2 match · 1 hit ") != nil)
    program.event("a 1")
    #expect(program.line(with: "4 records · 3 match · 2 hits") != nil)
  }

  @Test func `a match of a pattern is marked in the row`() {
    let program = live(["an alarm"])
    search(program, "/", "/al[a-z]+/")
    let row = program.screen.split(separator: "\n").firstIndex { $0.contains("  an alarm") } ?? 0
    let cells = program.frame.cells[row * 120..<(row + 1) * 120]
    #expect(cells.filter { $0.style.reverse }.map(\.text).joined().contains("alarm"))
  }
}

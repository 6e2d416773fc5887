import Endpoints
import ScriptedServers
import StreamDecoding
import Testing

@testable import TUI

/// The records pane under the hands.
@Suite struct RecordsTests {
  private func live(_ ids: ClosedRange<Int> = 1...100) -> Program {
    let program = Program()
    program.openMetrics()
    program.ticks(ids)
    return program
  }

  private func top(_ program: Program) -> String? {
    program.screen.split(separator: "\n").dropFirst(9).first.map(String.init)
  }

  @Test func `the view follows the newest record`() {
    let program = live()
    #expect(program.line(with: "  100 tick") != nil)
    program.ticks(101...101)
    #expect(program.line(with: "  101 tick") != nil)
  }

  @Test func `a full list that grows stands still for some records, and ends at the newest`() {
    let program = live(1...100)
    let height = program.state.recordsHeight
    var tops: [Int] = []
    for number in 101...100 + 3 * height {
      program.ticks(number...number)
      #expect(program.line(with: "  \(number) tick") != nil)
      tops.append(program.state.stream.map { $0.window.top(in: $0.rows, height: height) } ?? -1)
    }
    #expect(zip(tops, tops.dropFirst()).allSatisfy { $1 == $0 || $1 == $0 + height / 3 })
    #expect(Set(tops).count <= 10)
    program.news(.completed)
    #expect(
      program.state.stream.map { $0.window.top(in: $0.rows, height: height) + height }
        == program.state.stream?.rows.count)
  }

  @Test func `any upward move stops following and the top row stays`() {
    let program = live()
    program.press(.character("k"))
    let before = top(program)
    #expect(program.line(with: "NOT FOLLOWING at 99 · 1 newer below · G to follow") != nil)
    program.ticks(101...200)
    #expect(top(program) == before)
    #expect(program.line(with: "NOT FOLLOWING at 99 · 101 newer below") != nil)
    program.press(.character("G"))
    #expect(program.line(with: "NOT FOLLOWING") == nil)
    #expect(program.line(with: "  200 tick") != nil)
  }

  @Test func `the top row stays when its records are dropped`() {
    let program = Program(memory: RecordMemory(limit: 20_000, fileLimit: 0))
    program.openMetrics()
    program.ticks(1...60)
    program.press(.character("k"))
    let numbers = program.state.stream?.window.heldTop
    program.ticks(61...1000)
    let stream = program.state.stream
    #expect((stream?.store.evicted ?? 0) > (numbers ?? .max))
    #expect(stream?.window.heldTop == numbers)
    #expect(top(program)?.contains("#\(numbers ?? 0) was dropped") == true)
    #expect(program.line(with: "kept of 1,000") != nil)
  }

  @Test func `Space pauses the view while the records go on coming`() {
    let program = live()
    program.press(.character(" "))
    let before = top(program)
    program.ticks(101...141)
    #expect(top(program) == before)
    #expect(program.line(with: "PAUSED at 100 · 41 newer below · Space to resume") != nil)
    #expect(program.line(with: "LIVE PAUSED") != nil)
    #expect(program.line(with: "  101 tick") == nil)
    program.press(.character(" "))
    #expect(program.line(with: "  141 tick") != nil)
  }

  @Test(arguments: [
    ([Key.character("g")], 0), ([.home], 0), ([.character("g"), .character("j")], 1),
    ([.character("g"), .pageDown], 11), ([.character("g"), .control("d")], 6),
    ([.character("g"), .control("d"), .control("u")], 0), ([.pageUp], 88), ([.up, .up], 97),
    ([.character("["), .character("]"), .character("[")], 98), ([.end], 99),
    ([.character("g"), .end], 99),
  ])
  func `keys move the cursor`(keys: [Key], number: Int) {
    let program = live()
    for key in keys { program.press(key) }
    #expect(program.state.stream?.current == number)
  }

  @Test func `the find line shows hits while typing, and n and N go on`() {
    let program = live()
    program.event("{\"alarm\":1}", id: "x1")
    program.ticks(101...120)
    program.event("{\"ALARM\":2}", id: "x2")
    program.ticks(121...140)
    program.press(.character("g"), .character("/"))
    program.type("ala")
    #expect(program.state.stream?.current == 100)
    program.type("rm")
    #expect(program.screen.contains(" / alarm"))
    program.press(.enter, .character("n"))
    #expect(program.state.stream?.current == 121)
    program.press(.character("n"))
    #expect(program.line(with: "\"alarm\" is not below") != nil)
    program.press(.character("N"))
    #expect(program.state.stream?.current == 100)
    let hits = program.frame.cells.filter { $0.style.reverse }.map(\.text).joined()
    #expect(hits.contains("alarm"))
  }

  @Test(arguments: ["default-dark", "mono"])
  func `a hit is seen in the selected row too`(theme: String) {
    let program = Program(appearance: Appearance(startingWith: theme))
    program.openMetrics()
    program.ticks(1...3)
    program.press(.character("k"), .character("/"))
    program.type("cpu")
    let frame = program.frame
    let row = frame.size.columns * 10..<frame.size.columns * 11
    let selected = frame.cells[row].dropFirst(33).dropLast(3)
    let hit = selected.first { $0.text == "p" }
    let other = selected.first { $0.text == "t" }
    #expect(hit != nil && other != nil && hit?.style.reverse != other?.style.reverse)
  }

  @Test func `Esc takes the find line back to where it began`() {
    let program = live()
    program.press(.character("/"))
    program.type("\"cpu\":41")
    #expect(program.state.stream?.window.isFollowing == false)
    program.press(.escape)
    #expect(program.state.stream?.window.isFollowing == true)
    #expect(program.state.needle.isEmpty)
  }

  @Test func `a filter shows its matches and follows them`() {
    let program = live()
    program.event("{\"cpu\":99}", type: "warn", id: "w1")
    program.ticks(101...120)
    program.press(.character("&"))
    program.type("event:warn")
    program.press(.enter)
    #expect(program.line(with: "Records  &event:warn") != nil)
    #expect(program.line(with: "121 records · 1 match") != nil)
    #expect(program.line(with: "tick  {") == nil)
    program.event("{\"cpu\":98}", type: "warn", id: "w2")
    #expect(program.line(with: "122 records · 2 match") != nil)
    program.press(.character("&"), .control("u"), .enter)
    #expect(program.line(with: "  120 tick") != nil)
  }

  @Test func `a filter that can't be read says what to type`() {
    let program = live()
    program.press(.character("&"))
    program.type("/unfinished")
    program.press(.enter)
    #expect(program.line(with: "a regular expression ends with a slash") != nil)
    #expect(program.line(with: "& /unfinished") != nil)
  }

  @Test func `comments, invalid records and marks are told apart`() {
    let program = Program()
    program.openMetrics()
    var batch = RecordBatch()
    batch.add(.comment, " keep-alive")
    batch.add(.invalid, "{oops", fault: RecordFault(offset: 1, reason: .expectedKey))
    program.absorb(batch)
    #expect(program.line(with: ":  keep-alive") != nil)
    #expect(program.line(with: "✗ {oops  expected a member name") != nil)
    #expect(program.line(with: "1 record · 1 invalid") != nil)
    #expect(program.line(with: "onInvalidRecord") != nil)
  }

  @Test func `a pattern that gives up on records says on how many`() {
    let program = live(1...2)
    program.event("\"" + String(repeating: "a", count: 96 << 10) + "!\"", type: "tick", id: "3")
    program.press(.character("&"))
    program.type("/(a+)+$/")
    program.press(.enter)
    program.finishExamining()
    #expect(program.line(with: "0 match · 1 undecided: simplify the pattern") != nil)
  }

  @Test func `what an event stream discards is seen and counts as no record`() throws {
    let program = Program()
    program.openMetrics()
    var decoder = StreamDecoder(format: .sse)
    var batch = RecordBatch()
    try decoder.decode(Array("{\"tick\": 1}\n\ndata: a\n\nevent: ping\n\n".utf8), into: &batch)
    program.absorb(batch)
    #expect(program.line(with: "13 bytes in a line without a known") != nil)
    #expect(program.line(with: "13 bytes in an event without data") != nil)
    #expect(program.line(with: "1 record ") != nil)
    #expect(program.line(with: "onMessage")?.contains("×") != true)
  }

  @Test func `records without IDs are numbered`() {
    let program = Program()
    program.select("/rows/{table}")
    program.press(.enter)
    program.type("cars")
    program.press(.enter)
    var batch = RecordBatch()
    for row in 0..<3 { batch.add(.value, "{\"row\":\(row)}") }
    program.absorb(batch)
    #expect(program.line(with: "  2  {\"row\":2}") != nil)
    #expect(program.line(with: "onChunk")?.contains("×3") == true)
  }

  @Test func `like callbacks are one line with a count`() {
    let program = live(1...1204)
    #expect(program.line(with: "onMessage tick")?.contains("×1,204") == true)
    program.event("{}", type: "warn")
    program.ticks(1205...1205)
    #expect(program.state.stream?.trace.lines.map(\.count).suffix(2) == [1205, 1])
  }

  @Test func `t goes through the time columns`() {
    let program = live(1...1)
    #expect(program.line(with: "  1 tick")?.contains("14:02:00.141") == true)
    program.press(.character("t"), .character("t"))
    #expect(program.line(with: "  1 tick")?.contains("14:02:00.141") == false)
  }

  @Test func `hostile records reach no cell raw`() {
    let program = Program()
    program.openMetrics()
    program.event(
      "\u{1B}]52;c;aGk=\u{07}\u{9B}2J\u{202E}x", type: "\u{1B}[2J", id: "\u{1B}c")
    for cell in program.frame.cells {
      for scalar in cell.text.unicodeScalars {
        #expect(scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value))
      }
    }
    #expect(program.line(with: "␛]52;c;aGk=␇␦2J␦x") != nil)
  }

  @Test func `wide characters are cut by cells`() {
    let program = Program(80, 24)
    program.openMetrics()
    program.event(String(repeating: "漢", count: 100), id: "1")
    let line = program.line(with: "漢")
    #expect(line?.columns == 80)
    #expect(line?.contains("漢漢…") == true && line?.hasSuffix(" │") == true)
  }

  @Test func `a million records cost a screenful to draw`() {
    let program = Program()
    program.openMetrics()
    var batch = RecordBatch()
    for row in 0..<10_000 { batch.add(.event, "{\"row\":\(row)}", type: "tick", id: "\(row)") }
    program.absorb(batch)
    let few = effort { _ = program.frame }
    for _ in 1..<100 { program.absorb(batch) }
    // Whoever looked at each of them would take a hundred times as long.
    let many = effort { _ = program.frame }
    #expect(many < 10 * few)
    #expect(program.line(with: "1,000,000 records") != nil)
  }
}

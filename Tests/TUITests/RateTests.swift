import Endpoints
import StreamDecoding
import Testing

@testable import TUI

/// The rate pane, and what the IDs of events tell of a connection that was made anew.
@Suite struct RateTests {
  private func rows(_ values: [Double], _ columns: Int, _ rows: Int, _ glyphs: Glyphs = .unicode)
    -> [String]
  {
    RateGraph(values, in: Size(columns: columns, rows: rows), glyphs).rows(Theme(name: ""))
      .map { $0.map(\.text).joined() }
  }

  @Test func `a graph has two values a cell, and its peak reaches the top`() {
    #expect(rows([1, 2, 3, 4], 2, 1) == ["⣠⣾"])
    #expect(rows([1, 2, 3, 4], 2, 2) == [" ⣼", "⣼⣿"])
    #expect(rows([0, 0, 8, 0], 2, 1) == [" ⡇"])
  }

  @Test func `a graph has the latest values at its right, and room is filled`() {
    #expect(rows([9, 9, 9, 9, 1, 1], 1, 1) == ["⣿"])
    #expect(rows([4], 4, 1) == ["⣿⣿⣿⣿"])
    #expect(rows([], 3, 2) == ["   ", "   "])
    #expect(rows([5, 5], 0, 1) == [""])
  }

  @Test(arguments: [(120, 36), (80, 24), (60, 20)])
  func `how much smaller bodies came is told where they were compressed`(columns: Int, rows: Int) {
    let program = Program(columns, rows)
    program.openMetrics()
    program.event("{}")
    program.type("6")
    #expect(program.line(with: "gzip") == nil)
    program.state.absorb(
      received: 1000, Compression(coding: "gzip", received: 1002, decoded: 3140),
      elapsed: program.now, into: StreamID(1))
    #expect(program.screen.contains("3.1x gzip"))
  }

  @Test func `little is something, and nothing is nothing`() {
    #expect(rows([1000, 1], 1, 1) == ["⣇"])
    #expect(rows([0, 0], 1, 1) == [" "])
  }

  @Test func `in ASCII a graph is made of characters`() {
    #expect(rows([1, 8, 0, 4], 4, 1, .ascii) == ["_# -"])
    #expect(rows([8, 4], 2, 2, .ascii) == ["# ", "##"])
  }

  @Test(arguments: [
    // IDs before, IDs after the connection was made anew, what is said.
    (1...5, 9...10, "lost 6-8, as the IDs tell"), (1...5, 7...9, "lost 6, as the IDs tell"),
    (1...5, 6...7, "nothing lost, as the IDs tell"),
  ])
  func `consecutive IDs tell what a lost connection cost`(
    before: ClosedRange<Int>, after: ClosedRange<Int>, said: String
  ) {
    let program = reconnected(before.map(String.init), after.map(String.init))
    #expect(program.line(with: said) != nil)
  }

  @Test(arguments: [
    // Ten apart, of letters, too few, sent again, from another count, none at all.
    (["10", "20", "30", "40", "50"], ["90"]), (["a1", "a2", "a3", "a4"], ["a9"]),
    (["1", "2"], ["9"]), (["1", "2", "3", "4", "5"], ["3", "4"]),
    (["1", "2", "3", "4", "5"], ["x"]), (["", "", "", "", ""], [""]),
    (["1", "2", "3", "4", "5"], ["99999999999999999999999"]),
  ])
  func `other IDs tell nothing, and nothing is said`(before: [String], after: [String]) {
    let program = reconnected(before, after)
    #expect(program.line(with: "as the IDs tell") == nil)
  }

  private func reconnected(_ before: [String], _ after: [String]) -> Program {
    let program = Program()
    program.openMetrics()
    for id in before { program.event("{}", id: id) }
    program.news(.lost(message: "reset by the server", retryIn: .seconds(1)))
    program.wait(.seconds(1))
    program.news(.opened(status: 200, mediaType: "text/event-stream"))
    for id in after { program.event("{}", id: id) }
    return program
  }

  @Test func `events are counted by their names`() {
    let program = Program()
    program.openMetrics()
    for number in 0..<9 {
      program.wait(.milliseconds(100))
      program.event("{}", type: number % 3 == 0 ? "warn" : "tick")
    }
    program.press(.character("6"), .character("f"))
    #expect(program.line(with: "events")?.contains("tick 6  warn 3") == true)
    #expect(program.line(with: "spread ") != nil)
  }

  @Test(arguments: [(120, 36), (80, 24), (60, 20), (200, 60)])
  func `no figure of the pane is cut, whatever came`(columns: Int, rows: Int) {
    let program = Program(columns, rows, memory: RecordMemory(limit: 4096, fileLimit: 0))
    program.openMetrics()
    for number in 0..<200 {
      program.wait(.milliseconds(number % 50 == 0 ? 13_262 : 3))
      program.event(
        String(repeating: "x", count: 3000), type: "an-event-of-a-long-name-\(number % 3)")
    }
    program.press(.character("6"))
    let shown = program.screen
    #expect(!shown.contains("drop…") && !shown.contains("recor…") && !shown.contains("reconn…"))
    program.press(.character("f"))
    for word in ["dropped", "records", "reconnects", "invalid"] {
      #expect(program.line(with: word) != nil, "\(word)")
    }
  }
}

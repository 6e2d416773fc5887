import StreamDecoding
import Testing

@testable import TUI

/// Where there is little room, what matters most is whole.
@Suite struct NothingCutTests {
  static let widths = Array(stride(from: 60, through: 200, by: 7)) + [79, 80, 109, 110, 120]

  /// A state that a stream of records can be in, what brings it about, and what its foot has to say.
  struct State: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let words: [String]
    let happens: @Sendable (Program) -> Void
  }

  private static let long =
    "the connection to a-server-with-a-long-name.example.org:8443 broke off before the body's end"

  static let states = [
    State(testDescription: "retrying", words: ["RETRYING in 3723 s", "r now"]) {
      $0.news(.lost(message: long, retryIn: .seconds(3723)))
    },
    State(testDescription: "connecting", words: ["CONNECTING"]) {
      $0.news(.requested(lastEventID: "1"))
    },
    State(testDescription: "ended", words: ["ENDED", "r run again"]) { $0.news(.completed) },
    State(testDescription: "stopped", words: ["STOPPED", "r run again"]) { $0.type("s") },
    State(testDescription: "failed", words: ["FAILED", "; r tries again"]) {
      $0.news(.failed(message: long, remedy: .tryAgain, status: nil, body: ""))
    },
    State(testDescription: "idle", words: ["idle 1:00:00", "the connection is open"]) {
      $0.wait(.seconds(3600))
    },
    State(
      testDescription: "not following",
      words: ["NOT FOLLOWING at ", "10,001 newer", "G to follow"]
    ) {
      $0.type("k")
      $0.absorb(many)
    },
    State(testDescription: "paused", words: ["PAUSED at ", "10,000 newer", "Space to resume"]) {
      $0.type(" ")
      $0.absorb(many)
    },
  ]

  private static let many: RecordBatch = {
    var batch = RecordBatch.event("1", id: "x")
    batch.entries = Array(repeating: batch.entries[0], count: 10_000)
    return batch
  }()

  @Test(arguments: states) func `the foot of the records says how it is and what helps`(
    state: State
  ) {
    for width in Self.widths {
      let program = Program(width, width < 80 ? 20 : width < 110 ? 24 : 36)
      program.openMetrics()
      program.type("3")
      for id in 1...3 { program.event("{}", id: "a-very-long-id-of-an-event-\(id)") }
      state.happens(program)
      let foot = program.line(with: state.words[0]) ?? ""
      #expect(state.words.allSatisfy(foot.contains), "at \(width): \(foot)")
    }
  }

  @Test(arguments: widths) func `the titles of panes and tabs are whole`(width: Int) {
    let program = Program(width, width < 80 ? 20 : width < 110 ? 24 : 36)
    program.openMetrics()
    program.news(.head(["HTTP/1.1 200 OK"]))
    for pane in ["3", "4", "5", "6"] {
      program.type(pane)
      let titles = program.screen.split(separator: "\n").filter {
        $0.contains("5 Detail") || $0.contains("6 Rate")
      }
      #expect(titles.contains { $0.contains("6 Rate") } && !titles.contains { $0.contains("…") })
    }
    program.type("5")
    #expect(program.line(with: "raw")?.contains("json") == true)
    #expect(program.line(with: "raw")?.contains("head") == true)
  }

  @Test(arguments: widths)
  func `a list that is narrowed, searched or filtered says so`(width: Int) {
    let program = Program(width, width < 80 ? 20 : width < 110 ? 24 : 36)
    program.openMetrics()
    program.ticks(1...9)
    program.type("3&.cpu > 45")
    program.press(.enter)
    program.type("/web")
    program.press(.enter)
    program.type("mkm")
    #expect(program.line(with: "3 Records  &")?.contains("2 hits") == true)
    #expect(program.line(with: "3 Records  &")?.contains("2 match") == true)
    program.type("1/metrics/live")
    program.press(.enter)
    #expect(program.line(with: "1 Endpoints ─")?.contains(" /metr") == true)
  }

  @Test(arguments: [(80, 24), (60, 20)]) func `a click on a short title finds it`(
    columns: Int, rows: Int
  ) throws {
    let program = Program(columns, rows)
    program.openMetrics()
    program.type("5")
    let lines = program.screen.split(separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(lines.firstIndex { $0.contains(" raw") })
    let column = try #require(lines[row].firstRange(of: " raw")).lowerBound
    let place = lines[row].distance(from: lines[row].startIndex, to: column) + 1
    program.press(.mouse(MouseEvent(kind: .press(.left), column: place, row: row)))
    #expect(program.state.detail.form == .raw)
  }

  @Test(arguments: widths) func `what helps is whole in a sentence at the foot`(width: Int) {
    let program = Program(width, 24)
    program.state.say(program.state.sentence(Self.long, .giveCredentials), isProblem: true)
    #expect(program.line(with: "; e opens Auth to give credentials") != nil)
    program.state.say(
      "saved as", path: "/home/somebody/" + String(repeating: "folder/", count: 30) + "end.csv")
    #expect(program.line(with: "end.csv") != nil)
  }

  @Test(arguments: [(120, 36), (80, 24), (60, 20)])
  func `what a server said fills the pane, and what helps stands below it`(columns: Int, rows: Int)
  {
    let program = Program(columns, rows)
    program.openMetrics()
    let members = (1...40).map { "\"member_\($0)\":\($0)" }.joined(separator: ",")
    program.news(
      .failed(message: Self.long, remedy: .tryAgain, status: 500, body: "{\(members)}"))
    let inner = program.state.layout.inner(.records)
    let frame = program.frame
    let lines = (inner.row..<inner.endRow).map { row in
      (inner.column..<inner.endColumn).map { frame[$0, row].text }.joined()
    }
    #expect(lines.last?.contains("r run again") == true)
    #expect(lines.dropLast().last?.contains("…") == true)
    #expect(lines.dropLast(2).last?.contains("\"member_") == true)
  }
}

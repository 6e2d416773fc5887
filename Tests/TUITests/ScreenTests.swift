import Endpoints
import StreamDecoding
import Testing

@testable import TUI

/// Whole screens at the sizes that matter.
@Suite struct ScreenTests {
  static let sizes = [(120, 36), (80, 24), (60, 20), (40, 12), (19, 4)]

  @Test(arguments: sizes) func `a found backend shows its endpoints`(columns: Int, rows: Int) {
    let program = Program(columns, rows)
    Screen.expect(program.state, is: "found-\(columns)x\(rows)")
  }

  @Test(arguments: sizes) func `a live stream fills the screen`(columns: Int, rows: Int) {
    let program = Program(columns, rows)
    program.live()
    Screen.expect(program.state, is: "live-\(columns)x\(rows)")
  }

  @Test(arguments: [(120, 36), (80, 24)])
  func `lines can be drawn in ASCII`(columns: Int, rows: Int) {
    let program = Program(columns, rows, appearance: Appearance(isASCII: true))
    program.live()
    Screen.expect(program.frame, is: "ascii-\(columns)x\(rows)")
  }

  @Test(arguments: ["", "e", "?", "c", "cw", "c/", "/", ":", "&", "f", "i"])
  func `nothing but ASCII is drawn when asked`(keys: String) {
    for (columns, rows) in Self.sizes {
      let program = Program(columns, rows, appearance: Appearance(isASCII: true))
      program.live()
      program.type(keys)
      // What the data hold is the data's; with `i` spaces show as dots.
      let strange = program.frame.cells.map(\.text).filter { !$0.utf8.allSatisfy { $0 < 0x80 } }
      #expect(Set(strange).subtracting(keys == "i" ? ["·"] : []).isEmpty)
    }
  }

  @Test(arguments: [(120, 36), (80, 24), (60, 20)])
  func `the form of a request`(columns: Int, rows: Int) {
    let program = Program(columns, rows)
    program.selectMetrics()
    program.press(.character("e"))
    Screen.expect(program.state, is: "form-\(columns)x\(rows)")
  }

  @Test(arguments: [(120, 36), (80, 24), (60, 20), (40, 12)])
  func `looking for endpoints says what is tried`(columns: Int, rows: Int) {
    let program = Program(columns, rows, catalog: nil)
    program.send(.discoveryProgress("http://localhost:8000/openapi.json"))
    program.send(.discoveryProgress("http://localhost:8000/api/openapi.json"))
    Screen.expect(program.state, is: "looking-\(columns)x\(rows)")
  }

  @Test(arguments: [(120, 36), (80, 24), (60, 20), (40, 12)])
  func `nothing found says what was tried and what to type`(columns: Int, rows: Int) {
    let program = Program(columns, rows, catalog: nil)
    program.send(
      .discovered(
        Catalog(),
        failures: ["http://localhost:8000: nothing listens there (connection refused)"]))
    Screen.expect(program.state, is: "nothing-\(columns)x\(rows)")
  }

  @Test(arguments: StateScreensTests.sizes)
  func `no target says what to type`(columns: Int, rows: Int) {
    let state = AppState(
      size: Size(columns: columns, rows: rows), target: "", isDiscovering: false)
    Screen.expect(state, is: "no-target-\(columns)x\(rows)")
  }

  @Test(arguments: [(120, 36), (80, 24), (60, 20)])
  func `the help shows the key map`(columns: Int, rows: Int) {
    let program = Program(columns, rows)
    program.press(.character("?"))
    Screen.expect(program.state, is: "help-\(columns)x\(rows)")
  }

  @Test(arguments: [(120, 36), (80, 24), (60, 20), (40, 12)])
  func `the code of a client`(columns: Int, rows: Int) {
    let program = Program(columns, rows)
    program.openMetrics()
    program.showCode(in: .curl)
    Screen.expect(program.state, is: "code-\(columns)x\(rows)")
  }

  @Test(arguments: StateScreensTests.sizes)
  func `a download shows how far it is`(columns: Int, rows: Int) {
    let program = Program(columns, rows)
    program.select("/export.csv")
    program.press(.enter)
    program.news(.opened(status: 200, mediaType: "text/csv"))
    program.wait(.seconds(2))
    program.news(.progress(done: 12_400_000, total: 19_600_000))
    Screen.expect(program.state, is: "download-\(columns)x\(rows)")
  }
}

extension Program {
  /// A stream that has broken once and come back, with the view stopped at a warning.
  func live() {
    openMetrics()
    ticks(120...184)
    wait(.milliseconds(13))
    news(.lost(message: "connection reset by peer", retryIn: .seconds(1)))
    wait(.seconds(1))
    news(.requested(lastEventID: "184"))
    news(.opened(status: 200, mediaType: "text/event-stream"))
    ticks(185...185)
    wait(.milliseconds(99))
    event("{\"cpu\":91.7,\"mem\":0.70,\"host\":\"web-1\"}", type: "warn", id: "186")
    ticks(187...227)
    press(.character("k"))
    while state.stream?.current.flatMap({ state.stream?.record($0)?.id }) != "186" {
      press(.character("k"))
    }
    wait(.milliseconds(10))
  }
}

import Endpoints
import StreamDecoding
import Testing

@testable import TUI

/// Every state that a view has to show well, at the three sizes.
@Suite struct StateScreensTests {
  static let sizes = [(120, 36), (80, 24), (60, 20)]

  /// A state with the name of its screens, and what brings it about.
  struct State: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let happens: @Sendable (Program) -> Void
  }

  private static let lost = "localhost:8000 closed the connection before the stream's end"

  static let streams = [
    State(testDescription: "connecting") { program in
      program.selectMetrics()
      program.press(.enter)
      program.type("web-1")
      program.press(.enter)
      program.news(.requested(lastEventID: nil))
      program.wait(.milliseconds(300))
    },
    State(testDescription: "silent") { program in
      program.openMetrics()
      program.wait(.seconds(2))
    },
    State(testDescription: "idle") { program in
      program.openMetrics()
      program.ticks(1...12)
      program.wait(.seconds(75))
    },
    State(testDescription: "paused") { program in
      program.openMetrics()
      program.ticks(1...12)
      program.type("3 ")
      program.ticks(13...40)
    },
    State(testDescription: "retrying") { program in
      program.openMetrics()
      program.ticks(1...12)
      program.news(.lost(message: lost, retryIn: .seconds(8)))
    },
    State(testDescription: "retrying-at-first") { program in
      program.selectMetrics()
      program.press(.enter)
      program.type("web-1")
      program.press(.enter)
      program.news(.requested(lastEventID: nil))
      program.news(
        .lost(message: "localhost:8000 refused the connection", retryIn: .seconds(4)))
    },
    State(testDescription: "gone-and-back") { program in
      program.openMetrics()
      program.ticks(1...4)
      program.news(.lost(message: lost, retryIn: .seconds(1)))
      program.wait(.seconds(1))
      for _ in 0..<2 {
        program.news(.requested(lastEventID: "4"))
        program.news(
          .lost(message: "localhost:8000 refused the connection", retryIn: .seconds(2)))
        program.wait(.seconds(2))
      }
      program.news(.requested(lastEventID: "4"))
      program.news(.opened(status: 200, mediaType: "text/event-stream"))
      program.ticks(8...10)
    },
    State(testDescription: "ended") { program in
      program.openMetrics()
      program.ticks(1...12)
      program.news(.completed)
      program.news(.closed)
    },
    State(testDescription: "stopped") { program in
      program.openMetrics()
      program.ticks(1...12)
      program.type("s")
    },
    State(testDescription: "failed") { program in
      program.openMetrics()
      program.ticks(1...12)
      program.news(
        .failed(
          message: "localhost:8000 sent an event of more than 16 MiB", remedy: .tryAgain,
          status: nil, body: ""))
    },
    State(testDescription: "refused") { program in
      program.openMetrics()
      let body = """
        {"detail":[{"loc":["query","host"],"msg":"no host is called web-1","type":"value_error"}],\
        "known":["db-1","db-2","edge-7"]}
        """
      program.news(
        .failed(
          message: "localhost:8000 answered 422 Unprocessable Entity", remedy: nil, status: 422,
          body: body))
    },
  ]

  static let downloads = [
    State(testDescription: "download-done") { program in
      begin(program)
      program.news(.progress(done: 12_400_000, total: 19_600_000))
      program.wait(.seconds(1))
      program.news(.saved(path: "/home/somebody/reports/export.csv", bytes: 19_600_000))
      program.news(.closed)
    },
    State(testDescription: "download-failed") { program in
      begin(program)
      program.news(.progress(done: 12_400_000, total: 19_600_000))
      program.news(
        .failed(
          message: "localhost:8000 broke off after 12.4 MB of 19.6 MB", remedy: .continueDownload,
          status: nil, body: ""))
    },
    State(testDescription: "download-resumed") { program in
      begin(program)
      program.news(.progress(done: 12_400_000, total: 19_600_000))
      program.news(
        .failed(
          message: "localhost:8000 broke off after 12.4 MB of 19.6 MB", remedy: .continueDownload,
          status: nil, body: ""))
      program.type("D")
      program.news(.opened(status: 206, mediaType: "text/csv"), of: 2)
      program.wait(.seconds(1))
      program.news(.progress(done: 15_000_000, total: 19_600_000), of: 2)
    },
    State(testDescription: "download-taken") { program in
      begin(program)
      program.news(
        .noPlace(
          .taken(path: "/home/somebody/reports/export.csv"), message: "export.csv exists already"))
    },
  ]

  private static func begin(_ program: Program) {
    program.select("/export.csv")
    program.press(.enter)
    program.news(.opened(status: 200, mediaType: "text/csv"))
    program.wait(.seconds(2))
  }

  @Test(arguments: streams + downloads, sizes)
  func `a state of a stream`(state: State, size: (Int, Int)) {
    let program = Program(size.0, size.1)
    state.happens(program)
    Screen.expect(program.state, is: "\(state.testDescription)-\(size.0)x\(size.1)")
  }
}

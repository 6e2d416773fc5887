import Endpoints
import Testing

@testable import TUI

/// Downloads: where they go, and what is in their way.
@Suite struct SavingTests {
  private let request = PlannedRequest(
    method: "GET", baseURL: "http://localhost:8000", path: [.text("/export.csv")])

  /// A download that found a file of its name.
  private func taken(_ columns: Int = 120, _ rows: Int = 36) -> Program {
    let program = Program(columns, rows)
    program.select("/export.csv")
    program.press(.enter)
    program.news(.noPlace(.taken(path: "export.csv"), message: "export.csv exists already"))
    program.news(.closed)
    return program
  }

  @Test(arguments: [(120, 36), (80, 24), (40, 12)])
  func `a name clash asks what to do`(columns: Int, rows: Int) {
    let program = taken(columns, rows)
    #expect(program.line(with: "export.csv exists: y") != nil)
  }

  @Test(arguments: [
    ("y", DownloadPlace(path: "export.csv", overwrites: true)),
    ("other.csv", DownloadPlace(path: "other.csv")),
    ("~/kept/", DownloadPlace(path: "~/kept/")),
  ])
  func `the answer overwrites, renames or chooses a folder`(answer: String, place: DownloadPlace) {
    let program = taken()
    program.type(answer)
    #expect(program.press(.enter) == [.download(StreamID(2), request, to: place)])
    #expect(program.line(with: "CONNECTING") != nil)
  }

  @Test(arguments: ["D", "r"])
  func `a question that was left is asked again`(key: Character) {
    let program = taken()
    program.press(.escape)
    #expect(program.line(with: "FAILED  export.csv exists already") != nil)
    #expect(program.press(.character(key)).isEmpty)
    #expect(program.line(with: "export.csv exists: y overwrites") != nil)
  }

  @Test func `the answer to a question is for the request that it was asked of, no other`() {
    let program = Program()
    func download(_ table: String) -> [Effect] {
      program.press(.character("1"), .character("e"), .control("u"))
      program.type(table)
      program.press(.escape)
      return program.press(.character("D"))
    }
    program.select("/rows/{table}")
    #expect(download("a").count == 1)
    program.news(.noPlace(.taken(path: "a.csv"), message: "a.csv exists already"))
    program.news(.closed)
    program.press(.escape)
    guard case .download(_, let request, _)? = download("b").first else {
      Issue.record("the question about the first one was asked again")
      return
    }
    #expect(request.url.hasSuffix("/rows/b"))
  }

  @Test(arguments: [(120, 36), (80, 24), (60, 20)])
  func `a folder that is missing is asked for`(columns: Int, rows: Int) {
    let program = missingFolder(columns, rows)
    Screen.expect(program.state, is: "download-no-folder-\(columns)x\(rows)")
  }

  @Test(arguments: [
    ("y", DownloadPlace(path: "out/new/a.csv", makesFolder: true)),
    ("b.csv", DownloadPlace(path: "b.csv")),
  ])
  func `the answer makes the folder, or chooses another place`(
    answer: String, place: DownloadPlace
  ) {
    let program = missingFolder()
    program.press(.escape)
    #expect(program.line(with: "the folder out/new isn't there") != nil)
    #expect(program.press(.character("D")).isEmpty)
    program.type(answer)
    #expect(program.press(.enter) == [.download(StreamID(2), request, to: place)])
  }

  private func missingFolder(_ columns: Int = 120, _ rows: Int = 36) -> Program {
    let program = Program(columns, rows)
    program.select("/export.csv")
    program.press(.alt("d"), .control("u"))
    program.type("out/new/a.csv")
    program.press(.enter)
    program.news(
      .noPlace(
        .noFolder(path: "out/new", place: "out/new/a.csv"),
        message: "the folder out/new isn't there"))
    program.news(.closed)
    return program
  }

  @Test func `what is being typed is no answer to the question`() {
    let program = Program()
    program.select("/export.csv")
    program.press(.enter, .character("/"))
    program.news(.noPlace(.taken(path: "export.csv"), message: "export.csv exists already"))
    program.type("y")
    #expect(program.press(.enter).isEmpty)
    program.press(.character("1"))
    #expect(program.line(with: "exists: y overwrites") == nil)
  }

  @Test func `a download of the same endpoint with other values lets the first go on`() {
    let program = Program()
    program.select("/rows/{table}")
    func download(_ table: String) -> [Effect] {
      program.press(.character("1"), .character("e"), .control("u"))
      program.type(table)
      program.press(.escape)
      return program.press(.character("D"))
    }
    #expect(download("a").count == 1)
    program.news(.opened(status: 200, mediaType: "text/csv", kind: .file))
    let second = download("b")
    #expect(second.count == 1, "the first one was closed: \(second)")
    program.news(.progress(done: 30, total: 100), of: 2)
    #expect(program.line(with: "30% +1") != nil)
    program.news(.saved(path: "/tmp/a.csv", bytes: 1), of: 1)
    program.news(.closed, of: 1)
    #expect(program.line(with: "saved as /tmp/a.csv") != nil)
    #expect(program.line(with: "30% +1") == nil)
    program.news(.saved(path: "/tmp/b.csv", bytes: 1), of: 2)
    #expect(program.state.farewell?.contains("saved /tmp/a.csv, /tmp/b.csv") == true)
  }

  @Test func `S stops the downloads beside the shown one, too`() {
    let program = Program()
    program.select("/rows/{table}")
    for table in ["a", "b"] {
      program.press(.character("1"), .character("e"), .control("u"))
      program.type(table)
      program.press(.escape, .character("D"))
    }
    #expect(program.press(.character("S")) == [.close(StreamID(1)), .close(StreamID(2))])
  }
}

import ClientExport
import Endpoints
import Testing

@testable import TUI

/// `w` and `E`: client code written into files.
@Suite struct WritingTests {
  /// `w` and Enter in the code of `/metrics/live`.
  private func written(by program: Program) throws -> ExportJob {
    program.press(.character("w"))
    guard case .export(let job)? = program.press(.enter).first else {
      throw NothingWritten()
    }
    return job
  }

  private struct NothingWritten: Error {}

  private func code(_ columns: Int = 120, _ rows: Int = 36) -> Program {
    let program = Program(columns, rows)
    program.openMetrics()
    program.press(.character("c"))
    return program
  }

  @Test func `w writes the code that is shown, and asks before it overwrites another's file`()
    throws
  {
    let program = code()
    program.press(.character("w"))
    #expect(program.line(with: "Enter writes") != nil)
    #expect(program.line(with: "Code  GET /metrics/live") != nil)
    program.press(.escape)
    let job = try written(by: program)
    #expect(job.files().map(\.path) == ["metrics_live.ts"] && job.folder == nil && !job.isForced)
    program.send(.exported(job, .refused(["metrics_live.ts"])))
    #expect(
      program.line(with: "metrics_live.ts is not by fluidtop: overwrite? y, Esc leaves it") != nil)
    program.type("yes")
    guard case .export(let again)? = program.press(.enter).first else {
      Issue.record("nothing was to be overwritten")
      return
    }
    #expect(again.isForced && again.files() == job.files())
    program.send(.exported(again, .written(1, unchanged: 0, removed: 0)))
    #expect(program.line(with: "written: metrics_live.ts") != nil)
  }

  @Test(arguments: ["y", "Y", "yes"]) func `a letter is enough to overwrite`(answer: String) throws
  {
    let program = code()
    let job = try written(by: program)
    program.send(.exported(job, .refused(["metrics_live.ts"])))
    program.type(answer)
    #expect(program.press(.enter).count == 1)
  }

  @Test func `the code is still there after the question, for another name`() throws {
    let program = code()
    for key in [Key.escape, .enter] {
      let job = try written(by: program)
      program.send(.exported(job, .refused(["metrics_live.ts"])))
      #expect(program.line(with: "Code  GET /metrics/live") != nil)
      #expect(program.press(key).isEmpty)
      #expect(program.line(with: "nothing was written") != nil)
      #expect(program.line(with: "Code  GET /metrics/live") != nil)
    }
  }

  @Test(arguments: [120, 80, 60, 40, 24])
  func `the question whether to overwrite is seen on any screen`(columns: Int) throws {
    let program = code(columns, 20)
    let job = try written(by: program)
    program.send(.exported(job, .refused(["clients/of/the/harbour/metrics_live.ts"])))
    let last = program.screen.split(separator: "\n").last { !$0.hasPrefix("cursor") } ?? ""
    #expect(last.contains("overwrite?"))
    #expect(String(last).columns <= columns)
    if columns >= 60 { #expect(last.contains("live.ts")) }
  }

  @Test(arguments: [(120, 36), (80, 24), (60, 20), (40, 12)])
  func `the line for a path says what Enter does`(columns: Int, rows: Int) {
    for keys in ["cw", "E"] {
      let program = Program(columns, rows)
      program.openMetrics()
      program.type(keys)
      #expect(program.line(with: "Enter writes") != nil)
    }
  }

  @Test func `what was written comes first, and the path keeps its ends`() throws {
    let program = code(60, 20)
    var job = try written(by: program)
    job.path = "clients/a_function_with_a_very_long_name_that_goes_on/and_on.ts"
    program.send(.exported(job, .written(1, unchanged: 0, removed: 0)))
    let line = program.line(with: "written: clients/a_")
    #expect(line?.contains("…") == true && line?.hasSuffix("and_on.ts") == true)
  }

  @Test func `a command is written with the mark of this program and copied without`() throws {
    let program = code()
    program.press(.escape)
    program.showCode(in: .curl)
    guard case .copy(let text)? = program.press(.character("y")).first else {
      Issue.record("nothing was copied")
      return
    }
    #expect(text.hasPrefix("curl "))
    let job = try written(by: program)
    #expect(job.files().first?.path == "metrics_live.sh")
    #expect(job.files().first.map { ExportedFile.isOurs($0.text) } == true)
  }

  @Test func `E writes the client of all endpoints into a folder`() {
    let program = Program()
    program.openMetrics()
    program.press(.character("E"))
    #expect(program.line(with: "folder for all endpoints") != nil)
    guard case .export(let job)? = program.press(.enter).first else {
      Issue.record("nothing was to be written")
      return
    }
    #expect(job.folder == "client" && job.files().contains { $0.path == "client/runtime.ts" })
    program.send(.exported(job, .written(3, unchanged: 2, removed: 1)))
    #expect(program.line(with: "3 written, 2 unchanged, 1 removed in client") != nil)
  }

  @Test func `E writes all endpoints in the language that is shown`() {
    let program = code()
    program.press(.escape)
    program.showCode(in: .python)
    program.press(.character("E"))
    #expect(program.line(with: "file for all endpoints, Python") != nil)
    guard case .export(let job)? = program.press(.enter).first else {
      Issue.record("nothing was to be written")
      return
    }
    #expect(job.folder == nil && job.files().map(\.path) == ["client.py"])
    #expect(
      job.files().first?.text
        == ClientCode.text(
          of: ExportSubject(Harbour.catalog.endpoints, of: Harbour.catalog), in: .python))
  }

  @Test func `E from the code comes back to it`() {
    let program = code()
    program.press(.character("E"))
    #expect(program.line(with: "Code  GET /metrics/live") != nil)
    program.press(.escape)
    #expect(program.line(with: "Code  GET /metrics/live") != nil)
    program.press(.character("E"))
    #expect(program.press(.enter).count == 1)
    #expect(program.line(with: "Code  GET /metrics/live") != nil)
  }

  @Test func `a question does not take the keys of a form`() throws {
    let program = code()
    let job = try written(by: program)
    program.press(.character("e"))
    program.send(.exported(job, .refused(["metrics_live.ts"])))
    #expect(program.state.isEditing)
    #expect(program.line(with: "nothing was written; not by fluidtop: metrics_live.ts") != nil)
  }

  @Test func `the farewell names what was written`() throws {
    let program = Program()
    program.selectMetrics()
    program.press(.character("c"))
    let job = try written(by: program)
    program.send(.exported(job, .written(1, unchanged: 0, removed: 0)))
    #expect(program.state.farewell == "client code is in metrics_live.ts")
    let all = ExportJob(
      subject: ExportSubject([], of: Catalog()), language: .typescript, path: "client",
      layout: .mirror, fileName: "")
    program.send(.exported(all, .written(3, unchanged: 0, removed: 0)))
    program.send(.exported(all, .written(0, unchanged: 3, removed: 0)))
    program.press(.escape)
    program.openMetrics()
    #expect(
      program.state.farewell
        == "seen: 1 stream, 0 records, 0 B, client code is in metrics_live.ts, client")
  }
}

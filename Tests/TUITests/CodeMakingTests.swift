import ClientExport
import Endpoints
import Testing

@testable import TUI

/// Client code of a large backend, which is made where no key waits for it.
@Suite struct CodeMakingTests {
  private static let large = Catalog(
    baseURL: "http://localhost:8000",
    endpoints: (0..<500).map {
      Endpoint(
        name: "feed_\($0)", path: "/feeds/\($0)", kind: .sse,
        parameters: [Parameter(name: "limit", location: .query, schema: ["type": "integer"])])
    })

  /// A program that makes no code by itself, with an endpoint selected.
  private func waiting(_ columns: Int = 120, _ rows: Int = 36) -> Program {
    let program = Program(columns, rows, catalog: Self.large)
    program.makesCode = false
    program.press(.character("1"), .character("g"))
    while program.state.endpoint == nil { program.press(.down) }
    return program
  }

  /// The one thing that the last key asked for.
  private func job(_ effects: [Effect]) throws -> CodeJob {
    guard case .makeCode(let job)? = effects.last, effects.count == 1 else { throw NotAsked() }
    return job
  }

  private struct NotAsked: Error {}

  @Test func `keys that open code or change it ask for it, and it is shown when it comes`() throws {
    let program = waiting()
    for (key, words) in [
      (Key.character("c"), "export function feed_"), (.tab, "@param"), (.backTab, ": number"),
    ] {
      let before = program.state.shownCode?.made
      let job = try job(program.press(key))
      #expect(program.state.shownCode?.made == before)
      program.send(.codeMade(job.made()))
      #expect(program.state.shownCode?.awaited == nil)
      #expect(program.state.shownCode?.made?.text.contains(words) == true)
      let count = program.state.shownCode?.code.lines.count ?? 0
      #expect(program.line(with: " of \(count) ─╯") != nil)
    }
  }

  @Test func `code is asked for again when its endpoint was found anew`() throws {
    let program = waiting()
    program.send(.codeMade(try job(program.press(.character("c"))).made()))
    program.press(.pageDown)
    let reading = program.state.shownCode?.reading
    var found = Self.large
    found.baseURL = "http://localhost:9000"
    let job = try job(program.send(.discovered(found, failures: [])))
    #expect(program.state.shownCode?.made?.text.contains("localhost:9000") == false)
    program.send(.codeMade(job.made()))
    #expect(program.state.shownCode?.made?.text.contains("localhost:9000") == true)
    #expect(program.state.shownCode?.reading == reading)
  }

  @Test func `writing the client of all endpoints makes it after the key`() {
    let program = waiting()
    program.press(.character("E"))
    guard case .export(let job)? = program.press(.enter).last else {
      Issue.record("nothing was to be written")
      return
    }
    #expect(program.line(with: "writing the client of 500 endpoints") != nil)
    #expect(job.folder == "client" && job.files().contains { $0.path == "client/runtime.ts" })
  }

  @Test func `code that nobody waits for any more is not shown`() throws {
    let program = waiting()
    let first = try job(program.press(.character("c")))
    let second = try job(program.press(.tab))
    program.send(.codeMade(first.made()))
    #expect(program.state.shownCode?.made == nil)
    program.press(.escape)
    program.send(.codeMade(second.made()))
    #expect(program.state.mode == .browsing)
    let third = try job(program.press(.character("c")))
    program.send(.codeMade(second.made()))
    #expect(program.state.shownCode?.made == nil)
    program.send(.codeMade(third.made()))
    #expect(program.state.shownCode?.made?.text.contains(": number") == true)
  }

  @Test(arguments: [(120, 36), (80, 24), (50, 14)])
  func `the screen stays as it is for a moment, then says what is made`(columns: Int, rows: Int)
    throws
  {
    let program = waiting(columns, rows)
    let before = program.screen.split(separator: "\n").dropLast(2)
    let first = try job(program.press(.character("c")))
    #expect(program.screen.split(separator: "\n").dropLast(2) == before)
    #expect(program.state.timeToNextTick == CodePreview.patience)
    program.wait(CodePreview.patience)
    #expect(program.line(with: "making TypeScript") != nil)
    #expect(program.state.timeToNextTick == nil)
    program.send(.codeMade(first.made()))
    #expect(program.line(with: "making") == nil)
    program.press(.pageDown)
    let shown = program.screen.split(separator: "\n")[3..<(rows - 3)]
    let second = try job(program.press(.tab))
    program.wait(CodePreview.patience)
    #expect(program.screen.split(separator: "\n")[3..<(rows - 3)] == shown)
    #expect(program.line(with: "making JavaScript") != nil)
    program.send(.codeMade(second.made()))
    #expect(program.line(with: "1-") != nil && program.state.shownCode?.reading.top.line == 0)
  }

  @Test func `y before the code is there copies it when it comes`() throws {
    let program = waiting()
    let job = try job(program.press(.character("c")))
    #expect(program.press(.character("y")).isEmpty)
    let made = job.made()
    #expect(program.send(.codeMade(made)) == [.copy(made.text)])
    #expect(program.press(.character("y")) == [.copy(made.text)])
  }

  @Test func `w before the code is there writes it`() throws {
    let program = waiting()
    let made = try job(program.press(.character("c"))).made()
    program.press(.character("w"))
    guard case .export(let job)? = program.press(.enter).last else {
      Issue.record("nothing was to be written")
      return
    }
    #expect(job.files().map(\.text) == [made.text])
  }

  @Test func `going back from a search in code that came meanwhile goes to its beginning`() throws {
    let program = waiting()
    program.send(.codeMade(try job(program.press(.character("c"))).made()))
    program.press(.character("G"))
    let job = try job(program.press(.tab))
    program.press(.character("/"))
    program.type("reconnect")
    program.send(.codeMade(job.made()))
    program.press(.escape)
    #expect(program.state.shownCode?.reading == CodePreview.Reading())
  }

  @Test func `what is typed to be found before the code is there is found when it comes`() throws {
    let program = waiting()
    let job = try job(program.press(.character("c")))
    program.press(.character("/"))
    program.type("reconnect")
    program.send(.codeMade(job.made()))
    #expect(program.state.shownCode?.reading.hit != nil)
    program.press(.escape)
    #expect(program.state.shownCode?.reading == CodePreview.Reading())
    program.press(.character("/"))
    program.type("reconnect")
    program.press(.enter)
    #expect(program.line(with: "▌")?.lowercased().contains("reconnect") == true)
  }
}

import Endpoints
import StreamDecoding
import Testing

@testable import TUI

/// The four jobs from the first screen to the last, each as screens with the keys between them; of
/// what a document alone tells, and of what sources tell, too.
@Suite struct JobStoriesTests {
  enum Knowledge: String, CaseIterable {
    case document, sources

    var catalog: Catalog {
      guard self == .document else { return Harbour.catalog }
      // FastAPI's document says nothing of what a function returns.
      var catalog = Harbour.catalog
      catalog.endpoints = catalog.endpoints.map { known in
        Endpoint(
          name: known.name, method: known.method, path: known.path, kind: .unary,
          summary: known.summary, tags: known.tags, parameters: known.parameters, body: known.body)
      }
      return catalog
    }
  }

  private static let cases = Knowledge.allCases.flatMap { knowledge in
    [(120, 36), (80, 24)].map { (knowledge, $0, $1) }
  }

  /// A program and the story so far.
  private final class Story {
    let program: Program
    private let knowledge: Knowledge
    private var text = ""

    init(_ knowledge: Knowledge, _ columns: Int, _ rows: Int) {
      self.knowledge = knowledge
      program = Program(columns, rows, catalog: nil)
      program.send(.discovered(knowledge.catalog, failures: []))
      show("fluidtop http://localhost:8000")
    }

    /// Presses keys and shows the screen after them.
    func press(_ keys: Key...) {
      for key in keys { program.press(key) }
      show(keys.compactMap(\.label).joined(separator: " "))
    }

    func type(_ text: String, then keys: Key...) {
      program.type(text)
      for key in keys { program.press(key) }
      show(([text] + keys.compactMap(\.label)).joined(separator: " "))
    }

    /// What the server does.
    func happens(_ words: String, _ news: (Program) -> Void) {
      news(program)
      show("… " + words)
    }

    private func show(_ words: String) { text += "── \(words)\n\(program.screen)\n" }

    func expect(_ name: String, source: Testing.SourceLocation = #_sourceLocation) {
      let size = "\(program.state.size.columns)x\(program.state.size.rows)"
      Screen.expect(
        text, is: "story-\(name)-\(knowledge.rawValue)-\(size)", source: source)
    }
  }

  @Test(arguments: cases)
  func `browse the endpoints`(knowledge: Knowledge, columns: Int, rows: Int) {
    let story = Story(knowledge, columns, rows)
    story.press(.character("/"))
    story.type("files", then: .enter)
    #expect(story.program.line(with: "/metrics/live") == nil)
    story.press(.character("j"), .character("j"))
    story.press(.escape)
    #expect(story.program.line(with: "/metrics/live") != nil)
    story.press(.character("x"))
    story.press(.escape)
    #expect(story.program.state.mode == .browsing)
    story.expect("browse")
  }

  @Test(arguments: cases)
  func `tail a live feed`(knowledge: Knowledge, columns: Int, rows: Int) {
    let story = Story(knowledge, columns, rows)
    story.program.selectMetrics()
    story.press(.enter)
    story.type("web-1", then: .enter)
    story.happens("200 text/event-stream, 12 records, a warning") { program in
      program.news(.requested(lastEventID: nil))
      program.wait(.milliseconds(18))
      program.news(.opened(status: 200, mediaType: "text/event-stream", kind: .sse))
      program.ticks(1...12)
      program.event("{\"what\":\"hot\"}", type: "warn")
    }
    #expect(story.program.state.endpoint?.kind == .sse)
    story.press(.character("3"), .character("k"), .enter)
    #expect(story.program.state.focus == .detail)
    story.press(.character("6"))
    story.press(.character("4"))
    #expect(story.program.line(with: "onMessage") != nil)
    story.press(.character("3"), .character("&"))
    story.type("event:warn", then: .enter)
    #expect(story.program.line(with: "hot") != nil)
    story.press(.character("s"))
    #expect(story.program.line(with: "STOPPED") != nil)
    story.expect("tail")
  }

  @Test(arguments: cases)
  func `download a file`(knowledge: Knowledge, columns: Int, rows: Int) {
    let story = Story(knowledge, columns, rows)
    story.program.select("/export.csv")
    story.press(.alt("d"))
    story.program.press(.control("u"))
    story.type("out/", then: .enter)
    story.happens("there is no folder out") { program in
      program.news(
        .noPlace(.noFolder(path: "out", place: "out/"), message: "the folder out isn't there"))
      program.news(.closed)
    }
    story.type("y", then: .enter)
    story.happens("12.4 MB of 19.6 MB") { program in
      program.news(.opened(status: 200, mediaType: "text/csv", kind: .file), of: 2)
      program.wait(.seconds(1))
      program.news(.progress(done: 12_400_000, total: 19_600_000), of: 2)
    }
    story.happens("the end") { program in
      program.wait(.seconds(1))
      program.news(.saved(path: "/home/somebody/out/export.csv", bytes: 19_600_000), of: 2)
      program.news(.closed, of: 2)
    }
    #expect(story.program.line(with: "SAVED") != nil)
    story.expect("download")
  }

  @Test(arguments: cases)
  func `copy the client code`(knowledge: Knowledge, columns: Int, rows: Int) {
    let story = Story(knowledge, columns, rows)
    story.program.selectMetrics()
    // Short code: what TypeScript stands on is no part of the story.
    story.happens("c, and Tab to curl") { $0.showCode(in: .curl) }
    story.press(.tab)
    story.press(.backTab)
    guard case .copy(let code)? = story.program.press(.character("y")).first else {
      Issue.record("nothing was copied")
      return
    }
    #expect(code.contains("/metrics/live"))
    story.press(.character("w"))
    story.press(.escape)
    story.press(.escape)
    #expect(story.program.state.mode == .browsing)
    story.expect("code")
  }
}

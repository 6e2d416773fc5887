import ClientExport
import Endpoints
import StreamDecoding
import Testing

@testable import TUI

/// `c`: client code on the screen.
@Suite struct CodePreviewTests {
  private static let login = Endpoint(
    name: "login", path: "/login", kind: .sse,
    parameters: [
      Parameter(name: "user", location: .query, schema: ["type": "string"]),
      Parameter(name: "password", location: .query, schema: ["type": "string"]),
      Parameter(
        name: "temperature", location: .query, required: true, schema: ["type": "number"]),
    ])

  private func fillIn(_ values: [String], in program: Program) {
    program.press(.character("e"))
    while program.state.draft?.fields.first?.input.isEmpty == false { program.press(.backspace) }
    for (index, value) in values.enumerated() {
      if index == 0 {
        while case .editing(let editor) = program.state.mode, editor.field != 0 {
          program.press(.down)
        }
      } else {
        program.press(.down)
      }
      program.type(value)
    }
    program.press(.escape)
  }

  private func loggingIn(_ values: [String], _ columns: Int = 120, _ rows: Int = 36) -> Program {
    let program = Program(
      columns, rows,
      catalog: Catalog(baseURL: "http://localhost:8000", endpoints: [Self.login]))
    fillIn(values, in: program)
    return program
  }

  @Test(arguments: [([], "$TEMPERATURE"), (["", "hot"], "$TEMPERATURE"), (["", "0.5"], "0.5")])
  func `values that fit stay in the code beside one that is missing or does not fit`(
    rest: [String], shown: String
  ) {
    let program = loggingIn(["ann"] + rest)
    program.showCode(in: .curl)
    #expect(program.line(with: "/login?user=ann&temperature=\(shown)") != nil)
    #expect((program.line(with: "e edits the request") != nil) == (shown != "0.5"))
  }

  @Test(arguments: [(120, 36), (80, 24), (60, 20)])
  func `the code says what is missing for the request`(columns: Int, rows: Int) {
    let program = loggingIn(["ann"], columns, rows)
    program.showCode(in: .curl)
    let line = program.line(with: "temperature is required (number)")
    #expect(line?.contains("e edits the request") == true)
    program.press(.character("e"))
    #expect(program.state.isEditing)
  }

  @Test(arguments: [ExportLanguage.openapi, .json])
  func `a description of one endpoint is the command line's`(language: ExportLanguage) {
    let program = Program()
    program.selectMetrics()
    program.showCode(in: language)
    #expect(
      program.press(.character("y")) == [
        .copy(
          ClientCode.text(
            of: ExportSubject([Harbour.metrics], of: Harbour.catalog), in: language))
      ])
  }

  @Test func `c without an endpoint says why there is no code`() {
    let program = Program()
    program.press(.character("g"), .down, .down, .down, .character("c"))
    #expect(program.line(with: "this is a group: choose one of its endpoints") != nil)
    let empty = Program(catalog: Catalog(endpoints: []))
    empty.press(.character("c"))
    #expect(empty.line(with: "there is no endpoint yet to write a client for") != nil)
  }

  // MARK: A second discovery

  private func found(_ change: (inout Catalog) -> Void) -> Action {
    var catalog = Harbour.catalog
    change(&catalog)
    return .discovered(catalog, failures: [])
  }

  @Test func `the code follows its endpoint when that was found anew`() {
    let program = Program()
    program.selectMetrics()
    program.showCode(in: .curl)
    program.send(found { $0.baseURL = "http://localhost:9000" })
    #expect(program.line(with: "http://localhost:9000/metrics/live") != nil)
    program.press(.tab)
    #expect(program.line(with: "http --ignore-stdin --stream GET") != nil)
  }

  @Test(arguments: ["c", "cw", "c/", "c?"])
  func `the code of an endpoint that is gone is closed with a sentence`(keys: String) {
    let program = Program()
    program.selectMetrics()
    program.type(keys)
    program.send(found { $0.endpoints.removeAll { $0 == Harbour.metrics } })
    #expect(program.line(with: "GET /metrics/live is gone, so its code was closed") != nil)
    #expect(program.state.mode == .browsing)
  }

  @Test func `what is written and gone back to is the code found last`() {
    for keys in ["cw", "c/"] {
      let program = Program()
      program.selectMetrics()
      program.type(keys)
      program.send(found { $0.baseURL = "http://localhost:9000" })
      let effects = program.press(keys == "cw" ? .enter : .escape)
      if case .export(let job)? = effects.first {
        #expect(job.files().first?.text.contains("http://localhost:9000") == true)
      }
      #expect(program.state.shownCode?.made?.text.contains("http://localhost:9000") == true)
    }
  }

  // MARK: Reading

  @Test func `a long line is wrapped with a sign, and its number stands once`() {
    let program = loggingIn(["0123456789" + String(repeating: "abcdefghij", count: 12)], 60, 20)
    program.showCode(in: .curl)
    #expect(program.line(with: "│ 1  curl -N \"http://localhost:8000/login?user=0123456789") != nil)
    #expect(program.line(with: "│ ↳  ")?.contains("hijabcdefghij") == true)
    #expect(program.line(with: "1-2 of 2 ─╯") != nil)
  }

  @Test func `G shows the end, and a growing screen is filled to its last row`() {
    let program = Program(80, 24)
    program.openMetrics()
    program.press(.character("c"), .character("G"))
    let count = program.state.shownCode?.code.lines.count ?? 0
    #expect(program.line(with: "-\(count) of \(count) ─╯") != nil)
    program.send(.resized(Size(columns: 120, rows: 36)))
    #expect(program.line(with: "-\(count) of \(count) ─╯") != nil)
    let rows = program.screen.split(separator: "\n")
    #expect(rows[rows.count - 3].contains("\(count)  "))
  }

  @Test func `half a page is half a page`() {
    let program = Program()
    program.openMetrics()
    program.press(.character("c"), .control("d"))
    #expect(program.line(with: "17-") != nil)
    program.press(.control("u"))
    #expect(program.line(with: " 1-") != nil)
  }

  @Test(arguments: [(60, 20), (50, 14), (40, 12)])
  func `a narrow screen names the language, the endpoint and the keys`(columns: Int, rows: Int) {
    let program = Program(columns, rows)
    program.openMetrics()
    program.showCode(in: .curl)
    #expect(program.line(with: "GET /metrics/live")?.contains("curl") == true)
    let last = program.screen.split(separator: "\n").last ?? ""
    #expect(last.contains("Tab language"))
  }

  @Test func `a long title keeps its distance from the border`() {
    let endpoint = Endpoint(
      name: "long", path: "/a/path/of/very/many/segments/that/goes/on", kind: .sse)
    let program = Program(60, 20, catalog: Catalog(endpoints: [endpoint]))
    program.press(.character("c"))
    #expect(program.line(with: "╭─ Code")?.contains("… ─ TypeScript") == true)
  }

  // MARK: Finding

  @Test func `a text is found in the code as one types, and again`() {
    let program = Program()
    program.selectMetrics()
    program.press(.character("c"), .character("/"))
    program.type("reconnect")
    #expect(program.line(with: "▌")?.lowercased().contains("reconnect") == true)
    program.press(.enter)
    let first = program.state.shownCode?.reading.hit
    program.press(.character("n"))
    #expect((program.state.shownCode?.reading.hit ?? 0) > (first ?? 0))
    program.press(.character("N"))
    #expect(program.state.shownCode?.reading.hit == first)
    program.press(.character("N"))
    #expect(program.line(with: "\"reconnect\" is not above") != nil)
    program.press(.character("/"))
    program.type("no such text")
    program.press(.escape)
    #expect(program.state.shownCode?.reading.hit == first)
  }

  @Test func `a key that does nothing in the code says so`() {
    let program = Program()
    program.selectMetrics()
    program.press(.character("c"), .character("s"))
    #expect(program.line(with: "s does nothing in the code: Esc goes back first") != nil)
    for (columns, rows) in [(120, 36), (60, 20)] {
      program.send(.resized(Size(columns: columns, rows: rows)))
      program.press(.character("?"))
      #expect(program.line(with: "copy it; write it to a file") != nil)
      program.press(.escape)
      #expect(program.line(with: "Code  GET /metrics/live") != nil)
    }
  }

  // MARK: The mouse

  @Test(arguments: [(120, 36), (60, 20)])
  func `the wheel scrolls the code and a click chooses a language`(columns: Int, rows: Int) {
    let program = Program(columns, rows)
    program.openMetrics()
    program.press(.character("c"))
    program.press(.mouse(.init(kind: .wheelDown, column: 20, row: 10)))
    #expect(program.line(with: "│    4  ") != nil)
    let titles = program.screen.split(separator: "\n")[1]
    let sign = columns == 60 ? "…" : "JavaScript"
    let place = titles.firstRange(of: sign)?.lowerBound ?? titles.startIndex
    let column = titles[..<place].count
    program.press(.mouse(.init(kind: .press(.left), column: column, row: 1)))
    #expect(program.state.shownCode?.language == .javascript)
  }

  @Test func `no click changes what is hidden`() {
    let program = Program(60, 20)
    program.openMetrics()
    let focus = program.state.focus
    for key: Character in ["c", "?", ":"] {
      program.press(.character(key))
      for row in 0..<20 {
        for column in [3, 15, 40] {
          program.press(.mouse(.init(kind: .press(.left), column: column, row: row)))
        }
      }
      program.press(.escape)
      #expect(program.state.focus == focus)
    }
  }
}

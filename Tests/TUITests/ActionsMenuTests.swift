import ClientExport
import Endpoints
import StreamDecoding
import Testing

@testable import TUI

/// `x`, and what its actions do by key and by name, too.
@Suite struct ActionsMenuTests {
  private static let documented: Catalog = {
    var catalog = Harbour.catalog
    catalog.sources = [
      CatalogSource(kind: .openapi, at: "http://localhost:8000/api/openapi.json", endpoints: 7)
    ]
    let root: JSONValue = [
      "openapi": "3.1.0",
      "paths": [
        "/metrics/live": ["get": ["operationId": "live_get", "tags": ["a tag/b"]]],
        "/health": ["get": ["externalDocs": ["url": "https://docs.example.org/health"]]],
        "/export.csv": ["get": ["operationId": "export"]],
        "/logs/tail": ["get": ["externalDocs": ["url": "javascript:alert(1)"]]],
      ],
    ]
    catalog.documents = [try? OpenAPIDocument(root: root)].compactMap(\.self)
    return catalog
  }()

  @Test func `a download asks for its folder or name first`() {
    let program = Program()
    program.select("/export.csv")
    program.press(.alt("d"))
    #expect(program.line(with: "> ./") != nil)
    program.press(.control("u"))
    program.type("out/report.csv")
    let effects = program.press(.enter)
    guard case .download(_, _, let place)? = effects.first else { return #expect(Bool(false)) }
    #expect(place == DownloadPlace(path: "out/report.csv"))
  }

  @Test func `a download that names no place is none`() {
    let program = Program()
    program.select("/export.csv")
    program.press(.alt("d"), .control("u"))
    #expect(program.press(.enter).isEmpty)
    #expect(program.line(with: "nothing was saved") != nil)
  }

  @Test(arguments: [
    ("/metrics/live", "http://localhost:8000/api/docs#/a%20tag%2Fb/live_get"),
    ("/export.csv", "http://localhost:8000/api/docs#/default/export"),
    ("/health", "https://docs.example.org/health"),
    // Who carries it out looks at what the document wrote.
    ("/logs/tail", "javascript:alert(1)"),
  ])
  func `the documentation of an endpoint`(path: String, address: String) {
    let program = Program(catalog: Self.documented)
    program.select(path)
    #expect(program.type("O") == [.browse(address)])
    program.type("x")
    #expect(program.line(with: "open docs") != nil)
  }

  @Test func `what no document tells of has no documentation`() {
    let program = Program()
    program.selectMetrics()
    #expect(program.type("O").isEmpty)
    #expect(
      program.line(with: "nothing from a server tells where this is documented; o opens") != nil)
  }

  @Test func `copy as offers the URL, curl and every language`() {
    let program = Program()
    program.selectMetrics()
    program.press(.alt("y"))
    #expect(program.line(with: "▌ copy as url") != nil)
    #expect(program.line(with: "1 of \(ExportLanguage.allCases.count + 1)") != nil)
    program.press(.down)
    guard case .copy(let code)? = program.press(.enter).first else { return #expect(Bool(false)) }
    #expect(code.contains("curl"))
    #expect(program.state.mode == .browsing)
  }

  @Test(arguments: ExportLanguage.allCases)
  func `each language is copied by its name, as the code view shows it`(language: ExportLanguage) {
    let program = Program()
    program.selectMetrics()
    program.type(":copy as \(language.title)")
    let effects = program.press(.enter)
    program.showCode(in: language)
    #expect(effects == program.type("y"))
    #expect(!effects.isEmpty)
  }

  @Test func `the menu says what its actions do here`() {
    let program = Program()
    program.openMetrics()
    program.ticks(1...3)
    program.type("3x")
    #expect(program.line(with: "open record ") != nil)
    #expect(program.line(with: "pause ") != nil)
    program.press(.escape)
    program.news(.completed)
    program.type("x")
    #expect(program.line(with: "pause  ") == nil)
  }
}

import Endpoints
import StreamDecoding
import Testing

@testable import ClientExport

/// One endpoint's code as a file, and as it is shown with present values.
struct EndpointFileTests {
  @Test(arguments: ExportLanguage.allCases)
  func `a written file is known as ours again`(language: ExportLanguage) throws {
    let endpoint = try #require(Catalog.classic.endpoint(named: "stream_chat"))
    let files = ClientCode.files(
      of: ExportSubject(call: endpoint, of: .classic), in: language,
      options: ExportOptions(output: "a"))
    #expect(files.map(\.path) == ["a"] && files.allSatisfy { ExportedFile.isOurs($0.text) })
  }

  @Test func `a command to be pasted has no remark before it`() throws {
    let endpoint = try #require(Catalog.classic.endpoint(named: "stream_chat"))
    let text = ClientCode.text(for: endpoint, of: .classic, planned: nil, language: .curl)
    #expect(text.hasPrefix("curl "))
    let files = ClientCode.files(
      of: ExportSubject(call: endpoint, of: .classic), in: .curl, options: ExportOptions())
    #expect(files.map(\.text) == ["# A command written by fluidtop.\n" + text])
  }

  @Test func `no two languages have one extension`() {
    let extensions = ExportLanguage.allCases.map(\.fileExtension)
    #expect(Set(extensions).count == extensions.count)
  }

  @Test(arguments: [ExportLanguage.openapi, .json])
  func `a description of one endpoint is that of the command line`(
    language: ExportLanguage
  ) throws {
    var catalog = Catalog.classic
    catalog.title = "Harbour"
    catalog.version = "2.3"
    let endpoint = try #require(catalog.endpoint(named: "stream_chat"))
    #expect(
      ClientCode.text(for: endpoint, of: catalog, planned: nil, language: language)
        == ClientCode.text(for: catalog, endpoints: [endpoint], language: language))
  }

  @Test(arguments: [ExportLanguage.typescript, .curl, .httpie, .python, .http])
  func `values stay where nobody says where the backend runs`(language: ExportLanguage) {
    let endpoint = Endpoint(
      name: "rows", path: "/rows/{table}", kind: .ndjson,
      parameters: [
        Parameter(name: "table", location: .path, required: true, schema: ["type": "string"]),
        Parameter(name: "limit", location: .query, required: true, schema: ["type": "integer"]),
      ])
    let planned = endpoint.outline(
      baseURL: "", values: [("table", "ports")], placeholder: ClientCode.placeholder)
    let text = ClientCode.text(
      for: endpoint, of: Catalog(endpoints: [endpoint]), planned: planned, language: language)
    #expect(text.contains("ports") && text.contains("LIMIT"))
    if language == .curl { #expect(text.contains("$BASE_URL/rows/ports?limit=$LIMIT")) }
  }
}

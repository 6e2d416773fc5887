import Endpoints
import StreamDecoding
import Testing

@testable import ClientExport

struct ExampleCallTests {
  @Test(arguments: [
    (ExportLanguage.typescript, #"call("report.v1", "csv")"#),
    (.python, #"client.call("report.v1", "csv")"#),
    (.swift, #"client.call(name: "report.v1", ext: "csv")"#),
  ])
  func `each value of a path stands where it was given`(
    language: ExportLanguage, call: String
  ) throws {
    let endpoint = Endpoint(name: "call", path: "/files/{name}.{ext}")
    let planned = try endpoint.plan(
      baseURL: "http://h", values: [("name", "report.v1"), ("ext", "csv")])
    let text = ClientCode.text(
      for: endpoint, planned: planned, baseURL: "http://h", language: language)
    #expect(text.contains(call))
  }

  @Test(arguments: [ExportLanguage.typescript, .python, .swift])
  func `a name that stands in a path twice is given once`(language: ExportLanguage) {
    let text = ClientCode.text(
      for: Endpoint(name: "call", path: "/{id}/of/{id}"), baseURL: "http://h", language: language)
    #expect(!text.contains("id_"))
  }
}

import Endpoints
import StreamDecoding
import Testing

@testable import ClientExport

struct SwiftTests {
  @Test(arguments: ["classic", "nasty"])
  func `a catalog becomes one file`(name: String) {
    let catalog = name == "classic" ? Catalog.classic : .nasty
    let text = ClientCode.text(for: catalog, endpoints: catalog.endpoints, language: .swift)
    // Another ending, for the fixture is not to be compiled with the tests.
    GoldenFile(name + ".swift.txt").expect(text)
  }

  @Test func `the first connection of an event stream is tried again`() throws {
    let endpoint = try #require(Catalog.classic.endpoint(named: "stream_chat"))
    let text = ClientCode.text(
      for: endpoint, models: Catalog.classic.models, baseURL: "http://host", language: .swift)
    let records =
      #"http.records(request(call, as: [.sse]), options: options.ending(with: "[DONE]"))"#
    #expect(text.contains(records))
  }

  @Test func `a required member that is nil is encoded as null`() {
    let item = NamedSchema(
      name: "Note",
      schema: [
        "type": "object", "required": ["text"],
        "properties": ["text": ["type": ["string", "null"]], "tag": ["type": "string"]],
      ])
    let text = ClientCode.text(
      for: Endpoint(name: "notes", path: "/notes", kind: .ndjson, item: item),
      baseURL: "http://host", language: .swift)
    #expect(text.contains("    try container.encode(self.text, forKey: .text)\n"))
    #expect(text.contains("    try container.encodeIfPresent(self.tag, forKey: .tag)\n"))
  }

  @Test func `the same catalog gives the same bytes`() {
    let texts = (0..<5).map { _ in
      ClientCode.text(for: .nasty, endpoints: Catalog.nasty.endpoints, language: .swift)
    }
    #expect(Set(texts).count == 1)
  }
}

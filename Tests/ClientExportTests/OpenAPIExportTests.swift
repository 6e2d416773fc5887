import Endpoints
import ScriptedServers
import StreamDecoding
import Testing

@testable import ClientExport

struct OpenAPIExportTests {
  @Test(arguments: ["classic", "nasty"])
  func `a catalog becomes a document`(name: String) {
    let catalog = name == "classic" ? Catalog.classic : .nasty
    let text = ClientCode.text(for: catalog, endpoints: catalog.endpoints, language: .openapi)
    GoldenFile(name + ".openapi.json").expect(text)
  }

  @Test func `the document is read back with the same kinds, items, events and sentinels`() throws {
    let text = ClientCode.text(
      for: .classic, endpoints: Catalog.classic.endpoints, language: .openapi)
    let read = try OpenAPIDocument(parsing: Array(text.utf8)).catalog(at: "openapi.json")
    let facts: (Endpoint) -> [String] = {
      [
        $0.name, $0.title, $0.kind.rawValue, $0.mediaType ?? "", $0.item?.name ?? "",
        $0.sentinel ?? "", $0.events.map(\.name).joined(separator: ","), $0.summary,
      ]
    }
    #expect(read.endpoints.map(facts) == Catalog.classic.endpoints.map(facts))
    #expect(read.endpoints.map(\.parameters) == Catalog.classic.endpoints.map(\.parameters))
    #expect(read.baseURL == Catalog.classic.baseURL)
  }

  @Test func `an event without a name fits the document that other events are named in`() throws {
    let events = [
      NamedEvent(name: "message", item: NamedSchema(schema: ["type": "integer"])),
      NamedEvent(name: "end"),
    ]
    let catalog = Catalog(endpoints: [
      Endpoint(
        name: "feed", path: "/feed", kind: .sse, mediaType: "text/event-stream", events: events)
    ])
    let text = ClientCode.text(for: catalog, endpoints: catalog.endpoints, language: .openapi)
    let content = try JSONValue(parsing: text)["paths"]?["/feed"]?["get"]?["responses"]?["200"]?[
      "content"]
    let variants = content?["text/event-stream"]?["itemSchema"]?["oneOf"]?.arrayValue ?? []
    #expect(variants.map { $0["required"] } == [["data"], ["data", "event"]])
    #expect(
      variants.map { $0["properties"]?["event"] } == [["const": "message"], ["const": "end"]])
    let read = try OpenAPIDocument(parsing: Array(text.utf8)).catalog(at: "openapi.json")
    #expect(read.endpoints.first?.events == events)
  }

  @Test func `an address that is a path is a page's, and no command's`() throws {
    var catalog = Catalog.classic
    catalog.baseURL = nil
    catalog.basePath = "/api/v1"
    let text = { ClientCode.text(for: catalog, endpoints: catalog.endpoints, language: $0) }
    #expect(text(.typescript).contains(#""/api/v1""#))
    #expect(!text(.curl).contains("/api/v1"))
  }

  @Test func `a schema's name is one that other programs accept`() throws {
    var catalog = Catalog(endpoints: [
      Endpoint(name: "pages", path: "/pages", item: NamedSchema(name: "Page[User]")),
      Endpoint(name: "orders", path: "/orders", item: NamedSchema(name: "Заказ")),
    ])
    catalog.models = [
      "Page[User]": ["items": ["$ref": "#/components/schemas/Page[User]"]],
      "Заказ": ["type": "null"],
      "PageUser": ["type": "string"],
    ]
    catalog.endpoints[1].events = [NamedEvent(name: "a", item: NamedSchema(name: "PageUser"))]
    let text = ClientCode.text(for: catalog, endpoints: catalog.endpoints, language: .openapi)
    let schemas = try JSONValue(parsing: text)["components"]?["schemas"]
    #expect(schemas?.objectValue?.keys.sorted() == ["PageUser", "PageUser_2", "Value"])
    #expect(schemas?["PageUser_2"]?["items"]?["$ref"] == "#/components/schemas/PageUser_2")
    #expect(text.contains(##""$ref": "#/components/schemas/Value""##))
    #expect(!text.contains("Заказ"))
  }

  @Test func `the discovery document is that of list --json`() throws {
    let text = ClientCode.text(for: .classic, endpoints: Catalog.classic.endpoints, language: .json)
    let listed = Catalog.classic.listJSON(all: true)
    let written = try JSONValue(parsing: text)
    #expect(written["endpoints"] == listed["endpoints"])
    #expect(written["models"]?.objectValue?.keys.contains("Unreached") == false)
  }

  @Test func `no document holds the password of the server's address`() {
    var catalog = Catalog.classic
    catalog.baseURL = "http://me:hunter2@127.0.0.1:8000"
    for language in ExportLanguage.allCases {
      let text = ClientCode.text(for: catalog, endpoints: catalog.endpoints, language: language)
      #expect(!text.contains("hunter2"), "\(language)")
    }
  }

  @Test(arguments: ["Page%5BUser%5D", "Page[User]"])
  func `a part of a catalog keeps the models that it refers to, however that is written`(
    name: String
  ) throws {
    let schemas = """
      {"List": {"type": "array", "items": {"$ref": "#/components/schemas/\(name)"}},
       "Page[User]": {"properties": {"a": {"$ref": "#/components/schemas/\(name)/$defs/In%5B1%5D"}},
                      "$defs": {"In[1]": {"type": "integer"}}},
       "Unreached": {"type": "object"}}
      """
    let schema = ##"{"$ref": "#/components/schemas/List"}"##
    let answer = #"{"200": {"content": {"application/json": {"schema": \#(schema)}}}}"#
    let text = """
      {"openapi": "3.1.0", "info": {"title": "T", "version": "1"},
       "paths": {"/a": {"get": {"responses": \(answer)}}, "/b": {"get": {"responses": {}}}},
       "components": {"schemas": \(schemas)}}
      """
    let catalog = try OpenAPIDocument(parsing: Array(text.utf8)).catalog(at: "openapi.json")
    let exported = try JSONValue(
      parsing: ClientCode.text(
        for: catalog, endpoints: Array(catalog.endpoints.prefix(1)), language: .openapi))
    let kept = exported["components"]?["schemas"]?.objectValue ?? [:]
    #expect(kept.keys == ["List", "PageUser"])
    #expect(kept["List"]?["items"] == ["$ref": "#/components/schemas/PageUser"])
    let inner: JSONValue = ["$ref": "#/components/schemas/PageUser/$defs/In%5B1%5D"]
    #expect(kept["PageUser"]?["properties"]?["a"] == inner)
  }
}

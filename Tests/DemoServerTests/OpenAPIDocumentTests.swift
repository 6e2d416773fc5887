import StreamDecoding
import Testing

@testable import DemoServer

struct OpenAPIDocumentTests {
  private static let document = Router.harbour.documentText

  @Test
  func `the document is JSON and names the harbour`() throws {
    let json = try JSONValue(parsing: Self.document)
    #expect(json["openapi"] == "3.1.0")
    #expect(json["info"]?["title"] == "Harbour API")
    #expect(json["info"]?["version"] == "2.3")
    #expect(json.text() == Self.document)
  }

  @Test(arguments: [
    ("/metrics/live", "get", "metrics_live", "text/event-stream"),
    ("/ships/events", "get", "ship_events", "text/event-stream"),
    ("/chat/stream", "post", "chat_stream", "text/event-stream"),
    ("/rows/{table}", "get", "rows", "application/x-ndjson"),
    ("/logs/tail", "get", "log_tail", "text/plain"),
    ("/files/{name}/download", "get", "file_download", "application/octet-stream"),
    ("/unstable/stream", "get", "unstable_stream", "application/x-ndjson"),
    ("/berths/{berth_id}", "get", "read_berth", "application/json"),
    ("/health", "get", "health", "application/json"),
  ])
  func `every endpoint is in it with its media type`(
    path: String, method: String, name: String, mediaType: String
  ) throws {
    let json = try JSONValue(parsing: Self.document)
    let operation = try #require(json["paths"]?[path]?[method])
    #expect(operation["operationId"] == .string(name))
    #expect(operation["responses"]?["200"]?["content"]?[mediaType] != nil)
  }

  @Test
  func `a parameter has its type, bounds and default`() {
    #expect(
      Self.document.contains(
        #"{"name":"interval","in":"query","required":false,"#
          + #""description":"Seconds between samples; 0 is unlimited","#
          + #""schema":{"type":"number","minimum":0.0,"maximum":60.0,"default":0.1}}"#))
    #expect(Self.document.contains(#"{"name":"host","in":"query","required":true,"#))
    #expect(Self.document.contains(#""enum":["ships","containers","tides"]"#))
  }

  @Test
  func `an event stream tells its item as FastAPI does`() {
    #expect(
      Self.document.contains(
        #""text/event-stream":{"itemSchema":{"type":"object","properties":{"data":{"type":"string","#
          + #""contentMediaType":"application/json","#
          + ##""contentSchema":{"$ref":"#/components/schemas/Sample"}},"##
          + #""event":{"type":"string","enum":["tick","warn"]},"#))
  }

  @Test
  func `every model that is referred to is there`() throws {
    let json = try JSONValue(parsing: Self.document)
    let mark = "#/components/schemas/"
    var rest = Self.document[...]
    var names: Set<String> = []
    while let found = rest.firstRange(of: mark) {
      rest = rest[found.upperBound...]
      names.insert(String(rest.prefix { $0 != "\"" }))
    }
    #expect(names.count > 8)
    for name in names {
      #expect(json["components"]?["schemas"]?[name] != nil, "\(name)")
    }
  }
}

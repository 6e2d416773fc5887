import Endpoints
import StreamDecoding
import Testing

@Suite struct `What an imported application says` {
  private static let answer: JSONValue = [
    "version": 1, "title": "Shop", "apiVersion": "1",
    "endpoints": [
      [
        "name": "live", "method": "GET", "path": "/live/{rest:path}", "file": "main.py", "line": 3,
        "answers": [
          [
            "mediaType": "text/event-stream", "streams": true, "attachment": false,
            "detail": "returns EventSourceResponse",
          ]
        ], "parameters": [], "item": ["name": "Order", "schema": [:]],
        "events": [["name": "order", "item": nil]],
      ]
    ],
    "models": ["Order": ["type": "object"]],
    "document": [
      "openapi": "3.1.0",
      "paths": [
        "/live/{rest}": [
          "get": [
            "parameters": [
              [
                "name": "X-Key", "in": "header", "required": true,
                "schema": ["type": "string"],
              ]
            ],
            "responses": ["200": ["content": ["application/json": ["schema": [:]]]]],
          ]
        ]
      ],
    ],
  ]

  @Test func `routes give the kind, the framework's document the parameters`() throws {
    let catalog = ImportReport(Self.answer).catalog(at: "main.py")
    #expect(catalog.sources == [CatalogSource(kind: .import, at: "main.py", endpoints: 1)])
    let endpoint = try #require(catalog.endpoint(named: "live"))
    #expect(endpoint.path == "/live/{rest:path}")
    #expect(endpoint.kind == .sse)
    #expect(endpoint.mediaType == "text/event-stream")
    #expect(endpoint.parameters.map(\.name) == ["X-Key"])
    #expect(endpoint.item?.schema == ["type": "object"])
    #expect(Set(endpoint.evidence.map(\.source)) == [.source, .import])
    #expect(catalog.baseURL == nil)
  }

  @Test func `source that the application does not serve is left out`() {
    let served = ImportReport(Self.answer).catalog(at: "main.py")
    let source = Catalog(
      sources: [CatalogSource(kind: .source, at: "main.py", endpoints: 2)],
      endpoints: [
        Endpoint(name: "live", path: "/live/{rest:path}", kind: .sse),
        Endpoint(name: "unused", path: "/unused", kind: .sse),
      ])
    let limited = source.limited(to: served)
    #expect(limited.endpoints.map(\.name) == ["live"])
    #expect(limited.sources.map(\.endpoints) == [1])
  }

  @Test func `a probe beats them all on what it saw, and other kinds stay possible`() {
    let said = Catalog(
      sources: [CatalogSource(kind: .source, at: "main.py", endpoints: 1)],
      endpoints: [
        Endpoint(
          name: "either", path: "/e", kind: .sse, kinds: [.sse, .ndjson],
          mediaType: "text/event-stream", events: [NamedEvent(name: "a")])
      ])
    let seen = Catalog(
      sources: [CatalogSource(kind: .probe, at: "http://h", endpoints: 1)],
      endpoints: [
        Endpoint(
          name: "either", path: "/e", kind: .ndjson, mediaType: "application/x-ndjson",
          events: [NamedEvent(name: "b")])
      ])
    let merged = Catalog(merging: [said, seen])
    #expect(merged.endpoints.map(\.kinds) == [[.ndjson, .sse]])
    #expect(merged.endpoints.map(\.mediaType) == ["application/x-ndjson"])
    #expect(merged.endpoints.first?.events.map(\.name) == ["a", "b"])
    #expect(merged.warnings.isEmpty)
  }

  @Test func `what FastAPI makes no schema of takes what its source takes`() throws {
    var answer = Self.answer
    guard var members = answer.objectValue else { return }
    members["document"] = ["openapi": "3.1.0", "paths": [:]]
    answer = .object(members)
    let source = Catalog(
      sources: [CatalogSource(kind: .source, at: "main.py", endpoints: 1)],
      endpoints: [
        Endpoint(
          name: "live", path: "/live/{rest:path}", kind: .sse,
          parameters: [Parameter(name: "limit", location: .query)], body: RequestBody())
      ])
    let served = ImportReport(answer).catalog(at: "main.py")
    let endpoint = try #require(Catalog(merging: [served, source]).endpoint(named: "live"))
    #expect(endpoint.parameters.map(\.name) == ["limit"])
    #expect(endpoint.body != nil)
  }
}

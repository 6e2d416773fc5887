import Endpoints
import ScriptedServers
import StreamClient
import Synchronization
import Testing

@testable import Discovery

@Suite(.timeLimit(.minutes(5))) struct `Probing running endpoints` {
  /// The document of a FastAPI application that hides what it streams.
  private static func document(_ paths: [String]) -> String {
    let items = paths.map { path in
      #""\#(path)": {"get": {"responses": {"200": {"content": {"application/json": {}}}}}}"#
    }
    return #"{"openapi": "3.1.0", "paths": {\#(items.joined(separator: ", "))}}"#
  }

  private func probe(
    _ answers: [String: ConnectionScript], document: String? = nil,
    values: [(name: String, value: String)] = [], limit: Duration? = nil,
    check: (Catalog, ScriptedServer) -> Void
  ) async throws {
    let document = document ?? Self.document(answers.keys.sorted())
    let server = try await ScriptedServer.start { request in
      if request.target == "/openapi.json" { return [.response(body: document)] }
      return answers[request.target] ?? [.response(status: 404, body: "")]
    }
    var bench = DiscoveryBench()
    bench.options.probe = true
    bench.options.values = values
    if let limit { bench.options.probeLimit = limit }
    let result = try await bench.discover(server.baseURL)
    check(result.catalog, server)
    await server.stop()
  }

  private static func stream(_ type: String, _ body: String, hold: Bool = false)
    -> ConnectionScript
  {
    ConnectionScript([
      .head(headers: ["Content-Type": type], framing: .untilClose), .send(body),
      hold ? .hold : .close,
    ])
  }

  @Test func `events without a name are message beside those that have one`() async throws {
    try await probe([
      "/a": Self.stream("text/event-stream", "data: 1\n\nevent: end\ndata: 2\n\n"),
      "/b": Self.stream("text/event-stream", "data: 1\n\n"),
    ]) { catalog, _ in
      #expect(catalog.endpoints.map { $0.events.map(\.name) } == [["end", "message"], []])
    }
  }

  @Test func `what the document hides is seen in the answers`() async throws {
    try await probe([
      "/a": Self.stream("text/event-stream", "event: tick\ndata: 1\n\ndata: [DONE]\n\n"),
      "/b": Self.stream("application/x-ndjson", "{\"n\":1}\n{\"n\":2}\n"),
      "/c": Self.stream("text/plain", "one\ntwo\n"),
      "/d": [
        .response(
          headers: [
            "Content-Type": "text/csv", "Content-Disposition": "attachment; filename=\"r.csv\"",
          ], body: "a,b")
      ],
      "/e": [.response(headers: ["Content-Type": "application/json"], body: "[1,2]")],
      "/f": [.response(status: 403, body: "")],
    ]) { catalog, _ in
      #expect(
        catalog.sketch == """
          sse GET /a get_a events=tick sentinel=[DONE]
          ndjson GET /b get_b
          text GET /c get_c
          file GET /d get_d
          unary GET /e get_e
          unary GET /f get_f
          """)
      #expect(
        catalog.endpoint(named: "get_d")?.evidence.filter { $0.source == .probe }.map(\.detail) == [
          "answered 200 text/csv", "attachment; filename=\"r.csv\"",
        ])
    }
  }

  @Test func `a stream that goes on is left at the limit`() async throws {
    // It ends at all only because of the limit.
    try await probe(
      ["/a": Self.stream("text/event-stream", "event: tick\ndata: 1\n\n", hold: true)],
      limit: .seconds(10)
    ) { catalog, _ in
      #expect(catalog.sketch == "sse GET /a get_a events=tick")
    }
    #expect(DiscoveryOptions().probeLimit == .seconds(2))
  }

  @Test func `nothing but GET is asked, and nothing without its required values`() async throws {
    let document = """
      {"openapi": "3.1.0", "paths": {
        "/post": {"post": {"responses": {}}},
        "/users/{id}": {"get": {"parameters": [
          {"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}}]}},
        "/rooms/{room}": {"get": {"parameters": [
          {"name": "room", "in": "path", "required": true,
           "schema": {"type": "string", "default": "hall"}}]}},
        "/given/{key}": {"get": {"parameters": [
          {"name": "key", "in": "path", "required": true, "schema": {"type": "string"}}]}}}}
      """
    try await probe([:], document: document, values: [("key", "k 1")]) { _, server in
      let asked = server.requests.map { "\($0.method) \($0.target)" }.sorted()
      #expect(asked == ["GET /given/k%201", "GET /openapi.json", "GET /rooms/hall"])
    }
  }

  @Test func `what was seen beats what was said, and the difference is told`() async throws {
    let document = """
      {"openapi": "3.1.0", "paths": {"/a": {"get": {"responses": {"200": {"content":
        {"text/event-stream": {}}}}}}}}
      """
    try await probe(
      ["/a": Self.stream("application/x-ndjson", "{}\n")], document: document
    ) { catalog, _ in
      #expect(catalog.sketch == "ndjson GET /a get_a")
      #expect(
        catalog.warnings == [
          "GET /a: OpenAPI says text/event-stream, the server answered application/x-ndjson"
        ])
    }
  }

  @Test func `a refused probe leaves the kind as it was`() async throws {
    let server = try await ScriptedServer.start { request in
      request.target == "/openapi.json"
        ? [.response(body: #"{"openapi": "3.1.0", "paths": {}}"#)]
        : [.response(status: 403, body: "")]
    }
    let file = try TemporaryFile(
      named: "main.py",
      holding: """
        from fastapi import FastAPI
        from fastapi.responses import StreamingResponse
        app = FastAPI()
        @app.get("/unnamed")
        def unnamed():
            return StreamingResponse(iter(()))
        """)
    var bench = DiscoveryBench(in: file.folder)
    bench.options.probe = true
    let catalog = try await bench.discover(server.baseURL, "main.py").catalog
    #expect(catalog.sketch == "text GET /unnamed unnamed")
    #expect(catalog.endpoints[0].evidence.contains { $0.source == .probe })
    await server.stop()
  }

  @Test func `a heartbeat in brackets is no sentinel, the last word is`() async throws {
    try await probe([
      "/beats": Self.stream("text/event-stream", "data: [DONE]\n\ndata: [PING]\n\n"),
      "/ends": Self.stream("text/event-stream", "data: [PING]\n\ndata: [DONE]\n\n"),
    ]) { catalog, _ in
      #expect(catalog.endpoints.map(\.sentinel) == [nil, "[DONE]"])
    }
  }

  @Test func `credentials do not go where only a document says`() async throws {
    let other = try await ScriptedServer.start { _ in [.response(body: "{}")] }
    let document = #"""
      {"openapi": "3.1.0", "servers": [{"url": "\#(other.baseURL)"}],
       "paths": {"/a": {"get": {"responses": {"200": {"description": ""}}}}}}
      """#
    let own = try await ScriptedServer.start { _ in [.response(body: document)] }
    var bench = DiscoveryBench(headers: [HeaderField("Authorization", "Bearer secret")])
    bench.options.probe = true
    let result = try await bench.discover(own.baseURL + "/openapi.json")
    #expect(result.foreignOrigin == other.baseURL)
    #expect(result.catalog.baseURL == other.baseURL)
    let asked = try #require(other.connections.first)
    #expect(asked.requests.first?[header: "Authorization"] == nil)
    await own.stop()
    await other.stop()
  }

  @Test(arguments: ["HTTP://127.0.0.1:", "http://127.1:", "http://user@127.0.0.1:"])
  func `the user's own server is none of the document's, however that writes it`(
    start: String
  ) async throws {
    let place = Mutex("")
    let own = try await ScriptedServer.start { _ in
      let document = #"""
        {"openapi": "3.1.0", "servers": [{"url": "\#(place.withLock { $0 })"}],
         "paths": {"/a": {"get": {"responses": {"200": {"description": ""}}}}}}
        """#
      return [.response(body: document)]
    }
    place.withLock { $0 = start + "\(own.port)/api" }
    let bench = DiscoveryBench(headers: [HeaderField("Authorization", "Bearer secret")])
    let result = try await bench.discover(own.baseURL + "/openapi.json")
    #expect(result.foreignOrigin == nil)
    await own.stop()
  }
}

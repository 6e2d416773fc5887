import Discovery
import Endpoints
import Testing

/// Documents as other frameworks write them.
@Suite(.timeLimit(.minutes(5))) struct `Documents of other frameworks` {
  @Test func `springdoc, OpenAPI 3_0`() async throws {
    let catalog = try await DiscoveryBench().discover("documents/spring.json").catalog
    #expect(
      catalog.sketch == """
        sse GET /stock/{sku} watch item=Stock
        file GET /stock/export export_1
        ndjson GET /stock/all all item=Stock
        unary DELETE /stock/all clear
        unary POST /stock/{sku}/label label item=Stock
        """)
    #expect(catalog.warnings.isEmpty)
    #expect(catalog.baseURL == "http://localhost:8080")
    let watch = try #require(catalog.endpoint(named: "watch"))
    #expect(watch.security == ["bearer"])
    #expect(
      watch.parameters.map(\.schema) == [
        ["type": "string"], ["type": ["string", "null"], "format": "date-time"],
        ["exclusiveMinimum": 0, "type": "integer", "format": "int32"],
      ])
    let label = try #require(catalog.endpoint(named: "label"))
    #expect(label.parameters.map(\.location) == [.path, .cookie])
    #expect(label.body?.mediaType == "multipart/form-data")
    #expect(catalog.endpoint(named: "clear")?.deprecated == true)
  }

  @Test func `Huma, OpenAPI 3_1`() async throws {
    let catalog = try await DiscoveryBench().discover("documents/huma.json").catalog
    #expect(
      catalog.sketch == """
        sse GET /sse sse events=message,userCreate
        unary GET /lines/{line} get_line item=Tree
        unary PUT /lines/{line} put_line
        """)
    let events = try #require(catalog.endpoint(named: "sse")).events
    #expect(events.map(\.item?.name) == ["Message", "UserCreate"])
    let line = try #require(catalog.endpoint(named: "get_line"))
    #expect(line.parameters.map(\.name) == ["line", "fields"])
    #expect(line.parameters.first?.schema == ["type": "integer", "minimum": 1])
  }

  @Test func `a language model's, in YAML`() async throws {
    let catalog = try await DiscoveryBench().discover("documents/models.yaml").catalog
    #expect(
      catalog.sketch == """
        sse/unary POST /chat/completions createChatCompletion item=Delta sentinel=[DONE]
        sse GET /runs/{id}/events streamRun events=run.started,run.failed
        ndjson GET /batches/{id}/output batchOutput item=Answer
        unary GET /models listModels
        """)
    #expect(catalog.warnings.isEmpty)
    #expect(catalog.title == "Parrot")
    #expect(catalog.version == "2026-05-01")
    #expect(catalog.baseURL == "https://eu.parrot.example/v1")
    let chat = try #require(catalog.endpoint(named: "createChatCompletion"))
    #expect(chat.summary == "Answers a conversation, in one piece or in deltas")
    #expect(chat.security == ["ApiKey"])
    #expect(catalog.models["Answer"]?["properties"]?["title"]?["default"] == "Parrot")
    #expect(catalog.models["ChatRequest"]?["properties"]?["temperature"]?["default"] == 1.0)
    let run = try #require(catalog.endpoint(named: "streamRun"))
    #expect(
      run.parameters == [
        Parameter(name: "id", location: .path, required: true, schema: ["type": "string"]),
        Parameter(name: "after", location: .query, schema: ["type": "integer", "default": 0]),
        // `no` is a text: YAML 1.2 knows true and false only.
        Parameter(name: "verbose", location: .query, schema: ["type": "boolean", "default": "no"]),
      ])
    #expect(catalog.endpoint(named: "listModels")?.security == [])
  }

  @Test(arguments: [
    (
      "openapi: 3.1.0\npaths: {\n",
      "holds neither JSON nor valid YAML: line 3: did not find expected node content"
    ),
    (
      "openapi: 3.1.0\npaths: *nowhere\n",
      "holds neither JSON nor valid YAML: line 2: the alias *nowhere has no anchor before it"
    ),
    ("hello", "holds no OpenAPI document"),
    (
      "swagger: 1.2\n", "holds version 1.2 of OpenAPI, and 2.0 (Swagger), 3.0, 3.1 and 3.2 are read"
    ),
  ])
  func `what is no document is told with its place`(text: String, words: String) async throws {
    let place = try TemporaryFile(named: "api.yaml", holding: text)
    let result = try await DiscoveryBench().discover(place.path)
    #expect(result.failures.map(\.sentence) == ["\(place.path) \(words)"])
  }

  @Test func `aliases that stand for more than memory holds are refused`() async throws {
    var text = "openapi: 3.1.0\nx0: &x0 [a, a, a, a, a, a, a, a, a, a]\n"
    for level in 1...12 {
      let inner = Array(repeating: "*x\(level - 1)", count: 10).joined(separator: ", ")
      text += "x\(level): &x\(level) [\(inner)]\n"
    }
    let place = try TemporaryFile(named: "bomb.yaml", holding: text)
    let result = try await DiscoveryBench().discover(place.path)
    #expect(result.failures.first?.sentence.contains("stand for more than can be read") == true)
  }

  @Test(arguments: [
    // Each key within a key escapes the quotes of those within it: 2 to the power of 60 signs.
    "openapi: " + String(repeating: "{", count: 60) + String(repeating: "}", count: 60),
    "openapi: " + String(repeating: "{[", count: 30) + String(repeating: "]}", count: 30),
    // A long text, 100,000 times.
    "t: &t " + String(repeating: "x", count: 100_000) + "\na: &a ["
      + Array(repeating: "*t", count: 1000).joined(separator: ", ") + "]\nb: ["
      + Array(repeating: "*a", count: 100).joined(separator: ", ") + "]\n",
  ])
  func `a few signs that stand for gigabytes of text are refused`(text: String) async throws {
    let place = try TemporaryFile(named: "bomb.yaml", holding: text)
    let result = try await DiscoveryBench().discover(place.path)
    #expect(result.failures.first?.sentence.contains("stand for more than can be read") == true)
  }

  @Test func `a document nested without end is refused`() async throws {
    let text = String(repeating: "[", count: 5_000)
    let place = try TemporaryFile(named: "deep.yaml", holding: "openapi: " + text)
    let result = try await DiscoveryBench().discover(place.path)
    #expect(result.failures.first?.sentence.contains("line 1") == true)
  }

  @Test func `a YAML document may begin with a key in quotes`() async throws {
    let text = "\"openapi\": 3.1.0\n\"paths\":\n  /a:\n    get: {responses: {}}\n"
    let place = try TemporaryFile(named: "quoted.yaml", holding: text)
    let catalog = try await DiscoveryBench().discover(place.path).catalog
    #expect(catalog.endpoints.map(\.title) == ["GET /a"])
  }
}

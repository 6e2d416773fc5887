import DemoServer
import Discovery
import Endpoints
import ScriptedServers
import StreamClient
import Testing

@Suite(.timeLimit(.minutes(5))) struct `Finding a server's document` {
  private static let document = """
    {"openapi": "3.1.0", "info": {"title": "S"}, "paths":
      {"/s": {"get": {"responses": {"200": {"content": {"text/event-stream": {}}}}}}}}
    """

  /// A server with these answers by path; 404 elsewhere. The bench is run against it.
  private func against(
    _ answers: [String: ConnectionScript], headers: [HeaderField] = [], path: String = "",
    check: (DiscoveryResult, ScriptedServer) -> Void
  ) async throws {
    let server = try await ScriptedServer.start { request in
      answers[request.target] ?? [.response(status: 404, body: "")]
    }
    let result = try await DiscoveryBench(headers: headers).discover(server.baseURL + path)
    check(result, server)
    await server.stop()
  }

  @Test(arguments: ["/openapi.json", "/api/openapi.json", "/v1/openapi.json"])
  func `the usual places are tried in order`(place: String) async throws {
    try await against([place: [.response(body: Self.document)]]) { result, server in
      #expect(result.catalog.sketch == "sse GET /s get_s")
      #expect(result.catalog.baseURL == server.baseURL)
      #expect(result.catalog.sources.map(\.at) == [server.baseURL + place])
      #expect(server.requests.first?.target == "/openapi.json")
      #expect(server.requests.last?.target == place)
    }
  }

  @Test func `a document's own URL is fetched as it is, with the user's headers`() async throws {
    try await against(
      ["/docs/api.json": [.response(body: Self.document)]],
      headers: [HeaderField("Authorization", "Bearer t")], path: "/docs/api.json"
    ) { result, server in
      #expect(result.catalog.endpoints.count == 1)
      #expect(server.requests.map(\.target) == ["/docs/api.json"])
      #expect(server.requests.last?[header: "Authorization"] == "Bearer t")
    }
  }

  @Test func `nothing there says what was tried`() async throws {
    try await against([:]) { result, server in
      #expect(
        result.failures.map(\.sentence) == [
          "127.0.0.1:\(server.port) has no OpenAPI document at /openapi.json, "
            + "/api/openapi.json, /docs/openapi.json, /v1/openapi.json, /api/v1/openapi.json, "
            + "/openapi.yaml; give the document's URL, or the application itself: main:app or path/main.py"
        ])
      #expect(result.catalog.baseURL == server.baseURL)
    }
  }

  @Test func `a front end that answers everything with its page is seen through`() async throws {
    let page: ConnectionScript = [.response(body: "<!DOCTYPE html><title>App</title>")]
    let answers: [String: ConnectionScript] = [
      "/openapi.json": page, "/api/openapi.json": [.response(body: Self.document)],
    ]
    try await against(answers) { result, _ in
      #expect(result.catalog.sketch == "sse GET /s get_s")
    }
    try await against(["/openapi.json": page]) { result, _ in
      #expect(
        result.failures.first?.sentence.contains("(/openapi.json is a web page)") == true)
    }
  }

  @Test(arguments: [
    (401, "it wants credentials; give credentials with --bearer, --user or -H"),
    (403, "it wants credentials; give credentials with --bearer, --user or -H"),
  ])
  func `a refusal says how to pass credentials`(status: Int, words: String) async throws {
    try await against(["/openapi.json": [.response(status: status)]]) { result, server in
      #expect(
        result.failures.map(\.sentence) == [
          "\(server.baseURL)/openapi.json answered \(status): \(words)"
        ])
    }
  }

  @Test func `credentials that are not accepted are told from none`() async throws {
    try await against(
      ["/openapi.json": [.response(status: 401)]],
      headers: [HeaderField("Authorization", "Bearer old")]
    ) { result, server in
      #expect(
        result.failures.map(\.sentence) == [
          "\(server.baseURL)/openapi.json answered 401: "
            + "it does not accept the credentials that were given"
        ])
    }
  }

  @Test(arguments: [
    [.response(status: 403)] as ConnectionScript, [.response(body: #"{"hello": 1}"#)],
  ])
  func `a place that refuses or has another JSON does not hide the document`(
    script: ConnectionScript
  ) async throws {
    let answers: [String: ConnectionScript] = [
      "/openapi.json": script, "/api/openapi.json": [.response(body: Self.document)],
    ]
    try await against(answers) { result, _ in
      #expect(result.catalog.sketch == "sse GET /s get_s")
    }
  }

  @Test func `a server's error is not searched on`() async throws {
    try await against(["/openapi.json": [.response(status: 500)]]) { result, server in
      #expect(
        result.failures.map(\.sentence) == [
          "\(server.baseURL)/openapi.json answered 500; see the server's log"
        ])
      #expect(server.requests.count == 1)
    }
  }

  @Test func `a truncated document says where it breaks off`() async throws {
    let half = String(Self.document.prefix(60))
    try await against(["/openapi.json": [.response(body: half)]]) { result, server in
      #expect(
        result.failures.map(\.sentence) == [
          "\(server.baseURL)/openapi.json holds a JSON document that breaks off at byte 60"
        ])
    }
  }

  @Test func `a document without end is given up at the limit`() async throws {
    let flood = [UInt8](repeating: UInt8(ascii: " "), count: 1 << 20)
    let script: ConnectionScript = [
      .head(headers: ["Content-Type": "application/json"], framing: .untilClose),
      .flood(flood, times: 80), .close,
    ]
    try await against(["/openapi.json": script]) { result, server in
      #expect(
        result.failures.map(\.sentence) == [
          "the answer of 127.0.0.1:\(server.port) is larger than \(64 << 20) bytes"
        ])
    }
  }

  @Test func `nobody listening is said in one sentence, and the rest is listed`() async throws {
    let port = try await RefusingPort.take()
    let result = try await DiscoveryBench().discover(port.baseURL, "broken/good.py")
    await port.stop()
    let sentence = try #require(result.failures.first?.sentence)
    #expect(sentence.hasPrefix("nothing listens at 127.0.0.1:\(port.port)"))
    #expect(result.failures.count == 1)
    #expect(result.catalog.sketch == "ndjson GET /good good")
    #expect(result.catalog.baseURL == port.baseURL)
    #expect(result.catalog.warnings.contains(sentence))
  }

  @Test func `the demo server is found with all its streams`() async throws {
    let server = try await DemoServer.start()
    let result = try await DiscoveryBench().discover(server.baseURL)
    await server.stop()
    #expect(result.failures.isEmpty)
    #expect(result.catalog.baseURL == server.baseURL)
    #expect(Set(result.catalog.streams.flatMap(\.kinds)).isSuperset(of: [.sse, .ndjson, .file]))
  }

  @Test func `a file is read without a server`() async throws {
    let result = try await DiscoveryBench().discover("classic/openapi.json")
    #expect(result.catalog.baseURL == nil)
    #expect(result.catalog.title == "Streaming example")
  }

  @Test func `a file that is not there is named`() async throws {
    let result = try await DiscoveryBench().discover("nowhere.json")
    #expect(result.failures.map(\.sentence) == ["there is no file nowhere.json"])
  }
}

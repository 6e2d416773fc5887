import Endpoints
import ScriptedServers
import StreamClient
import Testing

@testable import Discovery

@Suite(.timeLimit(.minutes(1))) struct `A URL that is a stream` {
  /// Looks at a path of a server that answers every path alike.
  private func look(
    at path: String, type: String, _ body: String = "", status: Int = 200,
    headers: [HeaderField] = []
  ) async throws -> DiscoveryResult {
    let server = try await ScriptedServer.start { _ in
      [
        .head(status: status, headers: ["Content-Type": type], framing: .untilClose), .send(body),
        .hold,
      ]
    }
    let result = try await DiscoveryBench(headers: headers, timeLimit: .seconds(2))
      .discover(server.baseURL + path)
    await server.stop()
    if !result.catalog.sources.isEmpty { #expect(result.catalog.baseURL == server.baseURL) }
    return result
  }

  @Test(arguments: [
    ("/events", "text/event-stream", "sse GET /events get_events"),
    ("/a/rows", "application/x-ndjson", "ndjson GET /a/rows get_a_rows"),
    ("/log", "text/plain", "text GET /log get_log"),
    ("/big.zip", "application/zip", "file GET /big.zip get_big_zip"),
    ("", "text/event-stream", "sse GET / get"),
    ("/?x=1", "text/event-stream", "sse GET / get"),
    ("/feed.json?x=1", "text/event-stream", "sse GET /feed.json get_feed_json"),
  ])
  func `is its own endpoint, found by its head`(path: String, type: String, sketch: String)
    async throws
  {
    let result = try await look(at: path, type: type)
    #expect(result.catalog.sketch == sketch)
    #expect(result.catalog.sources.map(\.kind) == [.probe])
    #expect(result.failures.isEmpty)
  }

  @Test func `keeps its query as values to send, but no secret's text`() async throws {
    let result = try await look(
      at: "/events?room=a%20b&id=1&id=2&token=abc", type: "text/event-stream")
    let endpoint = try #require(result.catalog.endpoints.first)
    #expect(endpoint.parameters.map(\.name) == ["room", "id", "token"])
    #expect(endpoint.parameters.map(\.givenExample) == ["a b", "1,2", nil])
    #expect(endpoint.parameters.allSatisfy { $0.required })
    #expect(!"\(result.catalog)".contains("abc"))
  }

  @Test(arguments: [("text/html", 200), ("application/json", 200), ("text/event-stream", 404)])
  func `is none where it answers with something else`(type: String, status: Int) async throws {
    let result = try await look(at: "/page", type: type, status: status)
    #expect(result.catalog.endpoints.isEmpty)
    #expect(result.failures.count == 1)
  }
}

import Endpoints
import Testing

/// `examples/fastapi`, whose document FastAPI itself wrote; the fixture is that document.
@Suite(.timeLimit(.minutes(5))) struct `The guiding example` {
  private static let document = DiscoveryBench.fixtures + "/classic/openapi.json"
  private static let bench = DiscoveryBench(
    in: DiscoveryBench.package, baseURL: "http://127.0.0.1:8000/")

  @Test func `the document alone shows none of the four classic streams`() async throws {
    let result = try await Self.bench.discover(Self.document)
    #expect(
      result.catalog.streams.map(\.name) == [
        "stream_orders", "stream_prices", "stream_items", "stream_chat",
      ])
  }

  @Test(arguments: [true, false])
  func `document and source together show every stream, in either order`(documentFirst: Bool)
    async throws
  {
    let app = "examples/fastapi/main.py"
    let result =
      documentFirst
      ? try await Self.bench.discover(Self.document, app)
      : try await Self.bench.discover(app, Self.document)
    #expect(
      result.catalog.sketch == """
        sse GET /notifications/stream stream_notifications item=Notification events=notification
        file GET /files/{file_id}/download download_file
        ndjson GET /analytics/stream stream_analytics_data item=AnalyticsRecord
        text GET /logs/stream stream_logs
        sse GET /orders/stream stream_orders item=Order
        sse GET /prices/stream stream_prices item=Price events=price
        ndjson GET /items stream_items item=Item
        sse POST /chat/stream stream_chat item=Delta sentinel=[DONE]
        unary GET /users/{user_id} read_user item=User
        ndjson GET /unstable/stream stream_unstable
        """)
    #expect(result.catalog.warnings.isEmpty)
    #expect(result.catalog.baseURL == "http://127.0.0.1:8000")
  }

  @Test func `the classic endpoint is known in full`() async throws {
    let result = try await Self.bench.discover(Self.document, "examples/fastapi/main.py")
    let endpoint = try #require(result.catalog.endpoint(named: "stream_notifications"))
    #expect(endpoint.summary == "Stream real-time notifications")
    #expect(endpoint.parameters.map(\.name) == ["user_id"])
    #expect(endpoint.parameters.first?.required == true)
    #expect(endpoint.item?.schema["properties"]?["message"]?["type"] == "string")
    #expect(
      endpoint.evidence(of: .kind).map { "\($0.source.rawValue): \($0.detail)" }
        == [
          "openapi: 200 application/json without a schema", "source: returns EventSourceResponse",
        ])
    let request = try endpoint.plan(
      baseURL: result.catalog.baseURL ?? "", values: [("user_id", "1")])
    #expect(request.url == "http://127.0.0.1:8000/notifications/stream?user_id=1")
  }
}

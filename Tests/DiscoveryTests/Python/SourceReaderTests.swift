import Discovery
import Endpoints
import StreamDecoding
import Testing

@Suite(.timeLimit(.minutes(5))) struct `Reading the source of an application` {
  @Test func `every way of streaming is seen, and what is ordinary stays ordinary`() async throws {
    let result = try await DiscoveryBench().discover("ways/main.py")
    #expect(
      result.catalog.sketch == """
        sse GET /keyword keyword
        ndjson GET /positional positional
        ndjson GET /constant constant
        ndjson GET /member member
        ndjson GET /subclass subclass item=Row
        file GET /variable variable
        sse/ndjson/unary GET /conditional conditional
        sse GET /helper helper
        ndjson GET /helper/rows helper_rows
        sse GET /sse/{user_id} named_events events=hello,tick,bye sentinel=[DONE]
        sse GET /native native item=Tick
        sse POST /native/raw native_raw item=Tick events=delta sentinel="[DONE]"
        ndjson GET /lines lines item=Row
        ndjson GET /lines/untyped lines_untyped
        text GET /bytes raw_bytes
        file GET /download download
        file GET /download/{rest:path} download_any
        file GET /attachment attachment
        text GET /unnamed unnamed
        text GET /many many
        text POST /many many
        sse GET /added added
        unary GET / page
        unary GET /plain plain
        unary GET /items items
        unary POST /upload upload
        """)
    #expect(result.catalog.warnings.isEmpty)
    #expect(result.failures.isEmpty)
    #expect(result.catalog.title == "Ways")
    #expect(result.catalog.version == "3")
    #expect(
      result.catalog.sources == [
        CatalogSource(kind: .source, at: "ways/main.py", endpoints: 26)
      ])
  }

  @Test func `a model within a record is not the record`() async throws {
    let file = try TemporaryFile(
      named: "main.py",
      holding: """
        import json
        from fastapi import FastAPI
        from pydantic import BaseModel
        from sse_starlette import EventSourceResponse
        app = FastAPI()
        class Tree(BaseModel):
            name: str
        @app.get("/wrapped")
        async def wrapped():
            async def events():
                tree = Tree(name="oak")
                yield {"event": "tick", "data": json.dumps({"n": 1, "tree": tree.model_dump()})}
            return EventSourceResponse(events())
        @app.get("/listed")
        async def listed():
            async def events():
                tree = Tree(name="oak")
                yield f"data: {json.dumps([tree.model_dump()])}\\n\\n"
            return EventSourceResponse(events())
        @app.get("/whole")
        async def whole():
            async def events():
                tree = Tree(name="oak")
                yield f"data: {json.dumps(tree.model_dump())}\\n\\n"
            return EventSourceResponse(events())
        """)
    let result = try await DiscoveryBench().discover(file.path)
    #expect(
      result.catalog.sketch == """
        sse GET /wrapped wrapped events=tick
        sse GET /listed listed
        sse GET /whole whole item=Tree
        """)
  }

  @Test func `parameters, models, places and evidence come with it`() async throws {
    let catalog = try await DiscoveryBench().discover("ways/main.py").catalog
    let events = try #require(catalog.endpoint(named: "named_events"))
    #expect(
      events.parameters == [
        Parameter(
          name: "user_id", location: .path, required: true,
          schema: ["type": "integer", "minimum": 1]),
        Parameter(
          name: "colour", location: .query,
          schema: ["type": "string", "enum": ["red", "blue"]]),
        Parameter(
          name: "tags", location: .query,
          schema: ["type": "array", "items": ["type": "string"], "default": []],
          summary: "Only these"),
        Parameter(
          name: "x-token", location: .header, schema: ["type": "string", "default": "t"]),
        Parameter(
          name: "page-number", location: .query, required: true,
          schema: ["type": "integer", "maximum": 9]),
      ])
    #expect(events.location?.file == "ways/main.py")
    #expect(
      events.evidence.map { "\($0.fact): \($0.detail)" } == [
        "kind: returns EventSourceResponse",
        "parameters: user_id (path), colour (query), tags (query), x-token (header), "
          + "page-number (query)", "events: hello, tick, bye", "sentinel: [DONE]",
      ])
    let keyword = try #require(catalog.endpoint(named: "keyword"))
    #expect(keyword.summary == "Says its media type by keyword.")
    let raw = try #require(catalog.endpoint(named: "native_raw"))
    #expect(raw.body?.schema["$ref"] == "#/components/schemas/Tick")
    let many = try #require(catalog.endpoint(named: "POST /many"))
    #expect(many.deprecated)
    #expect(many.tags == ["many"])
    #expect(catalog.models.keys.sorted() == ["Row", "Tick"])
    #expect(catalog.models["Tick"]?["required"] == ["value"])
  }

  @Test(arguments: ["shop/app/main.py", "shop/app/main.py:app"])
  func `routers are followed through the files of a project`(target: String) async throws {
    let result = try await DiscoveryBench().discover(target)
    #expect(
      result.catalog.sketch == """
        sse GET /api/v1/orders/live live_orders
        text GET /logs/tail tail_logs
        sse GET /admin/events admin_events
        """)
    #expect(result.catalog.endpoints[0].tags == ["orders", "shop"])
    #expect(result.catalog.endpoints[0].location?.file == "shop/app/routers/orders.py")
  }

  @Test func `a module and a name lead to the same application`() async throws {
    let bench = DiscoveryBench(in: DiscoveryBench.fixtures + "/shop")
    let result = try await bench.discover("app.main:create_app()")
    #expect(result.catalog.title == "Shop")
    #expect(result.catalog.endpoints.count == 3)
    #expect(result.catalog.endpoints[0].location?.file == "app/routers/orders.py")
  }

  @Test func `a folder shows routers that nobody includes, and skips what is not the project`()
    async throws
  {
    let result = try await DiscoveryBench().discover("shop")
    #expect(
      result.catalog.sketch == """
        sse GET /api/v1/orders/live live_orders
        text GET /logs/tail tail_logs
        sse GET /admin/events admin_events
        ndjson GET /unused/rows unused_rows
        """)
  }

  @Test func `a file that cannot be read is a warning, and the rest is listed`() async throws {
    let result = try await DiscoveryBench().discover("broken")
    #expect(result.catalog.sketch == "ndjson GET /good good")
    #expect(result.failures.isEmpty)
    #expect(result.catalog.warnings.count == 3)
    // The words after the place are this Python's.
    #expect(result.catalog.warnings.first?.hasPrefix("broken/bad.py:4: ") == true)
    #expect(
      result.catalog.warnings.dropFirst() == [
        "broken/good.py:13: the path of unknown_path is not a literal; it is left out",
        "broken/good.py:18: the path of spread_path is not a literal; it is left out",
      ])
  }

  @Test func `names assigned over and over don't cost the answer`() async throws {
    // Each one followed to all its ends would take longer than anybody waits.
    let result = try await DiscoveryBench().discover("tangled/main.py")
    #expect(result.failures.isEmpty)
    #expect(result.catalog.sketch == "text GET /x x")
  }

  @Test func `odd types, limits and defaults hide nothing, and a heartbeat is no end`() async throws
  {
    let catalog = try await DiscoveryBench().discover("odd/main.py").catalog
    #expect(
      catalog.sketch == """
        sse GET /odd odd
        sse POST /heartbeat heartbeat
        sse GET /ends ends sentinel=[STREAM_END]
        """)
    #expect(catalog.warnings.isEmpty)
    let odd = try #require(catalog.endpoint(named: "odd"))
    #expect(odd.parameters.map(\.name) == ["limited", "endless"])
    #expect(
      odd.parameters.map(\.schema) == [["type": "integer", "default": 1], ["type": "number"]])
  }

  @Test func `an application of Starlette's is found in its folder`() async throws {
    let catalog = try await DiscoveryBench().discover("starlette").catalog
    #expect(catalog.sketch == "sse GET /feed feed")
  }

  @Test func `a file without an application says so`() async throws {
    let result = try await DiscoveryBench().discover("broken/empty.py")
    #expect(
      result.catalog.warnings == [
        "no FastAPI application and no APIRouter in broken/empty.py"
      ])
  }

  @Test(arguments: [
    ("nowhere.py", "there is no file nowhere.py"),
    (
      "nowhere:app",
      "there is no module nowhere here: tried nowhere.py, nowhere/__init__.py, "
        + "src/nowhere.py"
    ),
    (
      "nowhere",
      "there is no folder nowhere; an application is written main:app or path/main.py, "
        + "a server http://host:port"
    ),
  ])
  func `what is not there is said, with what to type`(target: String, sentence: String)
    async throws
  {
    let result = try await DiscoveryBench().discover(target)
    #expect(result.failures.map(\.sentence) == [sentence])
    #expect(result.catalog.warnings == [sentence])
  }

  @Test func `a Python that does not start is named`() async throws {
    let result = try await DiscoveryBench(python: "/nowhere/python").discover("ways/main.py")
    #expect(
      result.failures.map(\.sentence) == [
        "/nowhere/python does not start; name the project's Python with --python PATH"
      ])
  }

  @Test func `a Python that ends with an error is quoted by its last line`() async throws {
    let python = DiscoveryBench.fixtures + "/pythons/failing"
    let result = try await DiscoveryBench(python: python).discover("ways/main.py")
    #expect(
      result.failures.map(\.sentence) == [
        "the source of ways/main.py cannot be read: ValueError: no luck; "
          + "name the project's Python with --python PATH"
      ])
  }

  @Test func `a Python that ends before it has read anything is quoted too`() async throws {
    let bench = DiscoveryBench(python: "pythons/hasty")
    for _ in 0..<20 {
      let result = try await bench.discover("ways/main.py")
      #expect(
        result.failures.map(\.sentence) == [
          "the source of ways/main.py cannot be read: no interpreter is installed; "
            + "name the project's Python with --python PATH"
        ])
    }
  }

  @Test func `a Python that says something else is not believed`() async throws {
    let python = DiscoveryBench.fixtures + "/pythons/chatty"
    let result = try await DiscoveryBench(python: python).discover("ways/main.py")
    #expect(
      result.failures.map(\.sentence) == [
        "reading the source of ways/main.py gave no answer, as from a Python before 3.8; "
          + "name the project's Python with --python PATH"
      ])
  }

  @Test func `a Python that hangs is stopped at the time limit`() async throws {
    let python = DiscoveryBench.fixtures + "/pythons/hanging"
    let bench = DiscoveryBench(python: python, timeLimit: .seconds(1))
    // It would hang for longer than this suite may take.
    let result = try await bench.discover("ways/main.py")
    #expect(
      result.failures.map(\.sentence) == [
        "reading the source of ways/main.py took longer than 1 s and was stopped; "
          + "raise --discovery-timeout, or name a smaller folder"
      ])
  }
}

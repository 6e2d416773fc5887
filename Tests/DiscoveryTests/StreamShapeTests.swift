import Discovery
import Endpoints
import StreamDecoding
import Testing

/// What the source says of the data of streams, read without an import.
@Suite(.timeLimit(.minutes(5))) struct `What events hold` {
  private static let head = """
    import json
    from collections.abc import AsyncIterable
    from fastapi import FastAPI, Response
    from fastapi.responses import PlainTextResponse, StreamingResponse
    from fastapi.sse import EventSourceResponse as Native, ServerSentEvent
    from pydantic import BaseModel
    from sse_starlette import EventSourceResponse
    app = FastAPI()
    class User(BaseModel):
        name: str
    class Order(BaseModel):
        total: int

    """

  /// The shapes of the only endpoint of a source that follows the head.
  private func shapes(_ source: String) async throws -> String {
    let file = try TemporaryFile(named: "main.py", holding: Self.head + source)
    let catalog = try await DiscoveryBench().discover(file.path).catalog
    #expect(catalog.warnings.isEmpty)
    return try #require(catalog.endpoints.first).shapes
  }

  private func events(_ yields: String) async throws -> String {
    let lines = yields.split(separator: "\n").map { "        " + $0 }.joined(separator: "\n")
    return try await shapes(
      """
      def sse(name: str, model: BaseModel):
          return f"event: {name}\\ndata: {model.model_dump_json()}\\n\\n"
      @app.get("/feed")
      async def feed():
          async def events():
      \(lines)
          return EventSourceResponse(events())
      """)
  }

  @Test func `events of different types keep each their own`() async throws {
    let found = try await events(
      """
      yield {"event": "user", "data": User(name="a").model_dump_json()}
      yield {"event": "order", "data": Order(total=3).model_dump_json()}
      yield {"event": "bye", "data": "see you"}
      """)
    #expect(found == "sse user: User, order: Order, bye: ?")
  }

  @Test func `events of one type are of the stream's, whatever they are called`() async throws {
    let found = try await events(
      """
      user = User(name="a")
      text = user.model_dump_json()
      yield {"event": "new", "data": text}
      yield sse("old", user)
      yield "data: [DONE]\\n\\n"
      """)
    #expect(found == "sse User: new, old")
  }

  @Test func `events without a name are called message beside others that have one`() async throws {
    #expect(
      try await events(
        """
        yield {"data": "{}"}
        yield {"event": "done", "data": ""}
        """) == "sse message: ?, done: ?")
    #expect(
      try await events(
        """
        yield {"data": User(name="a").model_dump_json()}
        yield {"event": "ping", "data": "12:00"}
        """) == "sse message: User, ping: ?")
  }

  @Test func `events that all have no name have none to list`() async throws {
    #expect(try await events(#"yield {"data": User(name="a").model_dump_json()}"#) == "sse User")
  }

  @Test func `what is no event has no say in the type`() async throws {
    let found = try await shapes(
      """
      @app.get("/feed")
      async def feed():
          def events():
              yield ": connected\\n\\n"
              yield "retry: 1000\\n\\n"
              yield f"event: user\\ndata: {User(name='a').model_dump_json()}\\n\\n"
          return StreamingResponse(events(), media_type="text/event-stream")
      """)
    #expect(found == "sse User: user")
  }

  @Test func `an event is sent in pieces, and is one`() async throws {
    let found = try await shapes(
      """
      @app.get("/feed")
      async def feed():
          def events():
              yield "event: user\\n"
              yield "data: "
              yield User(name="a").model_dump_json()
              yield "\\n\\n"
              yield "event: order\\n"
              yield f"data: {Order(total=1).model_dump_json()}\\n\\n"
          return StreamingResponse(events(), media_type="text/event-stream")
      """)
    #expect(found == "sse user: User, order: Order")
  }

  @Test func `what a helper writes has the type of what it is given`() async throws {
    let found = try await events(
      """
      yield sse("user", User(name="a"))
      yield sse("order", Order(total=1))
      """)
    #expect(found == "sse user: User, order: Order")
  }

  @Test func `FastAPI's own event objects have each their type`() async throws {
    let found = try await shapes(
      """
      @app.get("/feed", response_class=Native)
      async def feed():
          yield ServerSentEvent(data=User(name="a"))
          yield ServerSentEvent(data=Order(total=1), event="order")
          yield ServerSentEvent(raw_data="bye", event="bye")
          yield ServerSentEvent(comment="still here")
      """)
    #expect(found == "sse message: User, order: Order, bye: ?")
  }

  @Test func `an event object beside a model is not its data`() async throws {
    let found = try await shapes(
      """
      @app.get("/feed", response_class=Native)
      async def feed() -> AsyncIterable[User | ServerSentEvent]:
          yield User(name="a")
          yield ServerSentEvent(data=Order(total=1), event="order")
      """)
    #expect(found == "sse message: User, order: Order")
  }

  @Test func `an annotation says the type of all`() async throws {
    let found = try await shapes(
      """
      @app.get("/feed", response_class=Native)
      async def feed() -> AsyncIterable[User]:
          for user in []:
              yield user
      """)
    #expect(found == "sse User")
  }

  @Test func `records of two types are of either`() async throws {
    let found = try await shapes(
      """
      @app.get("/rows")
      async def rows():
          def lines():
              yield User(name="a").model_dump_json() + "\\n"
              yield Order(total=1).model_dump_json() + "\\n"
          return StreamingResponse(lines(), media_type="application/x-ndjson")
      """)
    #expect(found == "ndjson User|Order")
  }

  @Test(arguments: [
    (#"return {"text": "x"}"#, "", "sse/unary delta: ?"),
    (#"return User(name="a")"#, "", "sse/unary delta: ? answer=User"),
    (#"return User(name="a").model_dump()"#, "", "sse/unary delta: ? answer=User"),
    ("return unknown().model_dump()", "", "sse/unary delta: ?"),
    ("return await answer()", "", "sse/unary delta: ? answer=User"),
    ("return unknown()", ", response_model=User", "sse/unary delta: ? answer=User"),
    ("return Response(status_code=204)", "", "sse delta: ?"),
    ("return Response()", "", "sse delta: ?"),
    ("return None", "", "sse delta: ?"),
    ("return unknown()", "", "sse/unary delta: ?"),
  ])
  func `an ordinary answer beside a stream keeps its own type`(
    answer: String, declared: String, shapes expected: String
  ) async throws {
    let found = try await shapes(
      """
      async def answer():
          return User(name="a")
      @app.get("/chat"\(declared))
      async def chat(stream: bool = True):
          def events():
              yield "event: delta\\ndata: x\\n\\n"
          if stream:
              return StreamingResponse(events(), media_type="text/event-stream")
          \(answer)
      """)
    #expect(found == expected)
  }

  @Test func `text or JSON is not text alone`() async throws {
    let found = try await shapes(
      """
      @app.get("/either")
      async def either(plain: bool):
          if plain:
              return PlainTextResponse("x")
          return {"a": 1}
      """)
    #expect(found == "unary")
    let file = try TemporaryFile(
      named: "main.py",
      holding: Self.head
        + """
        @app.get("/either")
        async def either(plain: bool):
            if plain:
                return PlainTextResponse("x")
            return {"a": 1}
        """)
    let catalog = try await DiscoveryBench().discover(file.path).catalog
    #expect(catalog.endpoints.map(\.mediaType) == [nil])
  }
}

extension Endpoint {
  /// Its kinds, the item or each event's own, and the answer beside a stream.
  fileprivate var shapes: String {
    var line = kinds.map(\.rawValue).joined(separator: "/")
    if let item { line += " " + item.words + (events.isEmpty ? "" : ":") }
    if !events.isEmpty {
      let words = events.map { event in
        item == nil ? "\(event.name): \(event.item?.words ?? "?")" : event.name
      }
      line += " " + words.joined(separator: ", ")
    }
    return line + (answer.map { " answer=" + $0.words } ?? "")
  }
}

extension NamedSchema {
  /// The name of a model, or those of a choice.
  fileprivate var words: String {
    if let name { return name }
    let choices = schema["anyOf"]?.arrayValue ?? []
    return choices.map { String(($0["$ref"]?.stringValue ?? "?").split(separator: "/").last ?? "") }
      .joined(separator: "|")
  }
}

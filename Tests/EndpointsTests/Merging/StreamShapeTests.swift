import Endpoints
import StreamDecoding
import Testing

/// What several sources together say of the shapes of a stream.
@Suite struct `Merging the shapes of a stream` {
  private func merged(_ parts: (CatalogSource.Kind, (inout Endpoint) -> Void)...) throws -> Endpoint
  {
    let catalogs = parts.map { kind, change in
      var endpoint = Endpoint(
        name: "feed", path: "/feed", kind: .sse, mediaType: "text/event-stream")
      change(&endpoint)
      return Catalog(
        sources: [CatalogSource(kind: kind, at: "", endpoints: 1)], endpoints: [endpoint])
    }
    return try #require(Catalog(merging: catalogs).endpoints.first)
  }

  private let user = NamedSchema(name: "User", schema: ["type": "object"])
  private let order = NamedSchema(name: "Order", schema: ["type": "object"])

  @Test func `events keep the types that the source knows`() throws {
    let own = [NamedEvent(name: "user", item: user), NamedEvent(name: "order", item: order)]
    let found = try merged((.openapi, { _ in }), (.source, { $0.events = own }))
    #expect(found.item == nil)
    #expect(found.events == own)
  }

  @Test func `a type that a document declares is that of all events`() throws {
    let found = try merged(
      (.openapi, { $0.item = user }),
      (.source, { $0.events = [NamedEvent(name: "order", item: order)] }))
    #expect(found.item == user)
    #expect(found.events == [NamedEvent(name: "order")])
  }

  @Test func `a type beside event objects is that of events without a name`() throws {
    let declared: (inout Endpoint) -> Void = {
      $0.$item = Fact(wrappedValue: user, isAssumed: true)
    }
    let named = try merged(
      (.openapi, declared), (.source, { $0.events = [NamedEvent(name: "bye")] }))
    #expect(named.item == nil)
    #expect(named.events == [NamedEvent(name: "bye"), NamedEvent(name: "message", item: user)])
    #expect(try merged((.openapi, declared), (.source, { _ in })).item == user)
  }

  @Test func `a probe adds names that it saw`() throws {
    let own = [NamedEvent(name: "user", item: user)]
    let found = try merged(
      (.source, { $0.events = own }), (.probe, { $0.events = [NamedEvent(name: "ping")] }))
    #expect(found.events == own + [NamedEvent(name: "ping")])
  }

  @Test func `an ordinary answer's type is not that of a stream's records`() throws {
    let found = try merged(
      (
        .openapi,
        {
          $0.kinds = [.unary]
          $0.mediaType = "application/json"
          $0.item = user
        }
      ), (.source, { _ in }))
    #expect(found.kinds == [.sse])
    #expect(found.item == nil)
  }

  @Test func `what another source knows is not told as left out`() throws {
    let report = SourceReport([
      "version": 1,
      "omissions": [
        ["name": "feed", "sentence": "main.py:3: the path of feed is not a literal"],
        ["name": "lost", "sentence": "main.py:9: the path of lost is not a literal"],
      ],
    ])
    let document = Catalog(
      sources: [CatalogSource(kind: .openapi, at: "", endpoints: 1)],
      endpoints: [Endpoint(name: "feed", path: "/feed")])
    let merged = Catalog(merging: [report.catalog(at: "main.py"), document])
    #expect(merged.warnings == ["main.py:9: the path of lost is not a literal"])
  }

  @Test func `two backends are named without their passwords`() {
    let parts = ["http://a:hunter2@one", "http://two"].map { Catalog(baseURL: $0) }
    #expect(
      Catalog(merging: parts).warnings == [
        "two backends are named; requests go to http://one, not to http://two"
      ])
  }
}

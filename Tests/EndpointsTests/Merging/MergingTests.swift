import Endpoints
import StreamDecoding
import Testing

@Suite struct `Merging what several sources say` {
  private func part(
    _ kind: CatalogSource.Kind, _ endpoints: [Endpoint], models: JSONObject = [:],
    baseURL: String? = nil
  ) -> Catalog {
    Catalog(
      baseURL: baseURL, sources: [CatalogSource(kind: kind, at: "", endpoints: endpoints.count)],
      endpoints: endpoints, models: models)
  }

  private let declared = Endpoint(
    name: "stream_logs", path: "/logs", kind: .unary, mediaType: "application/json",
    parameters: [Parameter(name: "n", location: .query, schema: ["type": "integer"])],
    evidence: [
      Evidence(fact: .kind, source: .openapi, detail: "200 application/json without a schema")
    ])
  private var silent: Endpoint {
    var endpoint = declared
    endpoint.$kinds.isAssumed = true
    return endpoint
  }
  private let seen = Endpoint(
    name: "stream_logs", path: "/logs", kind: .text, mediaType: "text/plain",
    item: NamedSchema(name: "Line"), events: [NamedEvent(name: "e")],
    location: SourceLocation(file: "main.py", line: 3),
    evidence: [Evidence(fact: .kind, source: .source, detail: "returns StreamingResponse")])

  @Test(arguments: [true, false])
  func `the source knows the kind, the document the parameters, whatever comes first`(
    sourceFirst: Bool
  ) throws {
    let parts = [part(.openapi, [silent]), part(.source, [seen])]
    let merged = Catalog(merging: sourceFirst ? parts.reversed() : parts)
    let endpoint = try #require(merged.endpoints.first)
    #expect(merged.endpoints.count == 1)
    #expect(endpoint.kind == .text)
    #expect(endpoint.mediaType == "text/plain")
    #expect(endpoint.parameters.map(\.name) == ["n"])
    #expect(endpoint.location?.line == 3)
    #expect(Set(endpoint.evidence.map(\.source)) == [.openapi, .source])
    #expect(merged.warnings.isEmpty)
  }

  @Test func `a source that saw no response leaves the document's kind`() {
    var declared = declared
    declared.kinds = [.ndjson]
    var blind = seen
    blind.$kinds = Fact(wrappedValue: [.unary], isAssumed: true)
    let merged = Catalog(merging: [part(.openapi, [declared]), part(.source, [blind])])
    #expect(merged.endpoints.map(\.kind) == [.ndjson])
  }

  @Test(arguments: [CatalogSource.Kind.source, .probe])
  func `a stream and the answer beside it keep their own shapes`(other: CatalogSource.Kind) throws {
    var declared = declared
    declared.kinds = [.sse, .unary]
    declared.item = NamedSchema(name: "Piece")
    declared.answer = NamedSchema(name: "Whole")
    var returned = seen
    returned.item = nil
    returned.kinds = other == .probe ? [.unary] : [.sse, .unary]
    let whole: JSONValue = ["type": "object"]
    let merged = Catalog(
      merging: [part(.openapi, [declared], models: ["Whole": whole]), part(other, [returned])])
    let endpoint = try #require(merged.endpoints.first)
    #expect(endpoint.item?.name == "Piece")
    #expect(endpoint.answer == NamedSchema(name: "Whole", schema: whole))
  }

  @Test func `a declared answer is not the records of the stream that the source has beside it`()
    throws
  {
    var declared = declared
    declared.item = NamedSchema(name: "Whole")
    var returned = seen
    returned.item = nil
    returned.kinds = [.text, .unary]
    let merged = Catalog(merging: [part(.openapi, [declared]), part(.source, [returned])])
    let endpoint = try #require(merged.endpoints.first)
    #expect(endpoint.item == nil)
    #expect(endpoint.answer?.name == "Whole")
  }

  @Test func `a disagreement is one short sentence`() {
    let merged = Catalog(merging: [part(.openapi, [declared]), part(.source, [seen])])
    #expect(
      merged.warnings == [
        "GET /logs: OpenAPI says application/json, the source returns text/plain"
      ])
    #expect(merged.endpoints.map(\.kind) == [.text])
  }

  @Test(
    arguments: [
      ("text/csv", "text/csv", nil),
      ("text/csv", "text/plain", "GET /logs: OpenAPI says text/csv, OTHER text/plain"),
    ] as [(String, String, String?)])
  func `two sources that name the same type don't disagree`(
    one: String, other: String, sentence: String?
  ) {
    var declared = declared
    declared.mediaType = one
    var seen = seen
    seen.mediaType = other
    for (kind, verb) in [
      (CatalogSource.Kind.source, "the source returns"), (.import, "the source returns"),
      (.probe, "the server answered"),
    ] {
      let merged = Catalog(merging: [part(.openapi, [declared]), part(kind, [seen])])
      let expected = sentence.map { [$0.replacing("OTHER", with: verb)] } ?? []
      #expect(merged.warnings == expected)
      #expect(merged.endpoints.map(\.kind) == [.text])
    }
  }

  @Test(
    arguments: [
      ([.unary], .openapi, "OpenAPI says nothing"),
      ([.file], .source, "the source returns a file stream"),
      ([.unary], .import, "the source returns an ordinary answer"),
    ] as [([EndpointKind], CatalogSource.Kind, String)])
  func `who knows an answer without its media type is quoted in words`(
    kinds: [EndpointKind], source: CatalogSource.Kind, words: String
  ) {
    var known = declared
    known.mediaType = nil
    known.kinds = kinds
    let merged = Catalog(merging: [part(source, [known]), part(.probe, [seen])])
    #expect(merged.warnings == ["GET /logs: \(words), the server answered text/plain"])
  }

  @Test(arguments: [CatalogSource.Kind.openapi, .source, .import])
  func `a header with a name that none can have is left out, and named`(
    source: CatalogSource.Kind
  ) {
    let names = ["X-Key", "X Y", "X\r\nEvil: 1", "X-{{a}}", "Größe", ""]
    var known = declared
    known.parameters = names.map { Parameter(name: $0, location: .header) }
    known.parameters.append(Parameter(name: "X Y", location: .query))
    let merged = Catalog(merging: [part(source, [known])])
    #expect(merged.endpoints.map { $0.parameters.map(\.name) } == [["X-Key", "X Y"]])
    #expect(merged.warnings.count == names.count - 1)
    #expect(
      merged.warnings.first
        == "GET /logs: the header X Y is left out: no header can have such a name")
  }

  @Test func `models known only by name get their schemas`() {
    let merged = Catalog(merging: [
      part(.source, [seen], models: ["Line": ["type": "object", "title": "sketch"]]),
      part(.openapi, [silent], models: ["Line": ["type": "object", "title": "exact"]]),
    ])
    #expect(merged.endpoints[0].item?.schema["title"] == "exact")
    #expect(merged.models["Line"]?["title"] == "exact")
  }

  @Test func `a router whose prefix another file gives is the document's endpoint`() {
    var prefixed = silent
    prefixed.path = "/api/v1/logs"
    let merged = Catalog(merging: [part(.openapi, [prefixed]), part(.source, [seen])])
    #expect(merged.endpoints.map(\.title) == ["GET /api/v1/logs"])
    #expect(merged.endpoints.map(\.kind) == [.text])
  }

  @Test func `functions of one name on different paths stay apart`() {
    var other = silent
    other.path = "/other"
    let merged = Catalog(merging: [part(.openapi, [silent, other]), part(.source, [seen])])
    #expect(merged.endpoints.map(\.title) == ["GET /logs", "GET /other"])
  }

  @Test func `a parameter that takes slashes is known from the source alone`() {
    let merged = Catalog(merging: [
      part(.openapi, [Endpoint(name: "f", path: "/api/files/{p}")]),
      part(.source, [Endpoint(name: "f", path: "/files/{p:path}")]),
    ])
    #expect(merged.endpoints.map(\.path) == ["/api/files/{p:path}"])
  }

  @Test func `the first backend wins and the second is named`() {
    let merged = Catalog(merging: [
      part(.openapi, [], baseURL: "http://a"), part(.openapi, [], baseURL: "http://b"),
    ])
    #expect(merged.baseURL == "http://a")
    #expect(
      merged.warnings == ["two backends are named; requests go to http://a, not to http://b"])
  }

  @Test func `nothing merged is an empty catalog`() {
    #expect(Catalog(merging: []) == Catalog())
  }
}

import Endpoints
import StreamDecoding
import Testing

@Suite struct `Whom to believe on which fact` {
  /// Every fact is a word: the name of who says it.
  private func endpoint(of source: CatalogSource.Kind) -> Endpoint {
    let word = source.rawValue
    return Endpoint(
      name: word, path: "/feed", kind: .sse, mediaType: word, summary: word, tags: [word],
      parameters: [Parameter(name: word, location: .query)], body: RequestBody(mediaType: word),
      item: NamedSchema(name: word), sentinel: word, security: [word],
      location: SourceLocation(file: word, line: 1))
  }

  private func merged(_ endpoints: [(CatalogSource.Kind, Endpoint)]) throws -> Endpoint {
    let catalogs = endpoints.map {
      Catalog(sources: [CatalogSource(kind: $0, at: "", endpoints: 1)], endpoints: [$1])
    }
    return try #require(Catalog(merging: catalogs).endpoints.first)
  }

  private func returned(_ endpoint: Endpoint) -> [String?] {
    [endpoint.name, endpoint.mediaType, endpoint.location?.file]
  }

  private func declared(_ endpoint: Endpoint) -> [String?] {
    endpoint.parameters.map(\.name) + [
      endpoint.body?.mediaType, endpoint.summary, endpoint.item?.name, endpoint.sentinel,
    ] + endpoint.tags + endpoint.security
  }

  @Test(
    arguments: [
      ([.openapi, .source, .import, .probe], .probe, .import),
      ([.openapi, .source, .import], .import, .import),
      ([.source, .openapi], .source, .openapi),
      ([.source, .probe], .probe, .source),
      ([.probe, .openapi], .probe, .openapi),
    ] as [([CatalogSource.Kind], CatalogSource.Kind, CatalogSource.Kind)])
  func `what is returned is known where it is seen, what is taken in by the framework`(
    sources: [CatalogSource.Kind], seer: CatalogSource.Kind, declarer: CatalogSource.Kind
  ) throws {
    for sources in [sources, sources.reversed()] {
      let found = try merged(sources.map { ($0, endpoint(of: $0)) })
      #expect(returned(found) == returned(endpoint(of: seer)))
      #expect(declared(found) == declared(endpoint(of: declarer)))
    }
  }

  @Test func `who says nothing, or only assumes, leaves a fact to the next`() throws {
    var unsure = endpoint(of: .import)
    unsure.$kinds.isAssumed = true
    unsure.$parameters.isAssumed = true
    unsure.$body.isAssumed = true
    unsure.summary = ""
    unsure.tags = []
    (unsure.item, unsure.sentinel, unsure.location) = (nil, nil, nil)
    var expected = endpoint(of: .openapi)
    let found = try merged([(.import, unsure), (.openapi, expected)])
    // Nobody leaves these out: an empty list of schemes says that none is asked for.
    expected.name = "import"
    expected.security = ["import"]
    #expect(returned(found) == returned(expected))
    #expect(declared(found) == declared(expected))
    #expect(!found.$kinds.isAssumed && !found.$parameters.isAssumed && !found.$body.isAssumed)
  }
}

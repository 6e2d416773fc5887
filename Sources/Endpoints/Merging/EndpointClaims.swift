/// What several sources say of one endpoint.
struct EndpointClaims {
  struct Claim {
    var source: CatalogSource.Kind
    var endpoint: Endpoint
  }

  /// In the order in which the sources were read.
  let claims: [Claim]
  /// Who knows best what is returned comes first: who sees it returned.
  let returned: [Endpoint]
  /// Who knows best what is declared comes first: the framework, which checks what is taken in.
  let declared: [Endpoint]

  init(_ claims: [Claim]) {
    self.claims = claims
    returned = claims.ranked([.probe, .import, .source, .openapi]).map(\.endpoint)
    declared = claims.ranked([.import, .openapi, .source, .probe]).map(\.endpoint)
  }

  func claim(of source: CatalogSource.Kind) -> Claim? { claims.first { $0.source == source } }

  /// One endpoint: each fact from the source that knows it best.
  var merged: Endpoint {
    var result = claims[0].endpoint
    for rule in FactRule.all { rule.settle(&result, self) }
    return result
  }

  /// A sentence for two sources that cannot both be right about the answer.
  var disagreement: String? {
    let document = claim(of: .openapi)
    let probe = claim(of: .probe)
    let known = claims.ranked([.import, .source, .openapi]).first { $0.isKnown }
    return sentence(on: document, document, claim(of: .import) ?? claim(of: .source))
      ?? sentence(on: probe, known, probe)
  }

  /// Nil where both say the same: that one of them knows how it is sent is no news.
  private func sentence(on claim: Claim?, _ one: Claim?, _ other: Claim?) -> String? {
    guard let claim, let one, let other, one.isKnown, other.isKnown,
      Set(one.endpoint.kinds).isDisjoint(with: other.endpoint.kinds), one.answer != other.answer
    else { return nil }
    return "\(claim.endpoint.title): \(one.verb) \(one.answer), \(other.verb) \(other.answer)"
  }
}

extension EndpointClaims.Claim {
  /// Whether the source knows how the endpoint answers.
  fileprivate var isKnown: Bool { !endpoint.$kinds.isAssumed }

  fileprivate var verb: String {
    switch source {
    case .openapi: "OpenAPI says"
    case .source, .import: "the source returns"
    case .probe: "the server answered"
    }
  }

  /// What is answered; a source that is read sees a stream, though not always its type.
  fileprivate var answer: String {
    if let type = endpoint.mediaType { return type }
    switch source {
    case .openapi, .probe: return "nothing"
    case .source, .import:
      return endpoint.kind.isStream ? "a \(endpoint.kind.rawValue) stream" : "an ordinary answer"
    }
  }
}

extension [EndpointClaims.Claim] {
  fileprivate func ranked(_ order: [CatalogSource.Kind]) -> [EndpointClaims.Claim] {
    order.flatMap { kind in filter { $0.source == kind } }
  }
}

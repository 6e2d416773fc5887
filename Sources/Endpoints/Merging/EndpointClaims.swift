import StreamDecoding

/// What several sources say of one endpoint.
struct EndpointClaims {
  struct Claim {
    var source: CatalogSource.Kind
    var endpoint: Endpoint
  }

  private(set) var claims: [Claim]

  init(_ claim: Claim) { claims = [claim] }

  mutating func add(_ claim: Claim) { claims.append(claim) }

  func claim(of source: CatalogSource.Kind) -> Endpoint? {
    claims.first { $0.source == source }?.endpoint
  }

  /// One endpoint: each fact from the source that knows it best.
  ///
  /// What is returned is best known where it is returned, so importing and reading the source beat
  /// OpenAPI on the kind; what is taken in is checked by the framework, so importing and its
  /// document beat the source on parameters.
  var merged: Endpoint {
    let asReturned = ranked([.probe, .import, .source, .openapi])
    let asDeclared = ranked([.import, .openapi, .source, .probe])
    let byKind = asReturned.first { !$0.isKindAssumed } ?? asReturned[0]
    var result = asDeclared[0]
    let byIntake = asDeclared.first { !$0.areParametersAssumed } ?? asDeclared[0]
    result.parameters = byIntake.parameters
    result.body = byIntake.body
    result.areParametersAssumed = byIntake.areParametersAssumed
    result.name = asReturned[0].name
    result.path = path
    result.kind = byKind.kind
    result.kinds = kinds(by: byKind, among: asReturned)
    // The type of another kind of answer would be wrong for this one, and a guess for what is known.
    result.mediaType =
      byKind.mediaType
      ?? asReturned.lazy
      .filter { $0.kind == byKind.kind && (byKind.isKindAssumed || !$0.isKindAssumed) }
      .compactMap(\.mediaType).first
    result.isKindAssumed = byKind.isKindAssumed
    let stream = result.kinds.first { ![.unary, .file].contains($0) }
    let isBoth = stream != nil && result.kinds.contains(.unary)
    var shape = StreamShape(of: stream ?? byKind.kind, among: asDeclared)
    shape.add(claim(of: .probe)?.events ?? [])
    result.item = shape.item
    result.events = shape.events
    result.isItemAssumed = asDeclared.contains(where: \.isItemAssumed) && shape.item != nil
    result.answer = isBoth ? asDeclared.lazy.compactMap { $0.shape(of: .unary) }.first : nil
    result.summary = asDeclared.map(\.summary).first { !$0.isEmpty } ?? ""
    result.tags = asDeclared.map(\.tags).first { !$0.isEmpty } ?? []
    result.sentinel = asDeclared.lazy.compactMap(\.sentinel).first
    result.location = asReturned.lazy.compactMap(\.location).first
    result.evidence = []
    for evidence in claims.flatMap(\.endpoint.evidence) where !result.evidence.contains(evidence) {
      result.evidence.append(evidence)
    }
    return result
  }

  /// One answer was seen; others, of which the source tells, stay possible.
  private func kinds(by claim: Endpoint, among claims: [Endpoint]) -> [EndpointKind] {
    let others = claims.filter { !$0.isKindAssumed }.map(\.kinds)
    let known = others.first { $0.count > 1 && $0.contains(claim.kind) } ?? []
    return claim.kinds + known.filter { !claim.kinds.contains($0) }
  }

  /// A sentence for two sources that cannot both be right about the answer.
  var disagreement: String? { declaredOtherwise ?? answeredOtherwise }

  private var answeredOtherwise: String? {
    let known = ranked([.import, .source, .openapi]).first { !$0.isKindAssumed }
    guard let seen = claim(of: .probe), !seen.isKindAssumed, let known,
      !known.kinds.contains(seen.kind)
    else { return nil }
    let source = claim(of: .openapi) == known ? "OpenAPI says" : "the source returns"
    return sentence(
      on: seen, source, known.mediaType ?? known.kind.rawValue, "the server answered",
      seen.mediaType ?? "nothing")
  }

  private var declaredOtherwise: String? {
    guard let declared = claim(of: .openapi),
      let returned = claim(of: .import) ?? claim(of: .source),
      !declared.isKindAssumed, !returned.isKindAssumed,
      Set(declared.kinds).isDisjoint(with: returned.kinds)
    else { return nil }
    return sentence(
      on: declared, "OpenAPI says", declared.mediaType ?? "nothing", "the source returns",
      returned.mediaType ?? "a \(returned.kind.rawValue) stream")
  }

  /// Nil where both say the same: that one of them knows how it is sent is no news.
  private func sentence(
    on endpoint: Endpoint, _ one: String, _ said: String, _ other: String, _ seen: String
  ) -> String? {
    said == seen ? nil : "\(endpoint.title): \(one) \(said), \(other) \(seen)"
  }

  /// Only the source knows that a parameter takes slashes; only the document knows every prefix.
  private var path: String {
    let known = claim(of: .openapi) ?? claim(of: .import) ?? claims[0].endpoint
    let wide = claims.map(\.endpoint.path).first { PathTemplate($0).canonical.contains(":path}") }
    guard let wide else { return PathTemplate(known.path).canonical }
    let plain = PathTemplate(wide).plain
    guard known.path.hasSuffix(plain) else { return known.path }
    return known.path.dropLast(plain.count) + PathTemplate(wide).canonical
  }

  private func ranked(_ order: [CatalogSource.Kind]) -> [Endpoint] {
    order.flatMap { kind in claims.filter { $0.source == kind }.map(\.endpoint) }
  }
}

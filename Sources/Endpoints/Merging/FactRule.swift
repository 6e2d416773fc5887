/// Whom to believe on one fact of an endpoint.
struct FactRule: Sendable {
  /// A rule for each fact, in an order in which each finds settled what it rests on.
  static let all = [
    FactRule(\.name, by: \.returned),
    FactRule(\.location, by: \.returned) { $0 != nil },
    FactRule(\.deprecated, by: \.declared),
    FactRule(\.security, by: \.declared),
    FactRule(\.$parameters, by: \.declared) { !$0.isAssumed },
    FactRule(\.$body, by: \.declared) { !$0.isAssumed },
    FactRule(\.summary, by: \.declared) { !$0.isEmpty },
    FactRule(\.details, by: \.declared) { !$0.isEmpty },
    FactRule(\.tags, by: \.declared) { !$0.isEmpty },
    FactRule(\.sentinel, by: \.declared) { $0 != nil },
    FactRule(\.$kinds, by: \.returned) { !$0.isAssumed },
    FactRule(settle: mediaType),
    FactRule(settle: otherKinds),
    FactRule(settle: shapes),
    FactRule(settle: path),
    FactRule(settle: evidence),
  ]

  /// Writes the fact into the endpoint that is made of the claims.
  let settle: @Sendable (inout Endpoint, EndpointClaims) -> Void
}

extension FactRule {
  /// The fact of the first claim that says it, or of the first.
  private init<Value>(
    _ fact: WritableKeyPath<Endpoint, Value> & Sendable,
    by order: KeyPath<EndpointClaims, [Endpoint]> & Sendable,
    isSaid: @escaping @Sendable (Value) -> Bool = { _ in true }
  ) {
    settle = { result, claims in
      let ranked = claims[keyPath: order]
      let claim = ranked.first { isSaid($0[keyPath: fact]) } ?? ranked[0]
      result[keyPath: fact] = claim[keyPath: fact]
    }
  }

  /// The type of another kind of answer would be wrong for this one, and a guess for what is known.
  private static func mediaType(of result: inout Endpoint, by claims: EndpointClaims) {
    let isKnown = !result.$kinds.isAssumed
    result.mediaType =
      claims.returned.lazy
      .filter { [kind = result.kind] in $0.kind == kind && !(isKnown && $0.$kinds.isAssumed) }
      .compactMap(\.mediaType).first
  }

  /// One answer was seen; others, of which the source tells, stay possible.
  private static func otherKinds(of result: inout Endpoint, by claims: EndpointClaims) {
    let known = claims.returned.first { [kind = result.kind] in
      !$0.$kinds.isAssumed && $0.kinds.count > 1 && $0.kinds.contains(kind)
    }
    for kind in known?.kinds ?? [] where !result.kinds.contains(kind) { result.kinds.append(kind) }
  }

  private static func shapes(of result: inout Endpoint, by claims: EndpointClaims) {
    let stream = result.kinds.first { ![.unary, .file].contains($0) }
    var shape = StreamShape(of: stream ?? result.kind, among: claims.declared)
    shape.add(claims.claim(of: .probe)?.endpoint.events ?? [])
    result.$item = shape.$item
    result.events = shape.events
    let isBoth = stream != nil && result.kinds.contains(.unary)
    result.answer = isBoth ? claims.declared.lazy.compactMap { $0.shape(of: .unary) }.first : nil
  }

  /// Only the source knows that a parameter takes slashes; only the document knows every prefix.
  private static func path(of result: inout Endpoint, by claims: EndpointClaims) {
    let best = claims.claim(of: .openapi) ?? claims.claim(of: .import) ?? claims.claims[0]
    let known = best.endpoint.path
    let paths = claims.claims.map(\.endpoint.path)
    let wide = paths.first { PathTemplate($0).canonical.contains(":path}") }
    guard let wide else { return result.path = PathTemplate(known).canonical }
    let plain = PathTemplate(wide).plain
    result.path =
      known.hasSuffix(plain) ? known.dropLast(plain.count) + PathTemplate(wide).canonical : known
  }

  /// All of it, in the order in which the sources were read.
  private static func evidence(of result: inout Endpoint, by claims: EndpointClaims) {
    result.evidence = []
    for evidence in claims.claims.flatMap(\.endpoint.evidence)
    where !result.evidence.contains(evidence) {
      result.evidence.append(evidence)
    }
  }
}

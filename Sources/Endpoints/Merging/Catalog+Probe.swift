extension Catalog {
  /// Takes in what a probe saw of one endpoint; an earlier probe of it is forgotten.
  public mutating func take(probe seen: Endpoint, at index: Int) {
    var known = endpoints[index]
    known.evidence.removeAll { $0.source == .probe }
    let kind = known.evidence.first?.source ?? sources.first?.kind ?? .openapi
    let alone = Catalog(
      sources: [CatalogSource(kind: kind, at: "", endpoints: 1)], endpoints: [known],
      models: models)
    let probe = Catalog(
      sources: [CatalogSource(kind: .probe, at: baseURL ?? "", endpoints: 1)], endpoints: [seen])
    let merged = Catalog(merging: [alone, probe])
    guard let endpoint = merged.endpoints.first else { return }
    endpoints[index] = endpoint
    for warning in merged.warnings where !warnings.contains(warning) { warnings.append(warning) }
    if !sources.contains(where: { $0.kind == .probe }) { sources += probe.sources }
  }
}

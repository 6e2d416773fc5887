import StreamDecoding
import WebText

extension Endpoint {
  /// Who says something of one fact, and what.
  public func evidence(of fact: Evidence.FactName) -> [Evidence] {
    evidence.filter { $0.fact == fact }
  }

  /// The endpoint with evidence for the facts that a source knows besides the kind.
  func witnessed(by source: CatalogSource.Kind) -> Endpoint {
    var result = self
    let facts: [(Evidence.FactName, String)] = [
      (.parameters, parameters.map { "\($0.name) (\($0.location.rawValue))" }.listed),
      (.body, body?.mediaType ?? ""),
      (.item, item.map { $0.name ?? $0.schema.text() } ?? ""),
      (.events, events.map(\.name).listed),
      (.sentinel, sentinel ?? ""),
      (.security, security.listed),
    ]
    for (fact, detail) in facts where !detail.isEmpty {
      result.evidence.append(
        Evidence(fact: fact, source: source, detail: detail.printable(limit: 120)))
    }
    return result
  }
}

extension [String] {
  fileprivate var listed: String { joined(separator: ", ") }
}

import StreamDecoding
import WebText

/// All evidence of one endpoint as lines of plain text, for people: `fluidtop list --explain`.
public struct EndpointExplanation: Sendable {
  private let endpoint: Endpoint

  /// Makes an explanation.
  public init(_ endpoint: Endpoint) { self.endpoint = endpoint }

  /// A title, what is known, and then who says so: fact, source, detail.
  public var lines: [String] {
    var lines = [endpoint.title + "  " + endpoint.name]
    if !endpoint.summary.isEmpty { lines.append(endpoint.summary) }
    let kinds = endpoint.kinds.map(\.rawValue).joined(separator: ", ")
    let type = endpoint.mediaType.map { " (\($0))" } ?? ""
    lines.append(kinds + type + (endpoint.$kinds.isAssumed ? ", as far as anybody says" : ""))
    if let place = endpoint.location { lines.append("\(place.file):\(place.line)") }
    return (lines + [""] + table).map { $0.printable(limit: 300) }
  }

  private var table: [String] {
    var order: [Evidence.FactName] = []
    for fact in endpoint.evidence.map(\.fact) where !order.contains(fact) { order.append(fact) }
    let rows = order.flatMap(endpoint.evidence(of:))
    let factWidth = rows.map(\.fact.rawValue.count).max() ?? 0
    let sourceWidth = rows.map(\.source.rawValue.count).max() ?? 0
    return rows.map { row in
      row.fact.rawValue.padded(to: factWidth) + "  " + row.source.rawValue.padded(to: sourceWidth)
        + "  "
        + row.detail
    }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}

import Endpoints
import WebText

/// The values of a planned request, read back by the names of the endpoint's parameters.
struct PlannedValues {
  private let pathValues: [String: String]
  private let query: [(name: String, value: String)]
  /// How several values are written as one, by the names of the query.
  private let listStyles: [String: Parameter.ListStyle]
  private let headers: [PlannedRequest.Header]

  /// - Parameter baseURL: What the request was planned with.
  init(endpoint: Endpoint, planned: PlannedRequest, baseURL: String) {
    let parts = planned.url.split(separator: "?", maxSplits: 1)
    let path = parts.first.map { $0.hasPrefix(baseURL) ? $0.dropFirst(baseURL.count) : "" } ?? ""
    pathValues = Self.values(in: path, template: endpoint.path)
    query = Self.pairs(parts.count > 1 ? parts[1] : "", separator: "&", decoding: String.init)
    let styles = endpoint.parameters.compactMap { parameter in
      parameter.location == .query ? parameter.listStyle.map { (parameter.name, $0) } : nil
    }
    listStyles = Dictionary(styles) { first, _ in first }
    headers = planned.headers
  }

  /// The texts given for one parameter; empty when it was left out.
  func texts(named name: String, in place: TypeScriptParameter.Place) -> [String] {
    switch place {
    case .params: pathValues[name].map { [$0] } ?? []
    case .query: queryTexts(named: name)
    case .headers: headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    case .cookies: cookies.filter { $0.name == name }.map(\.value)
    case .body: []
    }
  }

  private func queryTexts(named name: String) -> [String] {
    query.filter { PercentCoding.decoded($0.name) == name }.flatMap { pair in
      let pieces = listStyles[name].map { pair.value.split(separator: $0.rawValue) }
      return (pieces ?? [pair.value[...]]).map { PercentCoding.decoded($0) }
    }
  }

  private var cookies: [(name: String, value: String)] {
    headers.filter { $0.name.lowercased() == "cookie" }.flatMap {
      // No backend decodes a cookie: what was sent is what is sent again.
      Self.pairs($0.value[...], separator: "; ", decoding: String.init)
    }
  }

  private static func pairs(
    _ text: Substring, separator: String, decoding: (Substring) -> String
  ) -> [(name: String, value: String)] {
    text.split(separator: separator).map { pair in
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (decoding(halves[0]), halves.count > 1 ? decoding(halves[1]) : "")
    }
  }

  private static func values(in path: Substring, template: String) -> [String: String] {
    var values: [String: String] = [:]
    for case .value(let name, let text) in PathValues(path, template: template)?.pieces ?? [] {
      values[name] = PercentCoding.decoded(text)
    }
    return values
  }
}

import StreamDecoding
import WebText

extension Catalog {
  /// Where an endpoint is documented: the address that its operation names, else its entry in the
  /// page that FastAPI shows beside its document. Nil where no document from the web tells of it.
  ///
  /// A document writes what it likes: what this returns is a text to be checked.
  public func documentation(of endpoint: Endpoint) -> String? {
    let plain = PathTemplate(endpoint.path).plain
    let operation = documents.lazy.compactMap { document -> JSONValue? in
      let paths = document.root["paths"]?.objectValue ?? [:]
      // An endpoint may be behind a prefix that the document doesn't know: the longest end counts.
      let ends = paths.filter { plain.hasSuffix(PathTemplate($0.key).plain) }
      let item = ends.max { $0.key.utf8.count < $1.key.utf8.count }?.value
      return item?[endpoint.method.lowercased()]
    }.first
    guard let operation else { return nil }
    if let address = operation["externalDocs"]?["url"]?.stringValue { return address }
    let places =
      sources.filter { $0.kind == .openapi }.map(\.at)
      + [baseURL].compactMap { $0.map { $0 + "/" } }
    guard let place = places.first(where: { $0.hasPrefix("http://") || $0.hasPrefix("https://") }),
      let slash = place.lastIndex(of: "/")
    else { return nil }
    return place[...slash] + "docs" + Self.entry(of: operation)
  }

  /// Source: Swagger UI, "deepLinking": `#/TAG/ID`, operations without a tag are of `default`.
  private static func entry(of operation: JSONValue) -> String {
    guard let id = operation["operationId"]?.stringValue else { return "" }
    let tag = operation["tags"]?[0]?.stringValue ?? "default"
    return "#/\(tag.percentEncoded())/\(id.percentEncoded())"
  }
}

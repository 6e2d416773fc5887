import StreamDecoding
import WebText

extension OpenAPIDocument {
  /// Everything the document tells, ordinary endpoints among them.
  ///
  /// - Parameters:
  ///   - at: The document's URL or file; relative servers are resolved against a URL.
  ///   - named: The server the user named, `http://host:port`. It wins over a document that names
  ///     another host, so that credentials go nowhere the user did not say; a path of the
  ///     document's server is kept.
  public func catalog(at: String, server named: String? = nil) -> Catalog {
    var reader = OpenAPIReader(document: self)
    let endpoints = reader.endpoints()
    var warnings = self.warnings + reader.warnings
    let servers = OpenAPIServers(document: self, at: at)
    let baseURL = servers.baseURL(named: named)
    if let named, let baseURL, let first = servers.urls.first, baseURL != first {
      let other = URLText(first).withoutCredentials.printable(limit: 80)
      let shown = URLText(named).withoutCredentials
      warnings.append("the document names the server \(other); requests go to \(shown)")
    }
    var catalog = Catalog(
      title: title, version: apiVersion, baseURL: baseURL,
      sources: [CatalogSource(kind: .openapi, at: at, endpoints: endpoints.count)],
      endpoints: endpoints, models: reader.models, warnings: warnings)
    catalog.basePath = baseURL == nil ? servers.path : nil
    catalog.securitySchemes = reader.securitySchemes
    catalog.documents = [self]
    return catalog
  }
}

extension String {
  /// Of an origin; nil for another machine's.
  fileprivate var loopbackAsLocalhost: String? {
    for name in ["localhost", "127.0.0.1", "[::1]", "0.0.0.0"] {
      if let range = firstRange(of: "://" + name), self[range.upperBound...].first ?? ":" == ":" {
        return replacingCharacters(in: range)
      }
    }
    return nil
  }

  private func replacingCharacters(in range: Range<String.Index>) -> String {
    self[..<range.lowerBound] + "://localhost" + self[range.upperBound...]
  }
}

/// The `servers` of a document, made absolute.
struct OpenAPIServers {
  /// Without a slash at the end; in the document's order.
  let urls: [String]
  /// That of a server without a host, in a document of which nobody knows where it came from.
  let path: String?
  private let at: String

  init(document: OpenAPIDocument, at: String) {
    self.at = at
    let origin = URLText(at).origin
    let written = (document.root["servers"]?.arrayValue ?? []).compactMap { server in
      server["url"]?.stringValue.map {
        OpenAPIServers.filled($0, variables: server["variables"])
      }
    }
    // Two slashes begin a host.
    path =
      origin == nil
      ? written.first { $0.hasPrefix("/") && !$0.hasPrefix("//") }.map { URLText("").resolving($0) }
      : nil
    urls = written.compactMap { written in
      // A host under the scheme of the document's own address.
      let scheme = origin?.prefix { $0 != "/" } ?? ""
      let filled = written.hasPrefix("//") ? scheme + written : written
      // Which sockets of this machine are asked is for its user to say.
      if URLText(filled).isOfSocket { return nil }
      if URLText(filled).origin != nil { return URLText(filled).withoutSlash }
      guard origin != nil else { return nil }
      return URLText(at).resolving(filled)
    }
  }

  func baseURL(named: String?) -> String? {
    guard let named = named.map({ URLText($0).withoutSlash }) else {
      return urls.first ?? URLText(at).origin
    }
    if let same = urls.first(where: { URLText($0).isSameOrigin(as: URLText(named)) }) {
      return same
    }
    let origin = URLText(named).origin
    // The same machine under another of its names: only the path is news.
    let alias = urls.first {
      URLText($0).origin?.loopbackAsLocalhost == origin?.loopbackAsLocalhost
    }
    guard let alias, URLText(named).path.isEmpty else { return named }
    return named + URLText(alias).path
  }

  private static func filled(_ template: String, variables: JSONValue?) -> String {
    PathTemplate(template).pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .parameter(let name, _): variables?[name]?["default"]?.stringValue ?? ""
      }
    }.joined()
  }
}

import Endpoints
import StreamClient
import WebText

/// A URL that answers with a stream or with a file: it is an endpoint itself.
struct StreamAddress: Sendable {
  let url: String
  let client: StreamClient
  /// Sent along.
  let headers: [HeaderField]

  /// Whether more than a server is named: such a URL is asked before documents are looked for below
  /// it, where a stream may answer, too.
  var isSpecific: Bool {
    URLText(url).path.contains { $0 != "/" } || url.contains("?")
  }

  /// The catalog of the one endpoint; nil where the URL answers with something else, or with nothing
  /// in time.
  func catalog(progress: @Sendable (String) -> Void) async -> Catalog? {
    guard var endpoint = Endpoint(url: url) else { return nil }
    let shown = URLText(url).withoutCredentials
    progress("asking \(shown)")
    let probe = Probe(client: client, headers: headers, values: [], takesHeadOnly: true)
    let request = StreamRequest(url: url, headers: headers)
    guard let seen = await probe.answer(of: endpoint, to: request), !seen.$kinds.isAssumed,
      seen.kind.isStream
    else { return nil }
    endpoint.$kinds = seen.$kinds
    endpoint.mediaType = seen.mediaType
    endpoint.evidence = seen.evidence
    let origin = URLText(url).origin.map { URLText($0).withoutCredentials }
    return Catalog(
      baseURL: origin, sources: [CatalogSource(kind: .probe, at: shown, endpoints: 1)],
      endpoints: [endpoint])
  }
}

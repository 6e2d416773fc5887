import Endpoints
import StreamDecoding

/// The code of a client, as text that ends with a newline. The same input gives the same bytes.
public enum ClientCode {
  /// The code that calls one endpoint.
  ///
  /// - Parameters:
  ///   - planned: The request with the user's present values. Without it, required values stand
  ///     as `$NAME` (curl) or as made-up examples (TypeScript).
  ///   - models: The catalog's models; only those that the endpoint reaches are written.
  ///   - baseURL: `http://host:port`, without a slash at its end.
  /// - Returns: Self-contained text. Secrets stand as `$NAME`.
  public static func text(
    for endpoint: Endpoint, planned: PlannedRequest? = nil, models: JSONObject = [:],
    baseURL: String, language: ExportLanguage
  ) -> String {
    switch language {
    case .typescript:
      TypeScriptFile(
        endpoints: [endpoint], models: models, baseURL: .one(baseURL), title: endpoint.title,
        example: TypeScriptExample(
          endpoint: endpoint, planned: planned, models: models, baseURL: baseURL)
      ).text
    case .curl:
      planned.map { CurlCommand(endpoint: endpoint, planned: $0).text }
        ?? CurlCommand(endpoint: endpoint, models: models, baseURL: baseURL).text
    }
  }

  /// The code for several endpoints, as one file.
  ///
  /// - Parameter endpoints: Those of `catalog` to write, in this order.
  public static func text(
    for catalog: Catalog, endpoints: [Endpoint], language: ExportLanguage
  ) -> String {
    let baseURL = catalog.baseURL ?? ""
    switch language {
    case .typescript:
      return TypeScriptFile(
        endpoints: endpoints, models: catalog.models, baseURL: .one(baseURL),
        title: [catalog.title, catalog.version].compactMap(\.self).joined(separator: " ")
      ).text
    case .curl:
      return CurlFile(endpoints: endpoints, models: catalog.models, baseURL: baseURL).text
    }
  }
}

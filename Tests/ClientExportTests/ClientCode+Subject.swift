import Endpoints
import StreamDecoding

@testable import ClientExport

extension ClientCode {
  /// The code that calls one endpoint, of a catalog of nothing else.
  static func text(
    for endpoint: Endpoint, planned: PlannedRequest? = nil, models: JSONObject = [:],
    securitySchemes: JSONObject = [:], baseURL: String, language: ExportLanguage
  ) -> String {
    var catalog = Catalog(baseURL: baseURL, endpoints: [endpoint], models: models)
    catalog.securitySchemes = securitySchemes
    return text(for: endpoint, of: catalog, planned: planned, language: language)
  }

  /// The code that calls one endpoint of a catalog.
  static func text(
    for endpoint: Endpoint, of catalog: Catalog, planned: PlannedRequest?, language: ExportLanguage
  ) -> String {
    text(of: ExportSubject(call: endpoint, of: catalog, planned: planned), in: language)
  }

  /// The code for several endpoints of a catalog as one file.
  static func text(
    for catalog: Catalog, endpoints: [Endpoint], language: ExportLanguage, baseURL: BaseURL? = nil
  ) -> String {
    text(of: ExportSubject(endpoints, of: catalog, baseURL: baseURL), in: language)
  }

  /// The same as files.
  static func files(
    for catalog: Catalog, endpoints: [Endpoint], language: ExportLanguage, options: ExportOptions
  ) -> [ExportedFile] {
    files(of: ExportSubject(endpoints, of: catalog), in: language, options: options)
  }
}

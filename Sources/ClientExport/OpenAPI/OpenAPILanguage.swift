/// The backend's document, repaired.
struct OpenAPILanguage: ClientLanguage {
  let title = "OpenAPI"
  let fileExtension = "openapi.json"
  let syntax = ExportSyntax.json
  let describes = true

  func text(of subject: ExportSubject) -> String {
    var catalog = subject.catalog
    catalog.baseURL = subject.address.withoutCredentials.server
    return OpenAPIExport(catalog: catalog, endpoints: subject.endpoints).text
  }
}

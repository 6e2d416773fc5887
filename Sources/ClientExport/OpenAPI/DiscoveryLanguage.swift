/// What was discovered, as JSON.
struct DiscoveryLanguage: ClientLanguage {
  let title = "JSON"
  let fileExtension = "json"
  let syntax = ExportSyntax.json
  let describes = true

  func text(of subject: ExportSubject) -> String {
    DiscoveryExport(catalog: subject.catalog, endpoints: subject.endpoints).text
  }
}

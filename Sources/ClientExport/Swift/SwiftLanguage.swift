/// Swift over the library StreamClient.
struct SwiftLanguage: ClientLanguage {
  let title = "Swift"
  let fileExtension = "swift"
  let syntax = ExportSyntax.swift

  func text(of subject: ExportSubject) -> String {
    let catalog = subject.catalog
    return SwiftFile(
      endpoints: subject.endpoints, models: catalog.models,
      securitySchemes: catalog.securitySchemes, baseURL: subject.address.withoutCredentials.server,
      title: subject.title,
      example: subject.shown.map {
        SwiftExample(
          endpoint: $0.endpoint, planned: $0.planned, models: catalog.models,
          securitySchemes: catalog.securitySchemes)
      }
    ).text
  }
}

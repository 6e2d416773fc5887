/// Python over `httpx`.
struct PythonLanguage: ClientLanguage {
  let title = "Python"
  let fileExtension = "py"
  let syntax = ExportSyntax.python

  func text(of subject: ExportSubject) -> String {
    let catalog = subject.catalog
    return PythonFile(
      endpoints: subject.endpoints, models: catalog.models,
      securitySchemes: catalog.securitySchemes, baseURL: subject.address.withoutCredentials.server,
      title: subject.title,
      example: subject.shown.map {
        PythonExample(
          endpoint: $0.endpoint, planned: $0.planned, models: catalog.models,
          securitySchemes: catalog.securitySchemes)
      }
    ).text
  }
}

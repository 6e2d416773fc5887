/// Files of requests.
struct RequestFileLanguage: ClientLanguage {
  let title = ".http"
  let fileExtension = "http"
  let syntax = ExportSyntax.requests

  func text(of subject: ExportSubject) -> String {
    HTTPFile(
      endpoints: subject.endpoints, models: subject.catalog.models,
      securitySchemes: subject.catalog.securitySchemes, baseURL: subject.address.server,
      planned: subject.shown?.planned
    ).text
  }
}

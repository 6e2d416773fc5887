import Endpoints

/// Command lines of one program for a POSIX shell.
struct ShellLanguage: ClientLanguage {
  let title: String
  let fileExtension: String
  /// The command that sends a request, ending with a newline.
  let command: @Sendable (Endpoint, ShellRequest) -> String

  let syntax = ExportSyntax.shell

  static let curl = ShellLanguage(title: "curl", fileExtension: "sh") {
    CurlCommand(endpoint: $0, request: $1).text
  }
  static let httpie = ShellLanguage(title: "HTTPie", fileExtension: "httpie.sh") {
    HTTPieCommand(endpoint: $0, request: $1).text
  }

  func text(of subject: ExportSubject) -> String {
    switch subject.extent {
    case .call(let endpoint, let planned):
      command(endpoint, request(endpoint, planned, subject))
    case .file(let endpoints):
      ShellFile(endpoints: endpoints) { command($0, request($0, nil, subject)) }.text
    }
  }

  /// To be pasted into a terminal, a command comes without a remark.
  func marked(_ text: String) -> String { "# A command " + ExportedFile.mark + ".\n" + text }

  private func request(
    _ endpoint: Endpoint, _ planned: PlannedRequest?, _ subject: ExportSubject
  ) -> ShellRequest {
    let schemes = subject.catalog.securitySchemes
    var request =
      if let planned {
        ShellRequest(
          endpoint: endpoint, planned: planned,
          variables: RequestVariables(endpoint: endpoint, schemes: schemes, isTyped: true))
      } else {
        ShellRequest(
          template: ShellTemplate(
            endpoint: endpoint, models: subject.catalog.models, schemes: schemes),
          baseURL: subject.address.server)
      }
    // Where nobody knows the backend, the path alone was planned.
    if planned?.baseURL.isEmpty == true {
      request = request.below(TextWithVariables(variable: ShellRequest.base))
    }
    return request.carryingSecret(of: endpoint, schemes: schemes)
  }
}

import Endpoints

/// One command for each of several endpoints, with what it is above it.
struct ShellFile {
  let endpoints: [Endpoint]
  /// The command for an endpoint, ending with a newline.
  let command: (Endpoint) -> String

  /// The whole text.
  var text: String {
    "# Commands " + ExportedFile.mark + ".\n\n"
      + endpoints.map { endpoint in
        let said = [endpoint.summary.onOneLine].filter { !$0.isEmpty } + endpoint.remarks
        let lines = said + [endpoint.title.onOneLine]
        return lines.map { $0.isEmpty ? "#\n" : "# " + $0 + "\n" }.joined() + command(endpoint)
      }.joined(separator: "\n")
  }
}

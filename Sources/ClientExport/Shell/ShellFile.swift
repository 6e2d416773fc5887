import Endpoints
import StreamDecoding

/// One command for each of several endpoints, with what it is above it.
struct ShellFile {
  let endpoints: [Endpoint]
  let models: JSONObject
  let baseURL: String
  /// The command for a request, ending with a newline.
  let command: (Endpoint, ShellRequest) -> String

  /// The whole text.
  var text: String {
    "# Commands " + ExportedFile.mark + ".\n\n"
      + endpoints.map { endpoint in
        let said = endpoint.summary.onOneLine
        let title = "# " + endpoint.title.onOneLine + "\n"
        let request = ShellRequest(endpoint: endpoint, models: models, baseURL: baseURL)
        return (said.isEmpty ? "" : "# " + said + "\n") + title + command(endpoint, request)
      }.joined(separator: "\n")
  }
}

import Endpoints
import StreamDecoding

/// One command for each of several endpoints, with what it is above it.
struct CurlFile {
  let endpoints: [Endpoint]
  let models: JSONObject
  let baseURL: String

  /// The whole text.
  var text: String {
    "# Commands " + ExportedFile.mark + ".\n\n"
      + endpoints.map { endpoint in
        let said = TypeScriptLiteral.comment(endpoint.summary)
        let title = "# " + TypeScriptLiteral.comment(endpoint.title) + "\n"
        let command = CurlCommand(endpoint: endpoint, models: models, baseURL: baseURL)
        return (said.isEmpty ? "" : "# " + said + "\n") + title + command.text
      }.joined(separator: "\n")
  }
}

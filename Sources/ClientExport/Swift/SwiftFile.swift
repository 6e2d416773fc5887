import Endpoints
import StreamDecoding

/// One Swift file: a client, its types, and what they stand on.
struct SwiftFile {
  let endpoints: [Endpoint]
  let models: JSONObject
  /// OpenAPI's security schemes by their names.
  var securitySchemes: JSONObject = [:]
  let baseURL: String
  /// What the file is of, for its first line.
  let title: String
  /// A call to start from.
  var example: SwiftExample?

  /// The whole text.
  var text: String {
    let endpoints = endpoints.namedByMethod
    var shapes = ShapeTable(
      endpoints: endpoints, models: models,
      names: NameScope(words: SwiftText.words, taken: SwiftText.types), namesUnions: true,
      // A decoder refuses what is not there.
      trustsDefaults: false)
    var names = NameScope(words: SwiftText.words, taken: Self.members)
    let secrets = SwiftSecrets(SecretPlace.all(of: endpoints, schemes: securitySchemes))
    let methods = endpoints.map {
      SwiftMethod(endpoint: $0, secrets: secrets, names: &names, shapes: &shapes)
    }
    let forms = shapes.declared.objects(in: methods.compactMap(\.form))
    let types = SwiftType(shapes.declarations, forms: forms)
    let url = SwiftText.string(baseURL)
    let client =
      SwiftRuntime.clientStart(baseURL: url) + secrets.property
      + methods.map { "\n" + $0.text(types: types) }.joined() + "}\n"
    let sections =
      [heading(for: methods.first, types: types), client] + secrets.declaration
      + shapes.declarations.map(types.declaration)
      + ["// What the calls above stand on.\n", SwiftRuntime.text]
    return sections.joined(separator: "\n")
  }

  private func heading(for method: SwiftMethod?, types: SwiftType) -> String {
    let call = method.flatMap { example?.lines(calling: $0, types: types) } ?? []
    var lines = [
      title.onOneLine + ": client code " + ExportedFile.mark
        + ". Export it again rather than change it.",
      "", "It needs the library StreamClient of the package fluidtop.",
    ]
    if !call.isEmpty { lines += ["", "Call it so:", ""] + call.map { "  " + $0 } }
    return lines.map { $0.isEmpty ? "//\n" : "// " + $0 + "\n" }.joined()
  }

  /// What the client has besides the endpoints' methods.
  private static let members: Set<String> = [
    "authorization", "baseURL", "document", "headers", "http", "request", "secrets",
    "textAnswer", "value",
  ]
}

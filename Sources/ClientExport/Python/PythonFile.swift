import Endpoints
import StreamDecoding

/// One Python module: the types, a blocking and an asynchronous client, and what they stand on.
struct PythonFile {
  let endpoints: [Endpoint]
  let models: JSONObject
  /// OpenAPI's security schemes by their names.
  var securitySchemes: JSONObject = [:]
  let baseURL: String
  /// What the module is of, for its first line.
  let title: String
  /// A call to start from.
  var example: PythonExample?

  /// The whole text.
  var text: String {
    let endpoints = endpoints.namedByMethod
    var shapes = Self.shapes(of: endpoints, models: models)
    let methods = endpoints.map {
      PythonMethod(
        endpoint: $0, secrets: SecretPlace.all(of: $0, schemes: securitySchemes), shapes: &shapes)
    }
    let url = PythonText.string(baseURL)
    var sections = [PythonRuntime.basics(baseURL: url)]
    sections += shapes.declarations.map { "\n" + PythonType.declaration($0) }
    sections += [false, true].map { "\n" + client(methods, isAsync: $0) }
    sections.append("\n# What the calls above stand on.\n\n")
    sections.append(secretPlaces + "\n")
    sections.append(PythonRuntime.text)
    let top = heading(methods) + "\n" + PythonRuntime.imports(for: sections)
    return WrappedCode.python.text(([top] + sections).joined(separator: "\n"))
  }

  /// The types of a module, whose names are its own.
  static func shapes(of endpoints: [Endpoint], models: JSONObject) -> ShapeTable {
    let own: Set<String> = ["_connections", "aclose", "close"]
    let names = NameScope(words: PythonText.words, taken: PythonRuntime.names.union(own))
    return ShapeTable(
      endpoints: endpoints, models: models, names: names, typeWords: PythonText.allBuiltIns,
      namesUnions: false, trustsDefaults: true)
  }

  private func heading(_ methods: [PythonMethod]) -> String {
    var lines = [
      title.onOneLine + ": client code " + ExportedFile.mark
        + ". Export it again rather than change it.",
      "It needs Python 3.11 or newer, and httpx.",
    ]
    if let example, let method = methods.first {
      lines += ["", "Call it so:", ""] + example.lines(calling: method.name).map { "    " + $0 }
    }
    return lines.map { $0.isEmpty ? "#\n" : "# " + $0 + "\n" }.joined()
  }

  /// Where each scheme's secret goes, and what stands before it.
  private var secretPlaces: String {
    let places = SecretPlace.all(of: endpoints, schemes: securitySchemes).map { place in
      let parts = [place.location.rawValue, place.name, place.prefix].map(PythonText.string)
      return "    " + PythonText.string(place.scheme) + ": (" + parts.joined(separator: ", ")
        + "),\n"
    }
    return PythonRuntime.secrets(rows: places.joined())
  }

  private func client(_ methods: [PythonMethod], isAsync: Bool) -> String {
    let start = isAsync ? PythonRuntime.asyncClient : PythonRuntime.client
    return start + methods.map { "\n" + $0.text(isAsync: isAsync) }.joined()
  }
}

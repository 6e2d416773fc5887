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
    let url = PythonText.string(ShellRequest.withoutCredentials(baseURL))
    var sections = [heading(methods) + "\n" + PythonRuntime.imports]
    sections.append(
      "# Where the backend is, unless the client is told otherwise.\nBASE_URL = " + url + "\n")
    sections.append(PythonRuntime.aliases)
    let forms = Self.forms(methods.compactMap(\.form), in: shapes.declarations)
    sections += shapes.declarations.map {
      "\n" + PythonType.declaration($0, isForm: forms.contains($0.name))
    }
    sections += [false, true].map { "\n" + client(methods, isAsync: $0) }
    sections.append("\n# What the calls above stand on.\n\n")
    sections.append(secretPlaces + "\n")
    sections.append(PythonRuntime.text)
    return sections.joined(separator: "\n")
  }

  /// The types of a module, whose names are its own.
  static func shapes(of endpoints: [Endpoint], models: JSONObject) -> ShapeTable {
    let own: Set<String> = ["_connections", "aclose", "close"]
    let names = NameScope(words: PythonText.words, taken: PythonRuntime.names.union(own))
    return ShapeTable(
      endpoints: endpoints, models: models, names: names, typeWords: PythonText.allBuiltIns,
      namesUnions: false)
  }

  /// The names of the types that forms are, also by way of another name.
  private static func forms(_ forms: [Shape], in declarations: [ShapeDeclaration]) -> Set<String> {
    var names: Set<String> = []
    var open = forms.flatMap(\.alternatives)
    while let shape = open.popLast() {
      guard case .named(let name) = shape, names.insert(name).inserted,
        case .alias(let other)? = declarations.first(where: { $0.name == name })?.content
      else { continue }
      open += other.alternatives
    }
    return names
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
    let start = "_SECRETS: Mapping[str, tuple[str, str, str]] = {"
    return start + (places.isEmpty ? "" : "\n" + places.joined()) + "}\n"
  }

  private func client(_ methods: [PythonMethod], isAsync: Bool) -> String {
    let head = isAsync ? Self.asyncHead : Self.head
    return head + methods.map { "\n" + $0.text(isAsync: isAsync) }.joined()
  }

  private static let head = #"""
    class Client:
        """The backend's endpoints.

        `timeout` is how many seconds of silence end a call: 60 for an ordinary answer, none for a stream
        and a download, unless it is given. A record larger than `record_limit` bytes is an error. `auth`
        is asked at each connection for the secrets, by the names of their security schemes; what is of no
        scheme is a header. Redirects are followed, and no secret goes to another origin; an `http` that
        follows them itself does it in its own manner. Whoever gives an `http` closes it.
        """

        def __init__(
            self, base_url: str = BASE_URL, *, http: httpx.Client | None = None, headers: Headers = {},
            auth: Auth | None = None, timeout: float | None = None, record_limit: int = 16 << 20,
        ) -> None:
            self._connections = _Connections(base_url, http, headers, auth, timeout, record_limit)

        def __enter__(self) -> Client:
            return self

        def __exit__(self, *_: object) -> None:
            self.close()

        def close(self) -> None:
            """Ends every call, also those of other threads: they raise a `ClientError` of the kind `closed`."""
            self._connections.close()

    """#

  private static let asyncHead = #"""
    class AsyncClient:
        """The same for asyncio, where `auth` may be asynchronous."""

        def __init__(
            self, base_url: str = BASE_URL, *, http: httpx.AsyncClient | None = None, headers: Headers = {},
            auth: AsyncAuth | None = None, timeout: float | None = None, record_limit: int = 16 << 20,
        ) -> None:
            self._connections = _AsyncConnections(base_url, http, headers, auth, timeout, record_limit)

        async def __aenter__(self) -> AsyncClient:
            return self

        async def __aexit__(self, *_: object) -> None:
            await self.aclose()

        async def aclose(self) -> None:
            """Ends every call, also those of other tasks: they raise a `ClientError` of the kind `closed`."""
            await self._connections.close()

    """#
}

import Endpoints
import StreamDecoding

/// One self-contained module: the functions, the types, and the runtime below them.
struct TypeScriptFile {
  let endpoints: [Endpoint]
  let models: JSONObject
  let baseURL: BaseURL
  /// What the file is of, for its first line.
  let title: String
  /// A call to start from.
  var example: TypeScriptExample?

  /// The whole text.
  var text: String {
    var names = TypeScriptNames(taken: TypeScriptRuntime.names.union(TypeScriptNames.globals))
    let groups = EndpointGroup.grouped(endpoints, names: &names)
    names.reserve(TypeScriptNames.typeWords)
    let models = TypeScriptModels(endpoints: endpoints, models: models, names: &names)
    var sections = [heading(for: groups), Self.settings(at: baseURL)]
    sections += groups.map { $0.text(models: models) }
    sections += models.declarations
    sections.append("// What the calls above stand on.\n")
    sections.append(TypeScriptRuntime.text(for: Set(endpoints.map(TypeScriptCall.init))))
    return sections.joined(separator: "\n")
  }

  private func heading(for groups: [EndpointGroup]) -> String {
    let name = TypeScriptLiteral.comment(title)
    var lines = [name + ": client code written by fluidtop. Export it again rather than change it."]
    if let example, let function = groups.first?.name {
      lines += ["", "Call it so:", ""] + example.lines(calling: function).map { "  " + $0 }
    }
    return lines.map { $0.isEmpty ? "//\n" : "// " + $0 + "\n" }.joined()
  }

  /// The settings and where the backend is, near the top where a reader looks for them.
  static func settings(
    at baseURL: BaseURL, dialect: ScriptDialect = .typescript
  ) -> String {
    let body: String
    switch baseURL {
    case .one(let url): body = "  return " + TypeScriptLiteral.string(url) + ";\n"
    case .unified(let browser, let server):
      body =
        "  // In a browser the page's own server passes requests on.\n"
        + "  if (\"document\" in globalThis) return " + TypeScriptLiteral.string(browser) + ";\n"
        + "  return " + TypeScriptLiteral.string(server) + ";\n"
    }
    let annotation = dialect == .typescript ? (": ClientSettings", ": string") : ("", "")
    return "/** How every call reaches the backend; change it once, where the program starts. */\n"
      + "export const settings" + annotation.0 + " = {};\n\n"
      + "/** Where the backend is, unless `settings.baseUrl` or a call's own says otherwise. */\n"
      + "export function getBaseUrl()" + annotation.1 + " {\n" + body + "}\n"
  }
}

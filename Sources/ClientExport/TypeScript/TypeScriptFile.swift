import Endpoints
import StreamDecoding

/// One self-contained module: the functions, the types, and the runtime below them.
struct TypeScriptFile {
  let endpoints: [Endpoint]
  let models: JSONObject
  /// OpenAPI's security schemes by their names.
  var securitySchemes: JSONObject = [:]
  let baseURL: BaseURL
  /// What the file is of, for its first line.
  let title: String
  /// A call to start from.
  var example: TypeScriptExample?

  /// The language of the module.
  var dialect: ScriptDialect = .typescript
  /// What the module has besides for a framework.
  var views: StreamViews?

  /// The whole text.
  var text: String {
    let (groups, models, scope) = named()
    var names = scope
    let streams = views?.named(groups.flatMap { $0.streams(models: models) }, names: &names) ?? []
    var sections = [heading(for: groups, shown: streams.first)]
    if let views, !streams.isEmpty { sections.append(views.imports) }
    sections.append(Self.settings(at: baseURL, dialect: dialect))
    sections += groups.map { $0.text(models: models, dialect: dialect) }
    let hasClients = groups.count > 1
    if hasClients {
      let name = names.claim("createClient")
      sections.append(EndpointGroup.client(of: groups, named: name, dialect: dialect))
    }
    if let views { sections += views.functions(for: streams) }
    sections +=
      dialect == .javascript ? models.declarations.map(Typedef.all(in:)) : models.declarations
    sections.append(FluidTypes.declaration(for: sections, dialect: dialect))
    sections.append("// What the calls above stand on.\n")
    if let views, !streams.isEmpty { sections += views.runtime }
    var needs = TypeScriptRuntime.Needs(of: endpoints, securitySchemes: securitySchemes)
    needs.named = needs.named && sections.contains { $0.contains(" = inOrder(rest, ") }
    needs.clients = hasClients
    if needs.security {
      let places = SecretPlace.all(of: securitySchemes)
      sections.append(SecretPlace.table(of: places, dialect: dialect))
    }
    sections.append(TypeScriptRuntime.text(for: needs, dialect: dialect))
    return WrappedCode.script.text(sections.filter { !$0.isEmpty }.joined(separator: "\n"))
  }

  /// The types that other modules can import.
  var exportedTypes: [String] {
    let words = ["export interface ", "export type ", "export class ", "export declare namespace "]
    return text.split(separator: "\n").compactMap { line in
      words.first(where: line.hasPrefix).map { word in
        String(
          line.dropFirst(word.count).prefix { $0 == "_" || $0 == "$" || $0.isLetter || $0.isNumber }
        )
      }
    }
  }

  /// The functions and the types, and the scope that has their names.
  ///
  /// - Parameter others: What no type may be called besides.
  func named(besides others: Set<String> = []) -> (
    groups: [EndpointGroup], models: TypeScriptModels, names: TypeScriptNames
  ) {
    var taken = TypeScriptRuntime.names.union(TypeScriptNames.globals)
    if views != nil { taken.formUnion(StreamViews.names) }
    var names = TypeScriptNames(taken: taken)
    let groups = EndpointGroup.grouped(endpoints, names: &names)
    names.reserve(TypeScriptNames.typeWords.union(others))
    let models = TypeScriptModels(
      endpoints: endpoints, models: models, securitySchemes: securitySchemes, names: &names)
    return (groups, models, names)
  }

  private func heading(for groups: [EndpointGroup], shown: StreamViews.Stream?) -> String {
    let heading = Self.heading(title: title)
    guard let example, let function = groups.first?.name else { return heading }
    var lines = ["", "Call it so:", ""] + example.lines(calling: function).map { "  " + $0 }
    if let views, let shown {
      lines += ["", "Show it so:", ""]
      let values = example.arguments + [example.options].compactMap(\.self)
      lines += views.example(of: shown, with: values).map { $0.isEmpty ? "" : "  " + $0 }
    }
    return heading
      + lines.map { $0.isEmpty ? "//\n" : "// " + $0 + "\n" }.joined()
  }

  /// The first line of a file, which says whose it is.
  static func heading(title: String) -> String {
    "// " + TypeScriptLiteral.comment(title) + ": client code " + ExportedFile.mark
      + ". Export it again rather than change it.\n"
  }

  /// The settings and where the backend is, near the top where a reader looks for them.
  static func settings(
    at baseURL: BaseURL, dialect: ScriptDialect = .typescript
  ) -> String {
    let body: String
    switch baseURL.withoutCredentials {
    case .one(let url): body = "  return " + TypeScriptLiteral.string(url) + ";\n"
    case .unified(let browser, let server):
      body =
        "  // In a browser the page's own server passes requests on.\n"
        + "  if (\"document\" in globalThis) return " + TypeScriptLiteral.string(browser) + ";\n"
        + "  return " + TypeScriptLiteral.string(server) + ";\n"
    }
    let annotation = dialect == .typescript ? (": ModuleSettings", ": string") : ("", "")
    let said = "How every call reaches the backend; change it once, where the program starts."
    let comment =
      dialect == .typescript
      ? "/** " + said + " */\n" : "/**\n * " + said + "\n * @type {ModuleSettings}\n */\n"
    return comment
      + "export const settings" + annotation.0 + " = {};\n\n"
      + "/** Where the backend is, unless `settings.baseUrl` or a call's own says otherwise. */\n"
      + "export function getBaseUrl()" + annotation.1 + " {\n" + body + "}\n"
  }
}

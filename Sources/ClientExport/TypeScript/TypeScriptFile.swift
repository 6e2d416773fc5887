import Endpoints
import StreamDecoding

/// One self-contained module: the functions, the types, and the runtime below them.
struct TypeScriptFile {
  let endpoints: [Endpoint]
  let models: JSONObject
  let baseURL: String
  /// What the file is of, for its first line.
  let title: String
  /// A call to start from, as lines of TypeScript; empty leaves it out.
  var example: [String] = []

  /// The whole text.
  var text: String {
    var names = TypeScriptNames(taken: TypeScriptRuntime.names.union(TypeScriptNames.globals))
    let groups = EndpointGroup.grouped(endpoints, names: &names)
    var typeNames = names
    typeNames.reserve(TypeScriptNames.typeWords)
    let models = TypeScriptModels(endpoints: endpoints, models: models, names: &typeNames)
    let kinds = Set(endpoints.map(\.kind))
    var sections = [heading, Self.settings(baseURL: baseURL)]
    sections += groups.map { $0.text(models: models) }
    sections += models.declarations
    sections.append("// What the calls above stand on.\n")
    sections.append(TypeScriptRuntime.text(for: kinds))
    return sections.joined(separator: "\n")
  }

  private var heading: String {
    let name = TypeScriptLiteral.comment(title)
    let lines = ["\(name): client code written by fluidtop. Export it again rather than change it."]
    let call = example.isEmpty ? [] : ["", "Call it so:", ""] + example.map { "  " + $0 }
    return (lines + call).map { $0.isEmpty ? "//\n" : "// " + $0 + "\n" }.joined()
  }

  /// The settings with their one value, near the top where a reader looks for them.
  static func settings(baseURL: String) -> String {
    "/** How every call reaches the backend; change it once, where the program starts. */\n"
      + "export const settings: ClientSettings = { baseUrl: "
      + TypeScriptLiteral.string(baseURL) + " };\n"
  }
}

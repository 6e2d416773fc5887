import Endpoints
import StreamDecoding
import WebText

/// TypeScript over several files: the runtime, the models, and a file for each source module.
///
/// The runtime and the models are for the whole catalog, whatever is exported of it: files of
/// earlier exports stand on them, too.
struct ScriptModules {
  let catalog: Catalog
  let endpoints: [Endpoint]
  let options: ExportOptions

  var files: [ExportedFile] {
    var names = TypeScriptNames(taken: TypeScriptRuntime.names.union(TypeScriptNames.globals))
    names.reserve(TypeScriptNames.typeWords)
    let models = TypeScriptModels(
      endpoints: catalog.endpoints, models: catalog.models,
      securitySchemes: catalog.securitySchemes,
      names: &names)
    var files = [ExportedFile(path: path(of: "runtime"), text: runtime)]
    let texts = modules.map { module, endpoints in
      text(of: endpoints, at: module, models: models, names: names)
    }
    var declarations = models.declarations
    let forms = FluidTypes.declaration(for: declarations + texts)
    if !forms.isEmpty { declarations.append(forms) }
    if !declarations.isEmpty {
      let text = ([heading] + declarations).joined(separator: "\n")
      files.append(ExportedFile(path: path(of: "models"), text: text))
    }
    for (module, text) in zip(modules, texts) {
      files.append(ExportedFile(path: module.path.text + ".ts", text: text))
    }
    return files
  }

  // MARK: Which file

  private func path(of name: String) -> String {
    SlashPath(options.output).appending(name + ".ts").text
  }

  /// The modules' paths without extension, in the order of the catalog, and what is in each.
  private var modules: [(path: SlashPath, endpoints: [Endpoint])] {
    var result: [(path: SlashPath, endpoints: [Endpoint])] = []
    var positions: [SlashPath: Int] = [:]
    for endpoint in endpoints {
      let path = module(of: endpoint)
      if let position = positions[path] {
        result[position].endpoints.append(endpoint)
      } else {
        positions[path] = result.count
        result.append((path, [endpoint]))
      }
    }
    return result
  }

  private func module(of endpoint: Endpoint) -> SlashPath {
    let output = SlashPath(options.output)
    guard let location = endpoint.location else {
      // Only a document is known: its groups are the next best thing.
      let words = (endpoint.tags.first ?? "").nameWords.joined(separator: "_")
      return free(output.appending(words.isEmpty ? "api" : words), in: output)
    }
    let root = SlashPath(location.root ?? options.root)
    let source = root.appending(location.file).withoutExtension
    guard root.contains(source) else {
      return free(output.appending(source.components.last ?? "api"), in: output)
    }
    if options.layout == .coLocate { return free(source, in: output) }
    return free(output.appending(root.relative(to: source)), in: output)
  }

  /// A module of ours has its name already.
  private func free(_ path: SlashPath, in output: SlashPath) -> SlashPath {
    let taken = [output.appending("runtime"), output.appending("models")]
    return taken.contains(path) ? SlashPath(path.text + "_api") : path
  }

  // MARK: What is in it

  private var heading: String { TypeScriptFile.heading(title: catalog.heading) }

  private var runtime: String {
    var needs = TypeScriptRuntime.Needs(
      of: catalog.endpoints, securitySchemes: catalog.securitySchemes)
    needs.clients = true
    var text = TypeScriptRuntime.text(for: needs)
    // Other files use them.
    for name in Self.entries {
      for word in ["\nfunction ", "\nasync function ", "\nconst ", "\nclass "] {
        text = text.replacing(
          word + name, with: "\nexport" + word.replacing("\n", with: " ") + name)
      }
    }
    let baseURL = options.baseURL ?? .one(catalog.baseURL ?? "")
    let table = SecretPlace.table(of: SecretPlace.all(of: catalog.securitySchemes))
    return
      ([heading, TypeScriptFile.settings(at: baseURL)] + (needs.security ? [table] : []) + [text])
      .joined(separator: "\n")
  }

  private static let entries = [
    "Styled", "cookieOf", "fetchFile", "fetchResult", "filled", "inOrder", "openEvents",
    "openStream", "recordFormat", "reservedKept", "reservedKeptInPath",
    "textFormat", "withSettings",
  ]

  private static let types = [
    "ApiResult", "ChunkCallbacks", "ChunkStream", "ClientSettings", "EventCallbacks",
    "EventConnection",
    "EventOptions", "FileCallbacks", "FileOptions", "NamedBlob", "RequestOptions", "StreamOptions",
  ]

  private func text(
    of endpoints: [Endpoint], at module: SlashPath, models: TypeScriptModels, names: TypeScriptNames
  ) -> String {
    var names = names
    let groups = EndpointGroup.grouped(endpoints, names: &names)
    let client =
      groups.count > 1
      ? [EndpointGroup.client(of: groups, named: names.claim("createClient"))] : []
    let functions = groups.map { $0.text(models: models) } + client
    let used = ScriptWords.used(in: functions.joined(separator: "\n"))
    let types = ScriptWords.used(
      in: (client.map { _ in "ClientSettings" } + groups.flatMap { $0.types(models: models) })
        .joined(
          separator: "\n"))
    let imports =
      statement("import", Self.entries.filter(used.contains), from: "runtime", module)
      + statement("import type", Self.types.filter(types.contains), from: "runtime", module)
      + statement(
        "import type", (models.typeNames + ["FluidTypes"]).filter(types.contains), from: "models",
        module)
    return ([heading, imports] + functions).joined(separator: "\n")
  }

  private func statement(
    _ keyword: String, _ names: [String], from file: String, _ module: SlashPath
  ) -> String {
    guard !names.isEmpty else { return "" }
    let path = module.parent.relative(to: SlashPath(options.output).appending(file))
    let prefix = path.hasPrefix("../") ? "" : "./"
    return keyword + " { " + names.joined(separator: ", ") + " } from "
      + TypeScriptLiteral.string(prefix + path + options.importSuffix) + ";\n"
  }
}

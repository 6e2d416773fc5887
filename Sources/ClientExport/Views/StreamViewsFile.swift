import Endpoints
import StreamDecoding

/// A framework's module over a TypeScript client that lies beside it: one client, one `settings`.
struct StreamViewsFile {
  let views: StreamViews
  let client: TypeScriptFile
  /// The client's module, as imports name it.
  let module: String

  /// What the client's module is called in this one.
  private static let client = "api"

  var text: String {
    // A model named like something of this file has another name in it.
    let (groups, models, _) = client.named(besides: views.names.union([Self.client]))
    var names = TypeScriptNames(
      taken: StreamViews.names.union(TypeScriptNames.globals).union([Self.client, "inOrder"]))
    names.reserve(Set(models.typeNames))
    let found = groups.flatMap { $0.streams(models: models) }
    let streams = views.named(found, names: &names).map { stream in
      var stream = stream
      stream.expression = Self.client + "." + stream.expression
      return stream
    }
    guard let first = streams.first else { return heading + "\nexport {};\n" }
    var parts = views.functions(for: streams) + ["// What the functions above stand on.\n"]
    parts += views.runtime
    if streams.contains(where: \.function.takesNames) { parts.append(TypeScriptRuntime.named) }
    let code = [heading + shown(first), views.imports + imports(for: parts, models)] + parts
    return WrappedCode.script.text(code.joined(separator: "\n"))
  }

  private var heading: String { TypeScriptFile.heading(title: client.title) }

  private func shown(_ stream: StreamViews.Stream) -> String {
    guard let example = client.example else { return "" }
    let values = example.arguments + [example.options].compactMap(\.self)
    let lines = ["", "Show it so:", ""] + views.example(of: stream, with: values).map { "  " + $0 }
    return lines.map { $0.allSatisfy { $0 == " " } ? "//\n" : "// " + $0 + "\n" }.joined()
  }

  /// Those of the client's names that stand in the code.
  ///
  /// - Parameter models: With the names that they have in the code.
  private func imports(for code: [String], _ models: TypeScriptModels) -> String {
    let used = ScriptWords.used(in: code.joined(separator: "\n"))
    let from = " from " + TypeScriptLiteral.string(module) + ";\n"
    let own = Dictionary(
      zip(client.named().models.typeNames, models.typeNames),
      uniquingKeysWith: { first, _ in first })
    let types = client.exportedTypes.compactMap { name -> String? in
      let local = own[name] ?? name
      guard used.contains(local) else { return nil }
      return local == name ? name : name + " as " + local
    }
    return "import * as " + Self.client + from
      + (used.contains("settings") ? "import { settings }" + from : "")
      + (types.isEmpty ? "" : "import type { " + types.joined(separator: ", ") + " }" + from)
  }
}

/// The function of a framework's module that shows one stream: its arguments are those of the call
/// without the callbacks.
struct StreamViewFunction {
  private let function: TypeScriptFunction
  private let views: StreamViews
  private let stream: StreamViews.Stream
  private let values: [TypeScriptFunction.Argument]
  private let options: TypeScriptFunction.Argument
  private let told: String
  private let rest: String

  init(stream: StreamViews.Stream, views: StreamViews) {
    self.stream = stream
    self.views = views
    function = stream.function
    // A variable named like the function that it calls would hide it.
    var scope = TypeScriptNames(taken: StreamViews.names.union(["inOrder"]))
    scope.reserve(Set(stream.expression.split(separator: ".").map(String.init)))
    options = TypeScriptFunction.Argument(
      name: scope.claim("options"), type: function.optionsType + " & ViewOptions", isOptional: true)
    told = scope.claim("told")
    rest = scope.claim("rest")
    values = function.values.map { value in
      TypeScriptFunction.Argument(name: scope.claim(value.name), type: value.type)
    }
  }

  /// The declaration, ending with a newline.
  var text: String {
    switch views {
    case .svelte:
      comment(", to be shown: `start()` it, and `stop()` it")
        + heading("StreamState<" + record + ">")
        + taken + "  return new StreamState<" + record + ">((" + told + ") => " + call + ", "
        + options.name + ");\n}\n"
    case .react:
      comment(" for as long as the component is shown")
        + heading("StreamView<" + record + "> & StreamControl") + taken
        + "  return useFollowed<" + record + ", " + options.type + ">(["
        + values.map(\.name).joined(separator: ", ") + "], " + options.name + ", (" + told + ", "
        + options.name + ") =>\n    " + call + ");\n}\n"
    case .vue: composable
    }
  }

  private var composable: String {
    let forms =
      function.takesNames
      ? function.forms(before: [options], behind: required)
      : ["[" + (values + [options]).map(\.inTuple).joined(separator: ", ") + "]"]
    let start = function.takesNames ? required.map(\.name) + ["..." + rest] : names
    return "type " + stream.argumentsName + " =\n"
      + forms.map { "  | " + $0 }.joined(separator: "\n")
      + ";\n\n"
      + comment(" for as long as the component is mounted; each argument may be a ref or a getter")
      + "export function " + stream.name + generic + "(...given: Given<" + stream.argumentsName
      + ">): StreamRefs<" + record + "> {\n  return useInScope<" + record + ", "
      + stream.argumentsName + ">(given, ([" + start.joined(separator: ", ") + "]) => {\n"
      + (taken.isEmpty ? "" : "  " + taken) + "    return { "
      + (options.name == "options" ? "options" : "options: " + options.name) + ", open: (" + told
      + ") => " + call + " };\n  });\n}\n"
  }

  // MARK: Parts

  private var record: String { function.recordType }
  private var generic: String { function.isGeneric ? "<T = unknown>" : "" }
  private var names: [String] { (values + [options]).map(\.name) }
  private var required: [TypeScriptFunction.Argument] {
    Array(values.prefix(function.required.count))
  }

  private func comment(_ what: String) -> String {
    "/** `" + stream.expression + "`" + what + ". */\n"
  }

  private func heading(_ result: String) -> String {
    let plain = function.takesNames ? required : values + [options]
    let lines = plain.map { "  " + $0.name + ($0.isOptional ? "?: " : ": ") + $0.type + ",\n" }
    let forms = function.takesNames ? function.forms(before: [options]) : []
    let rest =
      forms.isEmpty ? "" : "  ..." + rest + ":\n" + forms.map { "    | " + $0 + "\n" }.joined()
    return "export function " + stream.name + generic + "(\n" + lines.joined() + rest + "): "
      + result + " {\n"
  }

  /// The line that names the arguments that may be given by their names.
  private var taken: String {
    guard function.takesNames else { return "" }
    return "  " + function.taking(Array(names.dropFirst(function.required.count)), from: rest)
  }

  /// The call, with the callback for records named as the kind wants it.
  private var call: String {
    let records =
      (function.call.isEvents ? ["onMessage"] : []) + (function.call.hasChunks ? ["onChunk"] : [])
    let callbacks =
      "{ ..." + told + records.map { ", " + $0 + ": " + told + ".onRecord" }.joined() + " }"
    let arguments = values.map(\.name) + [callbacks, options.name]
    return stream.expression + "(" + arguments.joined(separator: ", ") + ")"
  }
}

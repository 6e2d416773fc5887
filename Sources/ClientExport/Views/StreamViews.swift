import WebText

/// What a framework's module has for each stream: what came so far, for the screen.
enum StreamViews {
  case svelte
  case react

  /// What the modules declare or import at their top level.
  static let names = Set(
    [view, svelteState, reactHook].flatMap(\.names) + ["useEffect", "useRef", "useState"])

  private static let view = RuntimeSource(PackageResources.stream_view_ts)
  private static let svelteState = RuntimeSource(PackageResources.stream_state_svelte_ts)
  private static let reactHook = RuntimeSource(PackageResources.use_followed_ts)

  /// What stands at the top of the file.
  var imports: String {
    switch self {
    case .svelte: ""
    case .react: "import { useEffect, useRef, useState } from \"react\";\n"
    }
  }

  /// A stream, and the function that shows it.
  struct Stream {
    /// What names the function that calls it.
    let expression: String
    let function: TypeScriptFunction
    let name: String
  }

  /// Each stream with a name for what shows it.
  func named(
    _ streams: [(expression: String, function: TypeScriptFunction)],
    names: inout TypeScriptNames
  ) -> [Stream] {
    streams.map { expression, function in
      Stream(
        expression: expression, function: function, name: names.claim(name(for: expression)))
    }
  }

  /// A function for each stream.
  func functions(for streams: [Stream]) -> [String] {
    streams.map { text(of: $0.function, calling: $0.expression, named: $0.name) }
  }

  /// What the functions stand on.
  var runtime: [String] {
    let source =
      switch self {
      case .svelte: Self.svelteState
      case .react: Self.reactHook
      }
    return [Self.view, source].map { $0.text(for: []) }
  }

  private func name(for expression: String) -> String {
    let words = expression.nameWords
    switch self {
    case .svelte: return words.joined(separator: "_") + "_state"
    case .react:
      return "use" + words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
  }

  private func text(
    of function: TypeScriptFunction, calling expression: String, named name: String
  ) -> String {
    // A variable named like the function that it calls would hide it.
    var scope = TypeScriptNames(taken: Self.names)
    scope.reserve(Set(expression.split(separator: ".").map(String.init)))
    let options = scope.claim("options")
    let told = scope.claim("told")
    let values = function.values.map { value in
      TypeScriptFunction.Argument(name: scope.claim(value.name), type: value.type)
    }
    let parameters =
      values.map { "  " + $0.name + ": " + $0.type + ",\n" }.joined()
      + "  " + options + "?: " + function.optionsType + " & ViewOptions,\n"
    let generic = function.isGeneric ? "<T = unknown>" : ""
    let record = function.recordType
    let callbacks = "{ ..." + told + records(of: function, to: told) + " }"
    let arguments = (values.map(\.name) + [callbacks, options]).joined(separator: ", ")
    let call = expression + "(" + arguments + ")"
    switch self {
    case .svelte:
      return "/** `" + expression + "`, to be shown: `start()` it, and `stop()` it. */\n"
        + "export function " + name + generic + "(\n" + parameters + "): StreamState<" + record
        + "> {\n  return new StreamState<" + record + ">((" + told + ") => " + call + ", " + options
        + ");\n}\n"
    case .react:
      let held = "[" + values.map(\.name).joined(separator: ", ") + "]"
      return "/** `" + expression + "` for as long as the component is shown. */\n"
        + "export function " + name + generic + "(\n" + parameters + "): StreamView<" + record
        + "> {\n  return useFollowed<" + record + ", " + function.optionsType + " & ViewOptions>("
        + held + ", " + options + ", (" + told + ", " + options + ") =>\n    " + call + ");\n}\n"
    }
  }

  /// The callback for records is named as the kind wants it.
  private func records(of function: TypeScriptFunction, to told: String) -> String {
    let names =
      (function.call.isEvents ? ["onMessage"] : []) + (function.call.hasChunks ? ["onChunk"] : [])
    return names.map { ", " + $0 + ": " + told + ".onRecord" }.joined()
  }
}

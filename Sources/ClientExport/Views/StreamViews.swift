import WebText

/// What a framework's module has for each stream: what came so far, for the screen.
enum StreamViews {
  case svelte
  case react
  case vue

  /// What the modules declare or import at their top level.
  static let names: Set<String> =
    [StreamViews.svelte, .react, .vue].reduce(into: []) { $0.formUnion($1.names) }

  /// What the framework's own module declares or imports there.
  var names: Set<String> {
    switch self {
    case .svelte: Set(Self.view.names + Self.svelteState.names)
    case .react:
      Set(Self.view.names + Self.reactHook.names + ["useEffect", "useRef", "useState"])
    case .vue:
      Set(
        Self.view.names + Self.vueComposable.names + [
          "ComputedRef", "MaybeRefOrGetter", "computed", "shallowRef", "toValue", "watchEffect",
        ])
    }
  }

  private static let view = RuntimeSource(PackageResources.stream_view_ts)
  private static let svelteState = RuntimeSource(PackageResources.stream_state_svelte_ts)
  private static let reactHook = RuntimeSource(PackageResources.use_followed_ts)
  private static let vueComposable = RuntimeSource(PackageResources.use_in_scope_ts)

  /// What stands at the top of a file that shows a stream.
  var imports: String {
    switch self {
    case .svelte: ""
    case .react: "import { useEffect, useRef, useState } from \"react\";\n"
    case .vue:
      "import { computed, shallowRef, toValue, watchEffect } from \"vue\";\n"
        + "import type { ComputedRef, MaybeRefOrGetter } from \"vue\";\n"
    }
  }

  /// A stream, and the function that shows it.
  struct Stream {
    /// What names the function that calls it.
    var expression: String
    let function: TypeScriptFunction
    let name: String
    /// What the type of its arguments is called, where it has a name.
    let argumentsName: String
  }

  /// Each stream with a name for what shows it.
  func named(
    _ streams: [(expression: String, function: TypeScriptFunction)],
    names: inout TypeScriptNames
  ) -> [Stream] {
    streams.map { expression, function in
      let words = expression.nameWords
      let capitals = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
      let name = self == .svelte ? words.joined(separator: "_") + "_state" : "use" + capitals
      return Stream(
        expression: expression, function: function, name: names.claim(name),
        argumentsName: self == .vue ? names.claim(capitals + "Arguments") : "")
    }
  }

  /// A function for each stream.
  func functions(for streams: [Stream]) -> [String] {
    streams.map { StreamViewFunction(stream: $0, views: self).text }
  }

  /// What the functions stand on.
  var runtime: [String] {
    let source =
      switch self {
      case .svelte: Self.svelteState
      case .react: Self.reactHook
      case .vue: Self.vueComposable
      }
    return [Self.view, source].map { $0.text(for: []) }
  }
}

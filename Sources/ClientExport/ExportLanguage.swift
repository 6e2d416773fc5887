/// A language that client code is written in.
public enum ExportLanguage: String, CaseIterable, Sendable, Hashable {
  /// One TypeScript module without dependencies, over `fetch`.
  case typescript
  /// One JavaScript module, with its types in comments.
  case javascript
  /// The TypeScript module with a state for each stream, for Svelte 5.
  case svelte
  /// The TypeScript module with a hook for each stream, for React.
  case react
  /// The TypeScript module with a composable for each stream, for Vue 3.
  case vue
  /// Command lines for a POSIX shell.
  case curl
  /// The same with HTTPie.
  case httpie
  /// One Python module over `httpx`, for blocking programs and for `asyncio`.
  case python
  /// One Swift file over the library StreamClient, its types `Codable`.
  case swift
  /// A file of requests for VS Code's REST Client and JetBrains' HTTP Client.
  case http
  /// An OpenAPI 3.2 document that says what the backend's own leaves out.
  case openapi
  /// All that was discovered, as `fluidtop list --json` prints it.
  case json

  /// The language itself. No other line of the program tells languages apart.
  var client: any ClientLanguage {
    switch self {
    case .typescript: ScriptLanguage.typescript
    case .javascript: ScriptLanguage.javascript
    case .svelte: ScriptLanguage.svelte
    case .react: ScriptLanguage.react
    case .vue: ScriptLanguage.vue
    case .curl: ShellLanguage.curl
    case .httpie: ShellLanguage.httpie
    case .python: PythonLanguage()
    case .swift: SwiftLanguage()
    case .http: RequestFileLanguage()
    case .openapi: OpenAPILanguage()
    case .json: DiscoveryLanguage()
    }
  }

  /// The one to begin with.
  public static let preferred = ExportLanguage.typescript

  /// The name to show to people.
  public var title: String { client.title }

  /// Without the dot, and no two alike: what is written in one language is not the file of another.
  public var fileExtension: String { client.fileExtension }

  /// Why no file of another extension will do; nil where one does.
  public var extensionReason: String? { client.extensionReason }

  /// How its text is read.
  public var syntax: ExportSyntax { client.syntax }

  /// True for code over `fetch`, which may reach the backend another way in a browser.
  public var runsInBrowsers: Bool { client.runsInBrowsers }

  /// Whether its code may stand on a TypeScript client of its own file.
  public var standsOnClients: Bool { client.standsOnClients }

  /// Whether a catalog's client may be several files, as the other layouts than `.single` have it.
  public var hasModules: Bool { client.modules != nil }
}

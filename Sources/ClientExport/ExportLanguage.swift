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

  /// The name to show to people.
  public var title: String {
    switch self {
    case .typescript: "TypeScript"
    case .javascript: "JavaScript"
    case .svelte: "Svelte"
    case .react: "React"
    case .curl: "curl"
    case .httpie: "HTTPie"
    case .python: "Python"
    case .swift: "Swift"
    case .http: ".http"
    case .openapi: "OpenAPI"
    case .json: "JSON"
    }
  }

  /// True for code over `fetch`, which may reach the backend another way in a browser.
  public var runsInBrowsers: Bool {
    switch self {
    case .typescript, .javascript, .svelte, .react: true
    case .curl, .httpie, .python, .swift, .http, .openapi, .json: false
    }
  }

  /// Without the dot, and no two alike: what is written in one language is not the file of another.
  public var fileExtension: String {
    switch self {
    case .typescript: "ts"
    case .javascript: "js"
    case .svelte: "svelte.ts"
    case .react: "react.ts"
    case .curl: "sh"
    case .httpie: "httpie.sh"
    case .python: "py"
    case .swift: "swift"
    case .http: "http"
    case .openapi: "openapi.json"
    case .json: "json"
    }
  }
}

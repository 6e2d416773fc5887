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

  /// The name to show to people.
  public var title: String {
    switch self {
    case .typescript: "TypeScript"
    case .javascript: "JavaScript"
    case .svelte: "Svelte"
    case .react: "React"
    case .curl: "curl"
    }
  }

  /// Without the dot.
  public var fileExtension: String {
    switch self {
    case .typescript, .react: "ts"
    case .javascript: "js"
    case .svelte: "svelte.ts"
    case .curl: "sh"
    }
  }
}

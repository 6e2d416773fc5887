/// A language that client code is written in.
public enum ExportLanguage: String, CaseIterable, Sendable, Hashable {
  /// One TypeScript module without dependencies, over `fetch`.
  case typescript
  /// Command lines for a POSIX shell.
  case curl

  /// The name to show to people.
  public var title: String {
    switch self {
    case .typescript: "TypeScript"
    case .curl: "curl"
    }
  }

  /// Without the dot.
  public var fileExtension: String {
    switch self {
    case .typescript: "ts"
    case .curl: "sh"
    }
  }
}

/// How the text of a language is read, so that a screen can colour it.
public enum ExportSyntax: Sendable, Hashable {
  /// TypeScript and JavaScript.
  case script
  case python
  case swift
  /// Commands for a POSIX shell.
  case shell
  /// A file of HTTP requests.
  case requests
  case json
}

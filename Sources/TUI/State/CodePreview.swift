import ClientExport

/// The generated client of one endpoint, on the screen.
struct CodePreview: Hashable, Sendable {
  var language: ExportLanguage
  /// Without line ends.
  var lines: [String]
  /// The first line shown.
  var top = 0

  var text: String { lines.joined(separator: "\n") + "\n" }
}

import ClientExport

/// The generated client of one endpoint, on the screen.
struct CodePreview: Hashable, Sendable {
  /// A row of the code: a line, and which part of it where it is wrapped.
  struct Place: Hashable, Sendable {
    /// Index in `code.lines`.
    var line = 0
    var part = 0
  }

  /// How far one has read, and what for.
  struct Reading: Hashable, Sendable {
    /// The first row shown.
    var top = Place()
    /// What `n` and `N` look for; "" for nothing.
    var needle = ""
    /// The line that was found.
    var hit: Int?
  }

  /// The endpoint's title.
  let endpoint: String
  let language: ExportLanguage
  let text: String
  let code: CodeText
  /// What keeps the request from being sent; in the code there is a placeholder for it.
  let problems: [String]
  var reading = Reading()

  init(endpoint: String, language: ExportLanguage, text: String, problems: [String]) {
    self.endpoint = endpoint
    self.language = language
    self.text = text
    self.problems = problems
    code = CodeText(text, in: language)
  }

  /// The next line with the needle, from `line` on; nil if there is none.
  func hit(from line: Int, forward: Bool) -> Int? {
    guard let needle = Needle(reading.needle) else { return nil }
    var line = line
    while code.lines.indices.contains(line) {
      let bytes = code.lines[line].flatMap { Array($0.text.utf8) }
      if !needle.ranges(in: bytes, limit: 1).isEmpty { return line }
      line += forward ? 1 : -1
    }
    return nil
  }
}

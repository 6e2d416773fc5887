/// What `pyproject.toml` says of the application in it.
///
/// Source: the FastAPI CLI's configuration, `entrypoint = "module:app"` under `[tool.fastapi]`,
/// and the dependencies of PEP 621, Poetry and Hatch. Those lines are looked for; the rest of the
/// file's language is not read.
struct PythonProject: Equatable {
  /// `module:app`, or nil where nothing is said.
  var entryPoint: String?
  /// FastAPI, or FluidKit which brings it, is among the dependencies.
  var usesFastAPI = false

  static let fileName = "pyproject.toml"

  init(parsing text: String) {
    var section = ""
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.drop(while: \.isWhitespace)
      if words.hasPrefix("[") {
        section = words.prefix { $0 != "#" }.filter { !$0.isWhitespace }
      } else if section == "[tool.fastapi]", words.hasPrefix("entrypoint") {
        let parts = words.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, parts[0].filter({ !$0.isWhitespace }) == "entrypoint" else {
          continue
        }
        entryPoint = PythonProject.text(parts[1])
      } else if PythonProject.isDependency(words, in: section) {
        usesFastAPI = true
      }
    }
  }

  /// `"fastapi[standard]>=0.115",` of a list under `[project]`, or `fastapi = "^0.115"` of Poetry.
  private static func isDependency(_ words: Substring, in section: String) -> Bool {
    let written = words.prefix { $0 != "#" }.lowercased()
    let isTable = section.hasSuffix("dependencies]")
    let isList = section == "[project]" || section == "[dependency-groups]"
    guard isTable || isList else { return false }
    let key = written.prefix { $0 != "=" }.filter { !$0.isWhitespace }
    for name in ["fastapi", "fluidkit"] {
      if written.contains("\"\(name)") || written.contains("'\(name)") { return true }
      if isTable, key == name { return true }
    }
    return false
  }

  /// A TOML string without escapes.
  private static func text(_ written: Substring) -> String? {
    let value = written.drop(while: \.isWhitespace)
    guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
    let inner = value.dropFirst().prefix { $0 != quote }
    return inner.contains(":") ? String(inner) : nil
  }
}

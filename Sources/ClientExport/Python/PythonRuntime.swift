import WebText

/// What an exported Python module stands on, in Python: httpx, and nothing else.
///
/// Its pieces are modules in `Runtime/python` that import each other, so that editors and checkers
/// read them. What stands above the mark in one of them is for those alone.
enum PythonRuntime {
  private static let mark = "# Exported from here on.\n"

  private static let imports = exported(PackageResources.imports_py)
  /// What the methods of the blocking client follow.
  static let client = exported(PackageResources.client_py)
  /// The same of the asynchronous one.
  static let asyncClient = exported(PackageResources.async_client_py)

  private static let basics = exported(PackageResources.basics_py)
  private static let secrets = exported(PackageResources.secrets_py)

  /// What the clients call.
  static let text = [
    PackageResources.errors_py, PackageResources.requests_py, PackageResources.redirects_py,
    PackageResources.records_py, PackageResources.decoders_py, PackageResources.values_py,
    PackageResources.streams_py, PackageResources.download_py, PackageResources.connections_py,
    PackageResources.async_connections_py,
  ].map(exported).joined(separator: "\n\n")

  /// Every name of the module that an endpoint or a model must not take.
  static let names: Set<String> = {
    let code = [imports, basics, client, asyncClient, secrets, text].joined()
    var names = Set(imports.split(separator: "\n").compactMap(listedName))
    // Lines and not regular expressions, which would take most of the time of an export.
    for line in code.utf8.split(separator: UInt8(ascii: "\n")) where line.first?.isInName == true {
      let words = line.split { !$0.isInName }.map { String(Substring($0)) }
      if let start = words.lastIndex(of: "import") {
        names.formUnion(words[(start + 1)...])
      } else if let name = words.first(where: { !["async", "class", "def"].contains($0) }) {
        names.insert(name)
      }
    }
    return names
  }()

  /// The top of a module with this code below it; a linter refuses what nobody uses, and only what
  /// types stand on may be unused.
  static func imports(for code: [String]) -> String {
    let lines = imports.split(separator: "\n", omittingEmptySubsequences: false)
    let used = words(of: code, among: Set(lines.compactMap(listedName)))
    return lines.filter { line in listedName(line).map(used.contains) ?? true }
      .joined(separator: "\n")
  }

  /// Those of the names that are words of the code: one pass over it, whatever their number.
  private static func words(of code: [String], among names: Set<String>) -> Set<String> {
    let starts = Set(names.compactMap(\.utf8.first))
    var found: Set<String> = []
    for word in code.lazy.flatMap({ $0.utf8.split { !$0.isInName } }) {
      guard let start = word.first, starts.contains(start) else { continue }
      let name = String(Substring(word))
      if names.contains(name) { found.insert(name) }
    }
    return found
  }

  /// The name on a line of a list of imports.
  private static func listedName(_ line: Substring) -> String? {
    line.hasPrefix("    ") ? String(line.dropFirst(4).dropLast()) : nil
  }

  /// Where the backend is, an expression, and names that stand in the types of the calls.
  static func basics(baseURL: String) -> String {
    basics.replacing(#"BASE_URL = """#, with: "BASE_URL = " + baseURL, maxReplacements: 1)
  }

  /// The table of where secrets go, whose rows are whole lines.
  static func secrets(rows: String) -> String {
    rows.isEmpty ? secrets : secrets.replacing("{}", with: "{\n" + rows + "}", maxReplacements: 1)
  }

  private static func exported(_ file: [UInt8]) -> String {
    let text = String(decoding: file, as: UTF8.self)
    guard let mark = text.firstRange(of: mark) else { return text }
    return String(text[mark.upperBound...].drop { $0 == "\n" })
  }
}

/// The name of an endpoint that a document tells of.
///
/// Source: FastAPI's `generate_unique_id` makes an operation ID of the function's name, the path
/// and one of the methods, with `_` for everything that is not a letter, digit or `_`.
struct OperationName: Sendable {
  var id: String?
  var path: String
  var method: String
  /// Every method of the path: FastAPI uses one of them for all.
  var methods: [String]

  /// An identifier, whatever the document holds.
  var name: String {
    guard let id, !id.isEmpty else { return fallback }
    for method in [method] + methods {
      let suffix = OperationName.underscored(path) + "_" + method.lowercased()
      if id.hasSuffix(suffix), id.count > suffix.count {
        return OperationName.identifier(String(id.dropLast(suffix.count)))
      }
    }
    return OperationName.identifier(id)
  }

  private var fallback: String {
    let words = path.split { !($0.isLetter || $0.isNumber || $0 == "_") }
    return OperationName.identifier(
      ([method.lowercased()] + words.map(String.init)).joined(separator: "_"))
  }

  private static func underscored(_ text: String) -> String {
    String(text.map { isWord($0) ? $0 : "_" })
  }

  /// Letters, digits and `_`, not beginning with a digit; runs of anything else become one `_`.
  static func identifier(_ text: String) -> String {
    let words = text.split { !isWord($0) }
    let joined = words.joined(separator: "_").prefix(200)
    guard let first = joined.first else { return "endpoint" }
    return first.isNumber ? "_" + joined : String(joined)
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }
}

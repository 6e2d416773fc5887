import Endpoints
import StreamDecoding
import WebText

extension ShellRequest {
  /// True for a path with `.` or `..` between its slashes, which programs take for steps in it and
  /// leave out unless they are told not to.
  var hasDotSegments: Bool {
    address.written { _ in "x" }.split(separator: "/").contains { $0 == "." || $0 == ".." }
  }

  /// The URL of a backend, with a variable for the user and the password in it.
  static func masked(base url: String) -> TextWithVariables {
    let url = url.printable
    guard let end = URLText(url).endOfUser, let scheme = url.firstRange(of: "://") else {
      return TextWithVariables(text: url)
    }
    return TextWithVariables(text: String(url[..<scheme.upperBound]))
      + TextWithVariables(variable: "CREDENTIALS") + TextWithVariables(text: String(url[end...]))
  }

  /// The address of a request up to its query, with variables for the secrets of its path.
  static func address(of planned: PlannedRequest, _ variables: RequestVariables)
    -> TextWithVariables
  {
    planned.path.reduce(masked(base: planned.baseURL)) { word, piece in
      switch piece {
      case .text: word + TextWithVariables(text: piece.encoded)
      case .value(let name, let text, _, _):
        word + variables.masked(name, [text], in: .path, encoding: piece.encoding)
      }
    }
  }

  /// The pairs of a request's query, with variables for its secrets.
  static func query(of planned: PlannedRequest, _ variables: RequestVariables) -> [ShellPair] {
    planned.query.flatMap { field in
      let lists = field.joint == nil ? field.values.map { [$0] } : [field.values]
      return lists.map { values in
        let value = variables.masked(
          field.name, values, in: .query, encoding: field.encoding, separator: field.joint ?? "")
        return ShellPair(name: field.name.percentEncoded(), value: value)
      }
    }
  }
}

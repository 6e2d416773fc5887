import Endpoints
import StreamDecoding

extension ShellRequest {
  /// True for a path with `.` or `..` between its slashes, which programs take for steps in it and
  /// leave out unless they are told not to.
  var hasDotSegments: Bool {
    address.written { _ in "x" }.split(separator: "/").contains { $0 == "." || $0 == ".." }
  }

  /// The URL without the user and the password in it, for a file that is not a command.
  static func withoutCredentials(_ url: String) -> String {
    guard let scheme = url.firstRange(of: "://") else { return url.printable }
    let authority = url[scheme.upperBound...].prefix { !"/?#".contains($0) }
    guard let at = authority.lastIndex(of: "@") else { return url.printable }
    return String(url[..<scheme.upperBound] + url[url.index(after: at)...]).printable
  }

  /// The URL of a backend, with a variable for the user and the password in it.
  static func masked(base url: String) -> ShellWord {
    let url = url.printable
    guard let scheme = url.firstRange(of: "://") else { return ShellWord(text: url) }
    let rest = url[scheme.upperBound...]
    let authority = rest.prefix { $0 != "/" }
    guard let end = authority.lastIndex(of: "@") else { return ShellWord(text: url) }
    return ShellWord(text: String(url[..<scheme.upperBound]))
      + ShellWord(variable: "CREDENTIALS") + ShellWord(text: String(rest[end...]))
  }

  /// A URL up to its query, with variables for the secrets of its path.
  static func address(
    _ url: Substring, base: String, _ endpoint: Endpoint, _ variables: RequestVariables
  ) -> ShellWord {
    guard url.hasPrefix(base),
      let path = PathValues(url.dropFirst(base.count), template: endpoint.path)
    else { return masked(base: String(url)) }
    return path.pieces.reduce(masked(base: base)) { word, piece in
      switch piece {
      case .text(let text): word + ShellWord(text: text)
      case .value(let name, let text):
        word + variables.masked(name, encoded: text, in: .path)
      }
    }
  }
}

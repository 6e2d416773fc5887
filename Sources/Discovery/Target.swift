import Endpoints
import WebText

/// What a user names to be inspected.
public enum Target: Sendable, Hashable {
  /// `http://host:port`, perhaps with a path: its OpenAPI document is looked for.
  case server(String)
  /// The URL or the file of an OpenAPI document.
  case document(String)
  /// `module:app`, `path/main.py` or `path/main.py:app`.
  case app(String)
  /// A folder of Python source.
  case folder(String)

  /// Reads a command line argument.
  ///
  /// - Parameter isThere: Whether a path leads to something: asked only where both a host and a
  ///   folder may be meant, as by `example.com/api`.
  public init(
    argument: String, isThere: (String) -> Bool = Target.isThere
  ) throws(TargetProblem) {
    if argument.isEmpty { throw .empty }
    if let address = Target.address(argument, isThere) {
      let url = address.url
      guard let scheme = WrittenAddress.scheme(of: url) else { throw .noHost }
      guard ["http", "https", "http+unix"].contains(scheme) else { throw .scheme(scheme) }
      guard URLText(url).origin != nil else { throw .noHost }
      self = Target.looksLikeDocument(URLText(url)) ? .document(url) : .server(url)
    } else if argument.hasSuffix(".json") || Target.isYAML(argument) {
      self = .document(argument)
    } else if argument.hasSuffix(".py") || argument.contains(".py:") {
      self = .app(argument)
    } else if Target.isModuleAndName(argument) {
      self = .app(argument)
    } else {
      self = .folder(argument)
    }
  }

  /// The target as it was named, without secrets.
  public var text: String {
    switch self {
    case .server(let text), .document(let text): URLText(text).withoutCredentials
    case .app(let text), .folder(let text): WebURL.hidingSecrets(inName: text)
    }
  }

  private static func looksLikeDocument(_ url: URLText) -> Bool {
    let name = url.path.split(separator: "/").last?.lowercased() ?? ""
    return name.hasSuffix(".json") || isYAML(name) || name.contains("openapi")
      || name.contains("swagger") || name == "api-docs" || url.text.contains("?")
  }

  private static func isYAML(_ name: String) -> Bool {
    name.hasSuffix(".yaml") || name.hasSuffix(".yml")
  }

  private static func address(
    _ argument: String, _ isThere: (String) -> Bool
  ) -> WrittenAddress? {
    guard let address = WrittenAddress(argument) else { return nil }
    let start = String(argument.prefix { $0 != "/" })
    return address.mayBePath && isThere(start) ? nil : address
  }

  /// Whether a path, seen from this process's folder, leads to something.
  public static func isThere(_ path: String) -> Bool {
    LocalFiles(workingFolder: LocalFiles.currentFolder).kind(of: path) != nil
  }

  /// `package.module:app`, and `module:create_app()` for a factory.
  private static func isModuleAndName(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return false }
    let name = parts[1].hasSuffix("()") ? parts[1].dropLast(2) : parts[1]
    return [parts[0], name].allSatisfy(isDottedName)
  }

  static func isDottedName(_ text: Substring) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
      guard let first = part.first else { return false }
      return !first.isNumber && part.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }
  }
}

/// Why an argument names no target.
public enum TargetProblem: Error, Sendable, Hashable {
  /// An empty argument.
  case empty
  /// A URL of another scheme than `http` and `https`.
  case scheme(String)
  /// A URL without a host, or a socket's without its path. It isn't told: what can't be read may
  /// hold a password.
  case noHost
}

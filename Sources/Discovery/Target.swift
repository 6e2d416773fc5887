import Endpoints

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

  /// Reads a command line argument, without looking at any file.
  public init(argument: String) throws(TargetProblem) {
    if argument.isEmpty { throw .empty }
    if let scheme = argument.firstRange(of: "://") {
      let name = argument[..<scheme.lowerBound].lowercased()
      guard ["http", "https"].contains(name) else { throw .scheme(name) }
      guard URLText(argument).origin != nil else { throw .noHost(argument) }
      self = Target.looksLikeDocument(URLText(argument)) ? .document(argument) : .server(argument)
    } else if argument.hasSuffix(".json") || Target.isYAML(argument) {
      self = .document(argument)
    } else if argument.hasSuffix(".py") || argument.contains(".py:") {
      self = .app(argument)
    } else if let server = Target.server(short: argument) {
      self = .server(server)
    } else if Target.isModuleAndName(argument) {
      self = .app(argument)
    } else {
      self = .folder(argument)
    }
  }

  /// The target as it was named, without user and password.
  public var text: String {
    switch self {
    case .server(let text), .document(let text): URLText(text).withoutCredentials
    case .app(let text), .folder(let text): text
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

  /// `localhost:8000`, `:8000`, `127.0.0.1:8000/api`.
  private static func server(short text: String) -> String? {
    let authority = text.prefix { $0 != "/" }
    guard let colon = authority.lastIndex(of: ":"),
      let port = Int(authority[authority.index(after: colon)...]), (1...65535).contains(port)
    else { return nil }
    return "http://" + (colon == text.startIndex ? "localhost" : "") + text
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
  /// A URL without a host.
  case noHost(String)
}

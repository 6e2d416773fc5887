import Endpoints

/// What an exported Swift client asks its user for: a closure for each security scheme.
struct SwiftSecrets {
  private let members: [(place: SecretPlace, name: String)]

  init(_ places: [SecretPlace]) {
    var names = NameScope(words: SwiftText.words, taken: [])
    members = places.map { ($0, names.claim(Self.name(of: $0.scheme))) }
  }

  /// The client's own, indented; nothing where no scheme is known.
  var property: String {
    if members.isEmpty { return "" }
    return """
        /// What the security schemes ask for.
        var secrets = Secrets()

      """
  }

  /// The type of the property, as a section of the file.
  var declaration: [String] {
    if members.isEmpty { return [] }
    let lines = members.map { place, name in
      "  /// " + Self.comment(place) + "\n  var " + name + ": (@Sendable () async -> String?)?\n"
    }
    let start = """
      /// Secrets by their security schemes, asked again at each connection; nil sends nothing.
      struct Secrets: Sendable {

      """
    return [start + lines.joined() + "}\n"]
  }

  /// The property that gives a scheme's secret.
  func member(of scheme: String) -> String? {
    members.first { $0.place.scheme == scheme }?.name
  }

  /// The credentials of a call to an endpoint, as expressions.
  func credentials(for endpoint: Endpoint) -> [String] {
    endpoint.security.compactMap { scheme in
      members.first { $0.place.scheme == scheme }.map {
        "secrets." + $0.name + ".map { " + Self.credential(of: $0.place) + " }"
      }
    }
  }

  /// `HTTPBasic` as `httpBasic`, `OAuth2PasswordBearer` as `oAuth2PasswordBearer`.
  private static func name(of scheme: String) -> String {
    let name = NameScope.joined(NameScope.words(of: scheme))
    let capitals = name.prefix { $0.isUppercase }.count
    let isWhole = capitals == name.count
    let initials = isWhole ? capitals : max(1, capitals - 1)
    return name.prefix(initials).lowercased() + name.dropFirst(initials)
  }

  private static func credential(of place: SecretPlace) -> String {
    switch place.word {
    case "Bearer": ".bearer($0)"
    case let word?: ".http(" + SwiftText.string(word) + ", $0)"
    case nil where place.location == .cookie:
      ".cookie(" + SwiftText.string(place.name) + ", $0)"
    case nil:
      ".apiKey(" + place.location.rawValue + ": " + SwiftText.string(place.name) + ", $0)"
    }
  }

  private static func comment(_ place: SecretPlace) -> String {
    let what =
      switch place.word {
      case "Basic": "`user:password`"
      case let word?: "what stands after `" + word + "`"
      case nil: place.location.rawValue + " `" + place.name + "`"
      }
    return ("`" + place.scheme + "`: " + what + ".").onOneLine
  }
}

extension SecretPlace {
  /// The word of the header Authorization that stands before the secret.
  fileprivate var word: String? { prefix.isEmpty ? nil : String(prefix.dropLast()) }
}

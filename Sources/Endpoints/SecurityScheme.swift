import StreamDecoding

/// How a backend wants to be told who calls. Source: OpenAPI 3.2, "Security Scheme Object".
public struct SecurityScheme: Sendable, Hashable {
  /// What a request carries.
  public enum Manner: Sendable, Hashable {
    /// A secret of its own, under a name.
    case apiKey(ParameterLocation, name: String)
    /// The header Authorization with this word before the secret: `Bearer`, `Basic`.
    case http(String)
    /// Whatever this program does not know: mutual TLS, for one.
    case other
  }

  /// Its name in the document.
  public let name: String
  /// How a request carries the secret.
  public let manner: Manner
  /// Reads a scheme of a document.
  public init(name: String, definition: JSONValue) {
    self.name = name
    manner = Self.manner(of: definition)
  }

  private static func manner(of definition: JSONValue) -> Manner {
    switch definition["type"]?.stringValue {
    case "apiKey":
      guard let name = definition["name"]?.stringValue, !name.isEmpty,
        let location = definition["in"]?.stringValue.flatMap(ParameterLocation.init(rawValue:)),
        location != .path
      else { return .other }
      return .apiKey(location, name: name)
    case "http":
      let word = definition["scheme"]?.stringValue ?? ""
      let isToken = !word.isEmpty && word.utf8.allSatisfy { $0 > 32 && $0 < 127 }
      return isToken ? .http(word.prefix(1).uppercased() + word.dropFirst().lowercased()) : .other
    case "oauth2", "openIdConnect": return .http("Bearer")
    default: return .other
    }
  }
}

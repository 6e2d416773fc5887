import Endpoints
import StreamDecoding

/// Where a request carries the secret of a security scheme.
struct SecretPlace: Hashable, Sendable {
  /// The scheme's name, which the caller gives the secret by.
  let scheme: String
  let location: ParameterLocation
  /// The name on the wire.
  let name: String
  /// What stands before the secret: `Bearer `.
  let prefix: String
}

extension SecretPlace {
  /// The places of several endpoints' secrets, each scheme once.
  static func all(of endpoints: [Endpoint], schemes: JSONObject) -> [SecretPlace] {
    var known: Set<SecretPlace> = []
    return endpoints.flatMap { all(of: $0, schemes: schemes) }.filter { known.insert($0).inserted }
  }

  /// The places of the secrets that an endpoint asks for, as far as its schemes are known.
  ///
  /// - Parameter schemes: OpenAPI's security schemes by their names.
  static func all(of endpoint: Endpoint, schemes: JSONObject) -> [SecretPlace] {
    endpoint.security.compactMap { name in
      place(of: name, schemes: schemes)
    }
  }

  /// The places of all schemes that are known: what is of one goes nowhere else.
  static func all(of schemes: JSONObject) -> [SecretPlace] {
    schemes.compactMap { place(of: $0.key, schemes: schemes) }
  }

  private static func place(of name: String, schemes: JSONObject) -> SecretPlace? {
    schemes[name].flatMap { definition in
      switch SecurityScheme(name: name, definition: definition).manner {
      case .apiKey(let location, let key):
        return SecretPlace(scheme: name, location: location, name: key, prefix: "")
      case .http(let word):
        return SecretPlace(
          scheme: name, location: .header, name: "Authorization", prefix: word + " ")
      case .other: return nil
      }
    }
  }
}

import Endpoints
import StreamDecoding

/// The secret that an example gives its call: the one of the endpoint's first security scheme.
struct ExampleSecret {
  /// The scheme's name.
  let scheme: String
  /// The environment variable that holds the secret.
  let variable: String

  /// Nil where the endpoint asks for none that is known, and where the request has it already.
  init?(endpoint: Endpoint, schemes: JSONObject, planned: PlannedRequest?) {
    guard let place = SecretPlace.all(of: endpoint, schemes: schemes).first,
      planned.map({ Self.isThere(place, in: $0) }) != true
    else { return nil }
    scheme = place.scheme
    variable = place.variable
  }

  private static func isThere(_ place: SecretPlace, in planned: PlannedRequest) -> Bool {
    switch place.location {
    case .header, .path:
      planned.headers.contains { $0.name.lowercased() == place.name.lowercased() }
    case .cookie:
      planned.headers.contains { header in
        header.name.lowercased() == "cookie"
          && ("; " + header.value).contains("; " + place.name.percentEncoded(.cookie) + "=")
      }
    case .query:
      planned.url.split(separator: "?").dropFirst().joined().split(separator: "&").contains {
        $0.hasPrefix(place.name.percentEncoded() + "=")
      }
    }
  }
}

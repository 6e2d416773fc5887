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
    // No scheme has its secret in the path.
    case .header, .path: !planned.values(of: place.name, in: .header).isEmpty
    case .query, .cookie: !planned.values(of: place.name, in: place.location).isEmpty
    }
  }
}

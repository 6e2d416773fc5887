import Endpoints
import StreamDecoding

/// What `fluidtop list --all --json` prints, for people to read and programs to keep; without the
/// examples of secrets.
struct DiscoveryExport {
  let catalog: Catalog
  let endpoints: [Endpoint]

  /// The whole text.
  var text: String {
    var chosen = catalog
    chosen.endpoints = endpoints
    chosen.models = ReachedModels(endpoints: endpoints, models: catalog.models).schemas
    let secrets = SecretExamples(places: SecretPlace.all(of: catalog.securitySchemes))
    return secrets.removed(from: chosen.listJSON(all: true)).text(pretty: true) + "\n"
  }
}

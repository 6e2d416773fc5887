import Endpoints
import StreamDecoding

/// What `fluidtop list --all --json` prints, for people to read and programs to keep.
struct DiscoveryExport {
  let catalog: Catalog
  let endpoints: [Endpoint]

  /// The whole text.
  var text: String {
    var chosen = catalog
    chosen.endpoints = endpoints
    chosen.models = ReachedModels(endpoints: endpoints, models: catalog.models).schemas
    return chosen.listJSON(all: true).text(pretty: true) + "\n"
  }
}

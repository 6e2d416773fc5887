import Endpoints

/// `fluidtop list` for people: the table, and a sentence where there is none.
struct EndpointListing {
  let catalog: Catalog
  let all: Bool
  let kind: EndpointKind?
  /// In columns; nil where nobody's window cuts the lines.
  let width: Int?

  var text: String {
    let endpoints = catalog.listed(all: all, kind: kind)
    guard !endpoints.isEmpty else { return nothing + "\n" }
    return CatalogTable(endpoints).lines(width: width ?? 1_000).joined(separator: "\n") + "\n"
  }

  private var nothing: String {
    let ordinary = catalog.ordinary.count
    if let kind { return "no endpoint of kind \(kind.rawValue)" }
    guard ordinary > 0 else { return "no endpoints" }
    return "no streaming endpoints; --all lists the \(ordinary) ordinary ones. FastAPI's document "
      + "hides many streams: add its sources as a second TARGET, for example app/main.py"
  }
}

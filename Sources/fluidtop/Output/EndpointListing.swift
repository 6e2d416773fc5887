import Endpoints
import TUI

/// `fluidtop list` for people: the table, and a sentence where there is none.
struct EndpointListing {
  let catalog: Catalog
  let all: Bool
  let kind: EndpointKind?
  /// In columns; nil where nobody's window cuts the lines.
  let width: Int?
  var style = PrintStyle(coloured: false, columns: 80)

  var text: String {
    let endpoints = catalog.listed(all: all, kind: kind)
    guard !endpoints.isEmpty else { return nothing + "\n" }
    let lines = CatalogTable(endpoints, columns: CellWidth.columns(of:)).lines(
      width: width ?? 1_000)
    let kinds = [nil] + endpoints.map(\.kind)
    return zip(lines, kinds).map(painted).joined(separator: "\n") + "\n"
  }

  /// The kind in its colour; the head and ordinary endpoints stand back.
  private func painted(_ line: String, kind: EndpointKind?) -> String {
    let role: PrintStyle.Role
    switch kind {
    case .sse?: role = .accent
    case .ndjson?: role = .string
    case .text?: role = .key
    case .file?: role = .number
    case .unary?, nil: return style.paint(line, .muted)
    }
    let word = String(line.prefix { $0 != " " })
    return style.paint(word, role) + line.dropFirst(word.count)
  }

  private var nothing: String {
    let ordinary = catalog.ordinary.count
    if let kind { return "no endpoint of kind \(kind.rawValue)" }
    guard ordinary > 0 else { return "no endpoints" }
    return "no streaming endpoints; --all lists the \(ordinary) ordinary ones. FastAPI's document "
      + "hides many streams: add its sources as a second TARGET, for example app/main.py"
  }
}

import WebText

/// A catalog's endpoints as lines of plain text, for people: `fluidtop list`.
///
/// Columns: kind, method, path, item, and where the endpoint is known from. The path is cut last;
/// at narrow widths the columns to its right go first.
public struct CatalogTable: Sendable {
  private let rows: [[String]]
  private let columns: @Sendable (Character) -> Int

  /// Makes a table of what `Catalog.listed` gives.
  ///
  /// - Parameter columns: How many cells of a terminal a character takes.
  public init(
    _ endpoints: [Endpoint], columns: @escaping @Sendable (Character) -> Int = { _ in 1 }
  ) {
    self.columns = columns
    rows = endpoints.map { endpoint in
      [
        endpoint.kinds.map(\.rawValue).joined(separator: "/"), endpoint.method, endpoint.path,
        CatalogTable.item(of: endpoint), CatalogTable.origin(of: endpoint),
      ].map { $0.printable(limit: 300) }
    }
  }

  /// The table, without a line break in it; empty for no endpoints.
  ///
  /// - Parameter width: In columns; no line is longer, down to a width of 20.
  public func lines(width: Int) -> [String] {
    let header = ["KIND", "METHOD", "PATH", "ITEM", "FROM"]
    guard !rows.isEmpty else { return [] }
    let all = [header] + rows
    let natural = header.indices.map { column in all.map { size($0[column]) }.max() ?? 0 }
    let widths = CatalogTable.fitted(natural, to: max(width, 20))
    return all.map { row in
      var line = ""
      for (text, width) in zip(row, widths) {
        if !line.isEmpty { line += "  " }
        line += fitted(text, to: width)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  private func size(_ text: String) -> Int { text.reduce(0) { $0 + columns($1) } }

  /// Padded or cut to `width` cells; a cut text ends in `…`.
  private func fitted(_ text: String, to width: Int) -> String {
    let size = size(text)
    if size <= width { return text + String(repeating: " ", count: width - size) }
    var result = ""
    var room = width - 1
    for character in text {
      room -= columns(character)
      if room < 0 { break }
      result.append(character)
    }
    return result + "…" + String(repeating: " ", count: max(0, width - 1 - self.size(result)))
  }

  /// Widths of the leading columns that have room.
  private static func fitted(_ natural: [Int], to width: Int) -> [Int] {
    let least = [natural[0], natural[1], min(natural[2], 24), 8, 10]
    var count = natural.count
    while count > 3, total(least.prefix(count)) > width { count -= 1 }
    var widths = Array(natural.prefix(count))
    for column in widths.indices.reversed() where column >= 2 {
      let excess = total(widths[...]) - width
      let floor = min(natural[column], column == 2 ? 4 : least[column])
      if excess > 0 { widths[column] = max(floor, widths[column] - excess) }
    }
    return widths
  }

  private static func total(_ widths: ArraySlice<Int>) -> Int {
    widths.reduce(0, +) + 2 * (widths.count - 1)
  }

  private static func item(of endpoint: Endpoint) -> String {
    if let name = endpoint.item?.name { return name }
    if !endpoint.events.isEmpty { return endpoint.events.map(\.name).joined(separator: ", ") }
    let members = endpoint.item?.memberNames ?? []
    if !members.isEmpty { return members.joined(separator: " | ") }
    return endpoint.kind.isStream ? "-" : ""
  }

  private static func origin(of endpoint: Endpoint) -> String {
    if let location = endpoint.location { return "\(location.file):\(location.line)" }
    return endpoint.evidence.first?.source.rawValue ?? ""
  }
}

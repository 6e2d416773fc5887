import WebText

/// A path with parameters in braces, cut into its pieces: `/files/{id}/{rest:path}`.
///
/// Source: RFC 6570 level 1 as OpenAPI uses it, and Starlette's convertors (`:path`, `:int`, …).
struct PathTemplate: Sendable, Hashable {
  enum Piece: Sendable, Hashable {
    case text(String)
    case parameter(name: String, takesSlashes: Bool)
  }

  var pieces: [Piece] = []

  init(_ path: String) {
    var rest = path[...]
    while let open = rest.firstIndex(of: "{"),
      let close = rest[open...].firstIndex(of: "}")
    {
      if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
      let inner = rest[rest.index(after: open)..<close]
      let parts = inner.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let takesSlashes = parts.count == 2 && parts[1] == "path"
      pieces.append(.parameter(name: String(parts[0]), takesSlashes: takesSlashes))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
  }

  /// Names of the parameters, in the path's order.
  var names: [String] {
    pieces.compactMap { if case .parameter(let name, _) = $0 { name } else { nil } }
  }

  /// True for a parameter in whose value slashes are slashes of the path.
  func takesSlashes(in name: String) -> Bool {
    pieces.contains(.parameter(name: name, takesSlashes: true))
  }

  /// The path without convertors, as an OpenAPI document writes it.
  var plain: String { written(withPathConvertors: false) }

  /// The path with the one convertor that changes how a value is written: `:path`.
  var canonical: String { written(withPathConvertors: true) }

  /// The path with `value` in the place of each parameter, all of it percent-encoded.
  func filled(_ value: (String) -> String) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text): text.percentEncoded(.pathText)
      case .parameter(let name, let takesSlashes):
        value(name).percentEncoded(takesSlashes ? .pathValue : .reserved)
      }
    }.joined()
  }

  private func written(withPathConvertors: Bool) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .parameter(let name, let takesSlashes):
        takesSlashes && withPathConvertors ? "{\(name):path}" : "{\(name)}"
      }
    }.joined()
  }
}

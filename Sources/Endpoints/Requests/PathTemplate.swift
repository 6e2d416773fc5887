import WebText

/// A path with parameters in braces, cut into its pieces: `/files/{id}/{rest:path}`.
///
/// Source: RFC 6570 level 1 as OpenAPI uses it, and Starlette's convertors (`:path`, `:int`, …).
public struct PathTemplate: Sendable, Hashable {
  /// A piece of the path.
  public enum Piece: Sendable, Hashable {
    /// What stands there whatever the values are.
    case text(String)
    /// The place of a value; `takesSlashes` where slashes of it are slashes of the path.
    case parameter(name: String, takesSlashes: Bool)
  }

  /// In order.
  public private(set) var pieces: [Piece] = []

  /// Reads a path.
  public init(_ path: String) {
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

  /// Names of the parameters, in the path's order, each once.
  public var names: [String] {
    var seen = Set<String>()
    return pieces.compactMap { piece in
      guard case .parameter(let name, _) = piece, seen.insert(name).inserted else { return nil }
      return name
    }
  }

  /// True for a parameter in whose value slashes are slashes of the path.
  public func takesSlashes(in name: String) -> Bool {
    pieces.contains(.parameter(name: name, takesSlashes: true))
  }

  /// The path without convertors, as an OpenAPI document writes it.
  public var plain: String { written(withPathConvertors: false) }

  /// The path with the one convertor that changes how a value is written: `:path`.
  public var canonical: String { written(withPathConvertors: true) }

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

import Endpoints

/// The path of a request, taken apart as the endpoint's path says.
struct PathValues {
  enum Piece: Hashable {
    case text(String)
    /// As it stands in the URL: percent-encoded.
    case value(name: String, text: String)
  }

  let pieces: [Piece]

  /// - Parameters:
  ///   - path: Percent-encoded, without the query.
  ///   - template: The endpoint's path, its parameters in braces.
  /// - Returns: nil where the path is not one of the template.
  init?(_ path: Substring, template: String) {
    var pieces: [Piece] = []
    var rest = path
    var template = template[...]
    while !template.isEmpty {
      let written = template.prefix { $0 != "{" }
      let plain = String(written).percentEncoded(.pathText)
      guard rest.hasPrefix(plain) else { return nil }
      if !plain.isEmpty { pieces.append(.text(plain)) }
      rest = rest.dropFirst(plain.count)
      template = template.dropFirst(written.count)
      guard let close = template.firstIndex(of: "}") else { break }
      let name = template.dropFirst()[..<close].prefix { $0 != ":" }
      template = template[template.index(after: close)...]
      // A value goes up to the text that follows it.
      let next = String(template.prefix { $0 != "{" }).percentEncoded(.pathText)
      guard let end = next.isEmpty ? rest.endIndex : rest.firstRange(of: next)?.lowerBound
      else { return nil }
      pieces.append(.value(name: String(name), text: String(rest[..<end])))
      rest = rest[end...]
    }
    guard rest.isEmpty else { return nil }
    self.pieces = pieces
  }
}

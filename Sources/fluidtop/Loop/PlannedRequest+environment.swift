import Endpoints
import StreamClient

extension PlannedRequest {
  /// The request with `$NAME` in its values replaced, at the last moment: on the screen and in the
  /// exported code the name stands, never the secret.
  ///
  /// In a URL the dollar sign of a value is percent-encoded; one of the path itself is not touched.
  func expanding(
    _ environment: EnvironmentReference
  ) throws(EnvironmentReference.Missing) -> PlannedRequest {
    var request = self
    request.url = try environment.expandingEncoded(url)
    for index in headers.indices {
      request.headers[index].value = try environment.expanding(headers[index].value)
    }
    return request
  }
}

extension EnvironmentReference {
  /// The same as `expanding` for a URL, where `$` of a value stands as `%24`, and `{` as `%7B`.
  func expandingEncoded(_ url: String) throws(Missing) -> String {
    let pieces = url.split(separator: "%24", omittingEmptySubsequences: false)
    guard pieces.count > 1 else { return url }
    var result = String(pieces[0])
    var rest = pieces.dropFirst()
    while let piece = rest.popFirst() {
      // Two are one that stands for itself.
      if piece.isEmpty, let next = rest.popFirst() {
        result += "%24" + next
        continue
      }
      let (name, tail) = Self.encodedName(in: piece)
      guard let name else {
        result += "%24" + piece
        continue
      }
      guard let text = environment[name] else { throw Missing(name: name) }
      result += PercentCoding.query(text) + tail
    }
    return result
  }

  private static func encodedName(in piece: Substring) -> (name: String?, rest: Substring) {
    let isBraced = piece.hasPrefix("%7B")
    let body = isBraced ? piece.dropFirst(3) : piece
    let name = body.prefix { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
    guard let first = name.first, !first.isNumber else { return (nil, piece) }
    let rest = body.dropFirst(name.count)
    guard isBraced else { return (String(name), rest) }
    return rest.hasPrefix("%7D") ? (String(name), rest.dropFirst(3)) : (nil, piece)
  }
}

import WebText

extension Catalog {
  /// The endpoint that answers a request, as a router finds it: the method and the path's pieces
  /// decide, and of several the one with most text in its path.
  ///
  /// - Parameter path: As it is requested, percent-encoded, without a query.
  public func endpoint(answering method: String, at path: String) -> Endpoint? {
    let base = basePath ?? baseURL.map { URLText($0).path } ?? ""
    let own = path.hasPrefix(base + "/") ? String(path.dropFirst(base.utf8.count)) : path
    let asked = method == "HEAD" ? "GET" : method
    return
      endpoints
      .filter { $0.method == asked && PathTemplate($0.path).matches(own) }
      .max { PathTemplate($0.path).textLength < PathTemplate($1.path).textLength }
  }
}

extension PathTemplate {
  /// How much of it is text, in bytes.
  fileprivate var textLength: Int {
    pieces.reduce(0) { sum, piece in
      if case .text(let text) = piece { sum + text.utf8.count } else { sum }
    }
  }

  /// Whether a path is one of those that it stands for.
  func matches(_ path: String) -> Bool {
    let decoded = path.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
      .map { segment in
        PercentCoding.decoded(segment).map { $0 == 0x2F ? Self.slashInValue : $0 }
      }
    return Self.matches(pieces[...], Array(decoded.joined(separator: [0x2F]))[...])
  }

  /// What stands for a slash that is a value's own, and not the path's: no UTF-8 has it.
  private static let slashInValue: UInt8 = 0xFF

  /// A value ends where the text behind it begins for the first time, or the last one where slashes
  /// are slashes of the path, and where nothing stands behind the text: linear but for templates that
  /// no router would take.
  private static func matches(_ pieces: ArraySlice<Piece>, _ path: ArraySlice<UInt8>) -> Bool {
    var (pieces, path) = (pieces, path)
    while let piece = pieces.popFirst() {
      switch piece {
      case .text(let text):
        let bytes = PercentCoding.decoded(text.utf8)
        guard path.starts(with: bytes) else { return false }
        path = path.dropFirst(bytes.count)
      case .parameter(_, let takesSlashes):
        guard case .text(let next)? = pieces.first else {
          return !path.isEmpty && (takesSlashes || !path.contains(0x2F)) && pieces.isEmpty
        }
        let isLast = takesSlashes || pieces.count == 1
        guard let end = path.end(of: PercentCoding.decoded(next.utf8), isLast: isLast),
          end > path.startIndex, takesSlashes || !path[..<end].contains(0x2F)
        else { return false }
        path = path[end...]
      }
    }
    return path.isEmpty
  }
}

extension ArraySlice<UInt8> {
  /// Where the mark begins, the first time or the last.
  fileprivate func end(of mark: [UInt8], isLast: Bool) -> Int? {
    guard count >= mark.count else { return nil }
    let places = startIndex...(endIndex - mark.count)
    let isMark: (Int) -> Bool = { self[$0...].starts(with: mark) }
    return isLast ? places.last(where: isMark) : places.first(where: isMark)
  }
}

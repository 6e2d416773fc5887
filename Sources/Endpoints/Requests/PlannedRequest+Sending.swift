import WebText

extension PlannedRequest {
  /// Absolute where the backend is known, percent-encoded.
  public var url: String {
    let query = query.flatMap(\.pairs).joined(separator: "&")
    return baseURL + path.map(\.encoded).joined() + (query.isEmpty ? "" : "?" + query)
  }

  /// The headers, then one `Cookie` with all cookies.
  public var headerLines: [Header] {
    if cookies.isEmpty { return headers }
    let pairs = cookies.map {
      $0.name.percentEncoded(.cookie) + "="
        + $0.values.map { $0.percentEncoded(.cookie) }.joined(separator: ",")
    }
    let isCookie = { (header: Header) in header.name.lowercased() == "cookie" }
    // A request has one line of cookies. Source: RFC 6265, 5.4.
    let line = (headers.filter(isCookie).map(\.value) + pairs).joined(separator: "; ")
    return headers.filter { !isCookie($0) } + [Header(name: "Cookie", value: line)]
  }

  /// The texts given for one parameter; empty when it was left out.
  public func values(of name: String, in location: ParameterLocation) -> [String] {
    if let given = given.first(where: { $0.name == name && $0.location == location }) {
      return given.texts
    }
    return switch location {
    case .path:
      // A name may stand in a path twice; it has one value.
      path.compactMap { if case .value(name, let text, _, _) = $0 { text } else { nil } }.prefix(1)
        .map(\.self)
    case .query: query.filter { $0.name == name }.flatMap(\.values)
    case .header: headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    case .cookie: cookies.filter { $0.name == name }.flatMap(\.values)
    }
  }

  /// The request with other texts for the values that were given, wherever they stand.
  public func mapValues<Failure: Error>(
    _ change: (String) throws(Failure) -> String
  ) throws(Failure) -> PlannedRequest {
    var result = self
    for (index, piece) in path.enumerated() {
      guard case .value(let name, let text, let takesSlashes, let keepsReserved) = piece
      else { continue }
      result.path[index] = .value(
        name: name, text: try change(text), takesSlashes: takesSlashes,
        keepsReserved: keepsReserved)
    }
    for (index, field) in query.enumerated() {
      for (place, value) in field.values.enumerated() {
        result.query[index].values[place] = try change(value)
      }
    }
    for index in headers.indices {
      result.headers[index].value = try change(headers[index].value)
    }
    result.login = try login.map(change)
    for (index, cookie) in cookies.enumerated() {
      for (place, value) in cookie.values.enumerated() {
        result.cookies[index].values[place] = try change(value)
      }
    }
    // They are what was typed, and not what is sent.
    result.given = []
    return result
  }
}

extension PlannedRequest.PathPiece {
  /// What stays as it is of the text.
  public var encoding: PercentEncodeSet {
    switch self {
    case .text: .pathText
    case .value(_, _, true, false): .pathValue
    case .value(_, _, false, false): .reserved
    case .value(_, _, true, true): .reservedPathValue
    case .value(_, _, false, true): .reservedPath
    }
  }

  /// As it stands in a URL.
  public var encoded: String {
    switch self {
    case .text(let text), .value(_, let text, _, _): text.percentEncoded(encoding)
    }
  }
}

extension PlannedRequest.QueryField {
  /// `name=value`, percent-encoded.
  fileprivate var pairs: [String] {
    let start = name.percentEncoded() + "="
    let values = values.map { $0.percentEncoded(encoding) }
    return joint.map { [start + values.joined(separator: $0)] } ?? values.map { start + $0 }
  }
}

extension EndpointKind {
  /// How a declared or literal media type is read, before anybody saw a response.
  ///
  /// A text type counts as `.unary` here: `text/plain` in a declaration is what FastAPI writes
  /// for a `PlainTextResponse`, an ordinary answer. Whether it streams is another fact.
  /// - Parameter mediaType: With or without parameters, in any case.
  public init(mediaType: String) {
    let type = mediaType.bareMediaType
    if type == "text/event-stream" {
      self = .sse
    } else if EndpointKind.recordTypes.contains(type) {
      self = .ndjson
    } else if type.hasPrefix("text/") || EndpointKind.plainTypes.contains(type)
      || type.hasSuffix("+json") || type.hasSuffix("+xml") || type.contains("*")
    {
      self = .unary
    } else {
      self = .file
    }
  }

  /// Newline-delimited JSON under its many names, and RFC 7464 text sequences.
  private static let recordTypes: Set<String> = [
    "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines",
    "application/jsonlines", "application/stream+json", "application/json-seq",
    "application/x-json-stream", "application/json-lines",
  ]

  /// Answers that programs read at once, though their type is not `text`.
  private static let plainTypes: Set<String> = [
    "", "application/json", "application/xml", "application/javascript", "application/yaml",
    "application/x-yaml", "application/x-www-form-urlencoded", "multipart/form-data",
    "application/graphql",
  ]
}

extension String {
  /// A media type in lower case, without parameters and blanks.
  var bareMediaType: String {
    let bare = prefix { $0 != ";" }
    return bare.filter { $0 != " " && $0 != "\t" }.lowercased()
  }
}

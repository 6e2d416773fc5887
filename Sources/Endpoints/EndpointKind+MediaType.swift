import WebText

extension EndpointKind {
  /// How a declared or literal media type is read, before anybody saw a response.
  ///
  /// A text type counts as `.unary` here: `text/plain` in a declaration is what FastAPI writes
  /// for a `PlainTextResponse`, an ordinary answer. Whether it streams is another fact.
  /// - Parameter mediaType: With or without parameters, in any case.
  public init(mediaType: String) {
    let type = MediaType(mediaType)
    if type.isEventStream {
      self = .sse
    } else if type.isJSONLines || type.isJSONSequence {
      self = .ndjson
    } else if type.isText || EndpointKind.plainTypes.contains(type.essence)
      || type.isJSON || type.essence.hasSuffix("+xml") || type.essence.contains("*")
    {
      self = .unary
    } else {
      self = .file
    }
  }

  /// The type of an answer of this kind that has none of its own.
  public var mediaType: String {
    switch self {
    case .sse: MediaType.eventStream
    case .ndjson: MediaType.jsonLine
    case .text: "text/plain"
    case .file: "application/octet-stream"
    case .unary: "application/json"
    }
  }

  /// Answers that programs read at once, though their type is not `text`.
  private static let plainTypes: Set<String> = [
    "", "application/xml", "application/javascript", "application/yaml",
    "application/x-yaml", "application/x-www-form-urlencoded", "multipart/form-data",
    "application/graphql",
  ]
}

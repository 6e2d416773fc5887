import StreamDecoding
import WebText

/// What the responses of an operation say about how to read it.
struct OpenAPIAnswer {
  @Fact var kinds: [EndpointKind] = [.unary]
  var mediaType: String?
  @Fact var item: NamedSchema? = nil
  /// The shape of an ordinary answer beside another kind.
  var answer: NamedSchema?
  var events: [NamedEvent] = []
  var sentinel: String?
  var detail = "no successful response declared"
}

/// One media type of one successful response.
private struct OpenAPIContent {
  var status: String
  var mediaType: String
  var media: JSONValue
  var kind: EndpointKind
  /// FastAPI's words for a response it knows nothing of.
  var saysNothing: Bool
}

extension OpenAPIReader {
  mutating func answer(at site: OpenAPISite, operation: JSONValue) -> OpenAPIAnswer {
    var answer = OpenAPIAnswer()
    let contents = contents(at: site, operation: operation)
    let order: [EndpointKind] = [.sse, .ndjson, .text, .file, .unary]
    let kinds = order.filter { kind in contents.contains { $0.kind == kind } }
    guard let kind = kinds.first, let content = contents.first(where: { $0.kind == kind }) else {
      return empty(operation)
    }
    answer.kinds = kinds
    answer.mediaType = content.mediaType
    answer.$kinds.isAssumed = content.saysNothing
    answer.detail = "\(content.status) \(content.mediaType)"
    if content.saysNothing { answer.detail += " without a schema" }
    for schema in ["schema", "itemSchema"] {
      note(unresolvedIn: content.media[schema], at: site, what: "its answer")
    }
    describe(content, in: &answer)
    let ordinary = ordinary(of: contents)
    for content in ordinary {
      note(unresolvedIn: content.media["schema"], at: site, what: "its answer")
    }
    if kind == .unary { answer.item = one(of: ordinary) } else { answer.answer = one(of: ordinary) }
    return answer
  }

  /// The ordinary contents, one of each status, that are read alike: JSON, or the first alone.
  private func ordinary(of contents: [OpenAPIContent]) -> [OpenAPIContent] {
    let all = contents.filter { $0.kind == .unary }
    guard let first = all.first, MediaType(first.mediaType).isJSON else {
      return Array(all.prefix(1))
    }
    var statuses = Set<String>()
    return all.filter {
      MediaType($0.mediaType).isJSON && statuses.insert($0.status).inserted
    }
  }

  /// The shape of several contents: a choice where they differ, none where one is not known.
  private func one(of contents: [OpenAPIContent]) -> NamedSchema? {
    var schemas: [JSONValue] = []
    for schema in contents.map({ $0.media["schema"] ?? [:] }) where !schemas.contains(schema) {
      schemas.append(schema)
    }
    let isKnown = schemas.allSatisfy { $0.objectValue?.isEmpty == false }
    return isKnown && schemas.count > 1
      ? named(["oneOf": .array(schemas)])
      : schemas.count == 1 ? named(schemas[0]) : nil
  }

  /// A success without content: FastAPI writes it for a `StreamingResponse` class, of which it
  /// does not know the media type. 204 means it.
  private func empty(_ operation: JSONValue) -> OpenAPIAnswer {
    var answer = OpenAPIAnswer()
    let statuses = OpenAPIReader.successes(operation).map(\.status)
    if let status = statuses.first {
      answer.detail = "\(status) without content"
      answer.$kinds.isAssumed = !["204", "205"].contains(status)
    } else {
      answer.$kinds.isAssumed = true
    }
    return answer
  }

  static func successes(_ operation: JSONValue) -> [(status: String, value: JSONValue)] {
    let all = (operation["responses"]?.objectValue ?? [:]).map { (status: $0.key, value: $0.value) }
    let successes = all.filter { $0.status.hasPrefix("2") }
    return successes.isEmpty ? all.filter { $0.status == "default" } : successes
  }

  private mutating func contents(at site: OpenAPISite, operation: JSONValue) -> [OpenAPIContent] {
    var result: [OpenAPIContent] = []
    for (status, written) in OpenAPIReader.successes(operation) {
      guard let response = references.resolve(written) else {
        let defect = references.defect(of: written)
        warn("\(site.title): response \(status.printable(limit: 10)) \(defect)")
        continue
      }
      let isAttachment = (response["headers"]?.objectValue?.keys ?? [])
        .contains { $0.lowercased() == "content-disposition" }
      for (type, media) in response["content"]?.objectValue ?? [:] {
        let bare = MediaType(type).essence.printable(limit: 100)
        let media = references.resolve(media) ?? [:]
        result.append(
          OpenAPIContent(
            status: status.printable(limit: 10), mediaType: bare, media: media,
            kind: kind(mediaType: bare, media: media, isAttachment: isAttachment),
            saysNothing: bare == "application/json" && isSilent(media)))
      }
    }
    return result
  }

  private func isSilent(_ media: JSONValue) -> Bool {
    guard media["itemSchema"] == nil else { return false }
    return media["schema"]?.objectValue?.isEmpty ?? true
  }

  /// `itemSchema` is how OpenAPI 3.2 says that a media type is a sequence, whatever its name.
  private func kind(mediaType: String, media: JSONValue, isAttachment: Bool) -> EndpointKind {
    let kind = EndpointKind(mediaType: mediaType)
    if kind == .sse || kind == .ndjson { return kind }
    if media["itemSchema"] != nil {
      let type = MediaType(mediaType)
      return type.isText ? .text : type.isJSON ? .ndjson : kind
    }
    if isAttachment { return .file }
    let format = media["schema"].flatMap(references.resolve)?["format"]?.stringValue
    return format == "binary" ? .file : kind
  }

  private func describe(_ content: OpenAPIContent, in answer: inout OpenAPIAnswer) {
    answer.sentinel = content.media["x-speakeasy-sse-sentinel"]?.stringValue
    let schema = content.media["schema"]
    switch content.kind {
    case .sse:
      let shape = EventShape(reader: self, schema: content.media["itemSchema"] ?? schema)
      answer.$item = shape.$item
      answer.events = shape.events
    case .ndjson:
      let list = schema.flatMap(references.resolve)
      let element = list?["type"]?.stringValue == "array" ? list?["items"] : schema
      // FastAPI calls the body of every response class of its own a string.
      let isText = list?["type"]?.stringValue == "string"
      answer.item = named(content.media["itemSchema"] ?? (isText ? nil : element))
    case .unary, .text, .file: break
    }
  }
}

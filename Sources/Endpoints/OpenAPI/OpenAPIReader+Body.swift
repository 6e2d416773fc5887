import StreamDecoding
import WebText

extension OpenAPIReader {
  /// What an operation is sent; nil where it takes no body, or one that leads nowhere.
  mutating func body(at site: OpenAPISite, operation: JSONValue) -> RequestBody? {
    guard let written = operation["requestBody"] else { return nil }
    guard let resolved = references.resolve(written) else {
      warn("\(site.title): its body \(references.defect(of: written))")
      return nil
    }
    let content = resolved["content"]?.objectValue ?? [:]
    guard let (mediaType, media) = preferred(content) else { return nil }
    note(unresolvedIn: media["schema"], at: site, what: "its body")
    return RequestBody(
      mediaType: mediaType, required: resolved["required"]?.boolValue ?? false,
      schema: schema(media["schema"]), example: example(of: media))
  }

  /// Source: OpenAPI 3.2, "Media Type Object": one of both, and `dataValue` in place of `value`.
  private func example(of media: JSONValue) -> JSONValue? {
    if let example = media["example"] { return example }
    let first = media["examples"]?.objectValue?.first { _ in true }
    let named = first.flatMap { references.resolve($0.value) }
    return named?["dataValue"] ?? named?["value"]
  }

  /// JSON if it may be, then a form, then what comes first.
  private func preferred(_ content: JSONObject) -> (String, JSONValue)? {
    let order: [(MediaType) -> Bool] = [{ $0.essence == "application/json" }, \.isJSON]
    for isPreferred in order {
      for (type, media) in content where isPreferred(MediaType(type)) { return (type, media) }
    }
    return form(in: content) ?? content.first { _ in true }.map { ($0.key, $0.value) }
  }

  /// Of several forms the first, but the one in parts where the body has files: no other form
  /// carries their bytes.
  private func form(in content: JSONObject) -> (String, JSONValue)? {
    var first: (String, JSONValue)?
    for (type, media) in content {
      let read = MediaType(type)
      guard read.isMultipartForm || read.isURLEncodedForm else { continue }
      first = first ?? (type, media)
      if read.isMultipartForm, FormContent.hasFiles(schema(media["schema"]), models: models) {
        return (type, media)
      }
    }
    return first
  }
}

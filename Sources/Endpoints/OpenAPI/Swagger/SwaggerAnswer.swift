import StreamDecoding
import WebText

/// One response of an operation of Swagger 2.0.
struct SwaggerAnswer {
  let status: String
  let response: JSONValue
  let operation: JSONValue
  let mediaTypes: [String]
  let document: SwaggerDocument

  /// As OpenAPI 3.0 has it, and 3.2 for what is a stream.
  var modern: JSONValue {
    var result: JSONObject = ["description": response["description"] ?? ""]
    if let headers = response["headers"]?.objectValue {
      var changed = JSONObject()
      for (name, header) in headers {
        var (own, schema) = SwaggerDocument.parts(of: header)
        own["schema"] = .object(schema)
        changed[name] = .object(own)
      }
      result["headers"] = .object(changed)
    }
    let content = content
    if !content.isEmpty { result["content"] = .object(content) }
    for (key, member) in response.objectValue ?? [:] where key.hasPrefix("x-") {
      result[key] = member
    }
    return .object(result)
  }

  private var content: JSONObject {
    let schema = response["schema"]
    var result = JSONObject()
    for type in types {
      var media = JSONObject()
      if isWatch(type) {
        media["itemSchema"] = watched.map(SwaggerSchema.modern) ?? [:]
      } else {
        media["schema"] = schema.map(SwaggerSchema.modern)
        if MediaType(type).isJSON, schema != nil, isToldToStream {
          media["itemSchema"] = media["schema"]
          media["schema"] = nil
        }
      }
      media["example"] = response["examples"]?[type]
      result[type] = .object(media)
    }
    return result
  }

  /// The media types that this response may have: those of an operation are for all of its
  /// responses, and for every form that one may ask for.
  private var types: [String] {
    guard let schema = response["schema"] else {
      return status.hasPrefix("2") ? mediaTypes.filter(saysEnough) : []
    }
    // What is said of a failure is a document, whatever else the operation gives.
    if !status.hasPrefix("2"), status != "default" {
      return mediaTypes.first { MediaType($0).isJSON && !isWatch($0) }.map { [$0] }
        ?? ["application/json"]
    }
    let isFile = schema["type"] == "file"
    if mediaTypes.isEmpty { return [isFile ? "application/octet-stream" : "application/json"] }
    let json = mediaTypes.filter { MediaType($0).isJSON || MediaType($0).isStream }
    guard !isFile, isStructured(schema), !json.isEmpty else { return mediaTypes }
    let isOneEvent = json.contains(where: isWatch) && isWatchEvent(schema)
    return isOneEvent ? json.filter(isWatch) : json
  }

  /// Without a schema.
  private func saysEnough(_ type: String) -> Bool {
    MediaType(type).isStream || isWatch(type) || EndpointKind(mediaType: type) == .file
  }

  private func isStructured(_ schema: JSONValue) -> Bool {
    guard let resolved = document.references.resolve(schema) else { return true }
    return resolved["type"]?.stringValue.map { ["object", "array"].contains($0) }
      ?? (resolved["properties"] != nil || resolved["allOf"] != nil)
  }

  // MARK: Streams

  /// Kubernetes: `application/json;stream=watch` is one event after the other.
  private func isWatch(_ mediaType: String) -> Bool {
    let parameters = mediaType.lowercased().split(separator: ";").dropFirst()
    return MediaType(mediaType).isJSON
      && parameters.contains { $0.filter { !$0.isWhitespace } == "stream=watch" }
  }

  private func isWatchEvent(_ schema: JSONValue) -> Bool {
    JSONPointer(reference: schema["$ref"]?.stringValue ?? "")?.steps.last
      .map(Self.namesWatchEvent) ?? false
  }

  private static func namesWatchEvent(_ name: String) -> Bool {
    name == "WatchEvent" || name.hasSuffix(".WatchEvent")
  }

  /// The schema of a watch's events: the answer's own, or the model that is called so.
  private var watched: JSONValue? {
    if let schema = response["schema"], isWatchEvent(schema) { return schema }
    let name = root["definitions"]?.objectValue?.keys.first(where: Self.namesWatchEvent)
    return name.map { ["$ref": .string(JSONPointer(["definitions", $0]).reference)] }
  }

  private var root: JSONValue { document.root }

  /// 2.0 has no words for a stream of JSON; docker says it in prose: "Stream real-time events from
  /// the server", "returns a live stream of a container's statistics".
  private var isToldToStream: Bool {
    [operation["summary"], operation["description"], response["description"]].contains {
      guard let text = $0?.stringValue?.prefix(2_000).lowercased() else { return false }
      return ["stream ", "streams ", "streaming "].contains(where: text.hasPrefix)
        || Self.tellings.contains { text.contains($0) }
    }
  }

  private static let tellings = [
    "live stream", "stream of", "continuous stream", "are streamed", "is streamed", "streams the",
    "real-time stream", "streaming response",
  ]
}

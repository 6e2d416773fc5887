import StreamDecoding

/// What a schema of a `text/event-stream` says about its events.
///
/// Two forms are met: the event as an object with `data`, `event`, `id` and `retry` (OpenAPI 3.2,
/// FastAPI; the payload is `data`'s `contentSchema`), and the payload alone (older documents).
struct EventShape {
  /// Assumed beside event objects of FastAPI's, which may have other data.
  @Fact private(set) var item: NamedSchema? = nil
  private(set) var events: [NamedEvent] = []

  init(reader: OpenAPIReader, schema: JSONValue?) {
    // A list of events is one list: its elements are not unwrapped again.
    let list = schema.flatMap(reader.references.resolve)
    let isList = list?["type"]?.stringValue == "array"
    guard let written = isList ? list?["items"] : schema,
      let schema = reader.references.resolve(written), schema["type"]?.stringValue != "string"
    else { return }
    guard let variants = EventShape.variants(of: schema, reader: reader) else {
      item = reader.named(written)
      return
    }
    $item.isAssumed = variants.contains { EventShape.content(of: $0, reader: reader).isPartial }
    let items = variants.map { EventShape.payload(of: $0, reader: reader) }
    for (variant, payload) in zip(variants, items) {
      for name in EventShape.names(of: variant) where !events.contains(where: { $0.name == name }) {
        events.append(NamedEvent(name: name, item: payload))
      }
    }
    // Those without a name are worth a word beside others alone.
    if variants.allSatisfy(EventShape.isUnnamed) { events = [] }
    if let first = items.first, items.allSatisfy({ $0 == first }) { item = first }
    if item != nil { events = events.map { NamedEvent(name: $0.name) } }
  }

  /// The forms an event may have, or nil when the schema describes the payload alone.
  private static func variants(of schema: JSONValue, reader: OpenAPIReader) -> [JSONValue]? {
    let choices = schema["oneOf"]?.arrayValue ?? schema["anyOf"]?.arrayValue
    let forms = (choices ?? [schema]).compactMap(reader.references.resolve)
    let areEvents = forms.allSatisfy {
      $0["properties"]?["data"] != nil
        && ($0["properties"]?["event"] != nil || $0["properties"]?["data"]?["contentSchema"] != nil
          || $0["properties"]?["retry"] != nil)
    }
    return areEvents && !forms.isEmpty ? forms : nil
  }

  private static func payload(of variant: JSONValue, reader: OpenAPIReader) -> NamedSchema? {
    guard let data = variant["properties"]?["data"] else { return nil }
    if data["contentSchema"] != nil {
      return reader.named(content(of: variant, reader: reader).schema)
    }
    // An author who means the parsed data writes its schema here; plain text says nothing more.
    return data["type"]?.stringValue == "string" ? nil : reader.named(data)
  }

  /// What is written in the data; partial where FastAPI's event objects stood beside it, which are
  /// no data: `AsyncIterable[Tick | ServerSentEvent]`.
  private static func content(
    of variant: JSONValue, reader: OpenAPIReader
  ) -> (schema: JSONValue?, isPartial: Bool) {
    let whole = variant["properties"]?["data"]?["contentSchema"]
    guard let choices = whole?["anyOf"]?.arrayValue else { return (whole, false) }
    let data = choices.filter { !isEventObject($0, reader: reader) }
    guard data.count < choices.count else { return (whole, false) }
    return (data.count > 1 ? ["anyOf": .array(data)] : data.first, true)
  }

  private static func isEventObject(_ schema: JSONValue, reader: OpenAPIReader) -> Bool {
    guard SchemaReference(schema) == SchemaReference(to: "ServerSentEvent") else { return false }
    let fields = reader.references.resolve(schema)?["properties"]
    return fields?["raw_data"] != nil && fields?["event"] != nil
  }

  private static func isUnnamed(_ variant: JSONValue) -> Bool {
    variant["properties"]?["event"] == nil
  }

  private static func names(of variant: JSONValue) -> [String] {
    guard let event = variant["properties"]?["event"] else { return [NamedEvent.unnamed] }
    if let name = event["const"]?.stringValue { return [name] }
    return event["enum"]?.arrayValue?.compactMap(\.stringValue) ?? []
  }
}

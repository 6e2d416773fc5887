import StreamDecoding

/// What takes foreign bytes, and what has to hold whatever they are.
enum FuzzTarget: String, CaseIterable {
  // Records of a server.
  case sse, ndjson, lines, text, json
  case jsonSequence = "json-sequence"
  case jsonValues = "json-values"
  case inflate
  // Heads and addresses.
  case disposition, url
  case proxyHead = "proxy-head"
  case proxyBody = "proxy-body"
  // Documents.
  case openapi, yaml, schema, export
  // Files.
  case capture, har, json5
  // What somebody types or pastes.
  case filter, template, pasted, keys, words
  // What is shown.
  case printable

  func take(_ input: [UInt8]) {
    switch self {
    case .sse: RecordFuzzing.take(input, .sse)
    case .ndjson: RecordFuzzing.take(input, .ndjson)
    case .lines: RecordFuzzing.take(input, .lines)
    case .text: RecordFuzzing.take(input, .text)
    case .jsonSequence: RecordFuzzing.take(input, .jsonSequence)
    case .jsonValues: RecordFuzzing.take(input, .json)
    case .json: JSONFuzzing.take(input)
    case .json5: JSONFuzzing.take(json5: input)
    case .inflate: CodingFuzzing.take(input)
    case .disposition: HeaderFuzzing.take(disposition: input)
    case .url: AddressFuzzing.take(input)
    case .proxyHead: ProxyFuzzing.take(head: input)
    case .proxyBody: ProxyFuzzing.take(body: input)
    case .openapi: DocumentFuzzing.take(openAPI: input)
    case .yaml: DocumentFuzzing.take(yaml: input)
    case .schema: DocumentFuzzing.take(schema: input)
    case .export: DocumentFuzzing.take(export: input)
    case .capture: RecordingFuzzing.take(capture: input)
    case .har: RecordingFuzzing.take(archive: input)
    case .filter: FilterFuzzing.take(input)
    case .template: FilterFuzzing.take(template: input)
    case .pasted: TypedFuzzing.take(pasted: input)
    case .keys: TypedFuzzing.take(keys: input)
    case .words: TypedFuzzing.take(words: input)
    case .printable: HeaderFuzzing.take(printable: input)
    }
  }
}

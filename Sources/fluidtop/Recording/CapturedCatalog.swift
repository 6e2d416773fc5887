import Endpoints
import Recordings
import StreamClient
import StreamDecoding
import WebText

/// What recordings tell of a backend: its endpoints, and the shapes of the records that came.
struct CapturedCatalog {
  /// Records of one endpoint that are looked at; more say little new.
  private static let mostRecords = 200_000

  private(set) var catalog = Catalog()
  /// A sentence for each endpoint whose records were looked at.
  private(set) var findings: [String] = []

  init(_ paths: [String]) throws(Ending) {
    var seen: [Finding] = []
    for path in paths {
      let source = try RecordingSource(path)
      for run in source.runs { take(run, in: source, into: &seen) }
    }
    for finding in seen {
      let (found, sentence) = finding.endpoint(from: paths)
      var endpoint = found
      endpoint.item = endpoint.item.map { added($0) }
      for index in endpoint.events.indices {
        endpoint.events[index].item = endpoint.events[index].item.map { added($0) }
      }
      catalog.endpoints.append(endpoint)
      findings.append(sentence)
    }
    catalog.baseURL = seen.lazy.compactMap(\.origin).first
    catalog.sources = [
      CatalogSource(
        kind: .probe, at: paths.joined(separator: ", "), endpoints: catalog.endpoints.count)
    ]
  }

  /// Puts a model among the others, with a number behind a name that another one has: events `tick`
  /// and `Tick` are two.
  private mutating func added(_ model: NamedSchema) -> NamedSchema {
    guard let name = model.name else { return model }
    var unique = name
    var number = 2
    while catalog.models[unique] != nil {
      unique = name + String(number)
      number += 1
    }
    catalog.models[unique] = model.schema
    return NamedSchema(name: unique, schema: model.schema)
  }

  /// Gives endpoints of a catalog the types that it says nothing of, and tells of it.
  func complete(_ catalog: inout Catalog) {
    // By the router's rules: the server's base path is part of what was recorded.
    let owners = self.catalog.endpoints.map { [catalog] in
      catalog.endpoint(answering: $0.method, at: $0.path)?.title
    }
    for index in catalog.endpoints.indices where catalog.endpoints[index].item == nil {
      let endpoint = catalog.endpoints[index]
      let place = owners.firstIndex { $0 == endpoint.title }
      guard let place else { continue }
      let known = self.catalog.endpoints[place]
      catalog.endpoints[index].item = known.item
      for item in [known.item] + known.events.map(\.item) {
        // A model of that name that somebody declared stays.
        if let item, let name = item.name, catalog.models[name] == nil {
          catalog.models[name] = item.schema
        }
      }
      // Names that somebody declared stay.
      if endpoint.events.allSatisfy({ $0.item == nil }) {
        catalog.endpoints[index].events = known.events
      }
      StandardError.say(findings[place])
    }
  }

  /// What was found, a line for each endpoint.
  func report() { findings.forEach(StandardError.say) }

  private func take(_ run: RecordedRun, in source: RecordingSource, into seen: inout [Finding]) {
    guard let target = run.request.target else { return }
    let path = String(target.prefix { $0 != "?" })
    let index =
      seen.firstIndex { $0.path == path && $0.method == run.request.method } ?? seen.count
    if index == seen.count { seen.append(Finding(run, path: path)) }
    for connection in run.connections where (200..<300).contains(connection.head?.status ?? 0) {
      seen[index].take(connection, in: source, limit: Self.mostRecords)
    }
  }
}

/// One endpoint, as recordings have it.
private struct Finding {
  let method: String
  let path: String
  let name: String?
  let origin: String?
  private let query: [String]
  private var mediaType = ""
  private var records = 0
  /// Records that are no JSON, of which no shape can be told.
  private var others = 0
  /// By the event's type; one for all that are no events.
  private var shapes: [(event: String, inference: SchemaInference)] = []

  init(_ run: RecordedRun, path: String) {
    method = run.request.method
    self.path = path
    name = run.request.endpoint
    origin = URLText(run.request.url).origin
    let target = run.request.target ?? ""
    query = target.dropFirst(path.count + 1).split(separator: "&").map {
      PercentCoding.decoded(form: $0.prefix { $0 != "=" })
    }
  }

  mutating func take(_ connection: RecordedConnection, in source: RecordingSource, limit: Int) {
    let type = MediaType(connection.head?.header("Content-Type"))
    mediaType = mediaType.isEmpty ? type.essence : mediaType
    let format: StreamFormat =
      type.isEventStream
      ? .sse : type.isJSONLines ? .ndjson : type.isJSONSequence ? .jsonSequence : .json
    guard type.isStream || type.isJSON else { return }
    let coding = DecodedBody(connection)
    var decoder = StreamDecoder(format: format)
    var batch = RecordBatch()
    for part in connection.parts where records < limit {
      guard let bytes = source.bytes(of: part) else { return }
      batch.removeAll()
      try? decoder.decode(coding.decoded(bytes, limit: 64 << 20), into: &batch)
      take(batch)
    }
    batch.removeAll()
    if format == .ndjson || format == .json { try? decoder.finish(into: &batch) }
    take(batch)
  }

  private mutating func take(_ batch: RecordBatch) {
    for entry in batch.entries where entry.kind.isRecord {
      records += 1
      guard let value = try? JSONValue(parsing: Array(batch.bytes[entry.payload])) else {
        others += 1
        continue
      }
      let isEvent = entry.kind == .event
      let type = isEvent ? String(decoding: batch.eventType(of: entry), as: UTF8.self) : ""
      if let known = shapes.first(where: { $0.event == type }) {
        known.inference.take(value)
      } else if shapes.count < 64 {
        shapes.append((type, SchemaInference()))
        shapes[shapes.count - 1].inference.take(value)
      }
    }
  }

  func endpoint(from paths: [String]) -> (Endpoint, sentence: String) {
    let media = MediaType(mediaType)
    let kind: EndpointKind =
      media.isEventStream
      ? .sse
      : media.isJSONLines || media.isJSONSequence
        ? .ndjson : media.isFile ? .file : media.isText ? .text : .unary
    var endpoint = Endpoint(
      name: self.name ?? identifier, method: method, path: path, kind: kind,
      mediaType: mediaType.isEmpty ? nil : mediaType,
      parameters: query.map { Parameter(name: $0, location: .query, schema: ["type": "string"]) })
    let name = paths[0].split(separator: "/").last.map(String.init) ?? ""
    let file = paths.count == 1 ? name : "captures"
    let named = shapes.filter { !$0.event.isEmpty }
    if others == 0, shapes.count == 1 || named.isEmpty, let shape = shapes.first {
      endpoint.item = model(of: shape.inference, event: "", file)
    }
    if others == 0, shapes.count > 1 || named.contains(where: { $0.event != NamedEvent.unnamed }) {
      endpoint.events = named.map {
        NamedEvent(
          name: $0.event,
          item: shapes.count > 1 ? model(of: $0.inference, event: $0.event, file) : nil)
      }
    }
    return (endpoint, sentence)
  }

  /// A model of its own, so that there is a place for the words that say where it comes from.
  private func model(
    of inference: SchemaInference, event: String, _ file: String
  ) -> NamedSchema {
    let words = ((self.name ?? identifier) + "_" + (event.isEmpty ? "record" : event))
      .split { !($0.isLetter || $0.isNumber) || !$0.isASCII }
    let name = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    return NamedSchema(name: name, schema: Self.schema(inference, file))
  }

  private static func schema(_ inference: SchemaInference, _ file: String) -> JSONValue {
    guard var members = inference.schema.objectValue else { return inference.schema }
    let count = inference.count
    members["description"] = .string(
      "Inferred from \(count) \(count == 1 ? "record" : "records") of \(file); nobody declared it.")
    return .object(members)
  }

  private var sentence: String {
    let count = "\(records) \(records == 1 ? "record" : "records")"
    let title = "\(method) \(path)"
    if records == 0 { return "\(title): no record in it tells of a type" }
    if others > 0 { return "\(title): \(others) of \(count) are no JSON, so they have no type" }
    return "\(title): its type is inferred from \(count)"
  }

  /// A name for its function: `get_events_live`.
  private var identifier: String {
    let words = path.split { !$0.isLetter && !$0.isNumber || !$0.isASCII }.map { $0.lowercased() }
    return ([method.lowercased()] + words).joined(separator: "_")
  }
}

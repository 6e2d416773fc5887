import StreamDecoding
import WebText

/// What the Python inspector answered after reading an application's source.
public struct SourceReport: Sendable, Hashable {
  /// One endpoint per method and path, in the order of the files.
  public private(set) var endpoints: [Endpoint] = []
  /// Models that the endpoints use, as far as their annotations are simple.
  public private(set) var models: JSONObject = [:]
  /// What could not be read, one sentence each.
  public private(set) var warnings: [String] = []
  /// Functions whose endpoints are left out.
  public private(set) var omissions: [Omission] = []
  /// The API's name, where the application is made with one.
  public private(set) var title: String?
  /// The API's own version, likewise.
  public private(set) var version: String?

  /// Reads the answer; what is malformed in it is left out.
  public init(_ answer: JSONValue) {
    title = answer["title"]?.stringValue
    version = answer["apiVersion"]?.stringValue
    models = answer["models"]?.objectValue ?? [:]
    warnings = (answer["warnings"]?.arrayValue ?? []).compactMap(\.stringValue)
    omissions = (answer["omissions"]?.arrayValue ?? []).compactMap(Omission.init)
    endpoints = (answer["endpoints"]?.arrayValue ?? []).compactMap(SourceReport.endpoint)
  }

  /// The report as a catalog of one source.
  public func catalog(at: String) -> Catalog {
    var catalog = Catalog(
      title: title, version: version,
      sources: [CatalogSource(kind: .source, at: at, endpoints: endpoints.count)],
      endpoints: endpoints, models: models, warnings: warnings)
    catalog.omissions = omissions
    return catalog
  }

  private static func endpoint(_ value: JSONValue) -> Endpoint? {
    guard let name = value["name"]?.stringValue, let method = value["method"]?.stringValue,
      let path = value["path"]?.stringValue
    else { return nil }
    let answers = (value["answers"]?.arrayValue ?? []).map(SourceAnswer.init)
    let kinds = EndpointKind.allCases.filter { kind in answers.contains { $0.kind == kind } }
    let main = kinds.first.flatMap { kind in answers.first { $0.kind == kind } }
    let words = AuthorWords(value["summary"]?.stringValue ?? "")
    var endpoint = Endpoint(
      name: name, method: method, path: PathTemplate(path).canonical,
      kinds: kinds.isEmpty ? [.unary] : kinds, mediaType: main?.mediaType,
      summary: words.sentence,
      tags: (value["tags"]?.arrayValue ?? []).compactMap(\.stringValue),
      deprecated: value["deprecated"]?.boolValue ?? false)
    endpoint.details = words.rest
    let isOfSeveralForms = endpoint.kind == .unary && answers.areOfSeveralForms
    if isOfSeveralForms { endpoint.mediaType = nil }
    endpoint.$kinds.isAssumed = !isOfSeveralForms && main?.isAssumed ?? true
    endpoint.parameters = (value["parameters"]?.arrayValue ?? []).compactMap(parameter)
    endpoint.body = value["body"].flatMap(body)
    endpoint.item = value["item"].flatMap(item)
    endpoint.answer = value["answer"].flatMap(item)
    endpoint.events = (value["events"]?.arrayValue ?? []).compactMap(event)
    endpoint.sentinel = value["sentinel"]?.stringValue
    endpoint.location = value["file"]?.stringValue.map {
      SourceLocation(file: $0, line: value["line"]?.intValue ?? 1)
    }
    endpoint.evidence = answers.map {
      Evidence(fact: .kind, source: .source, detail: $0.detail)
    }
    return endpoint.witnessed(by: .source)
  }

  private static func parameter(_ value: JSONValue) -> Parameter? {
    guard let name = value["name"]?.stringValue,
      let location = value["in"]?.stringValue.flatMap(ParameterLocation.init(rawValue:))
    else { return nil }
    return Parameter(
      name: name, location: location, required: value["required"]?.boolValue ?? false,
      schema: value["schema"] ?? [:], summary: value["summary"]?.stringValue?.joinedLines ?? "")
  }

  private static func body(_ value: JSONValue) -> RequestBody? {
    guard let mediaType = value["mediaType"]?.stringValue else { return nil }
    return RequestBody(
      mediaType: mediaType, required: value["required"]?.boolValue ?? true,
      schema: value["schema"] ?? [:])
  }

  private static func event(_ value: JSONValue) -> NamedEvent? {
    value["name"]?.stringValue.map { NamedEvent(name: $0, item: value["item"].flatMap(item)) }
  }

  private static func item(_ value: JSONValue) -> NamedSchema? {
    guard value.objectValue != nil else { return nil }
    return NamedSchema(name: value["name"]?.stringValue, schema: value["schema"] ?? [:])
  }
}

extension [SourceAnswer] {
  /// Ordinary answers of which some are text and some are not: no one media type is that of all.
  fileprivate var areOfSeveralForms: Bool {
    Set(compactMap(\.mediaType).map { MediaType($0).isText }).count > 1
  }
}

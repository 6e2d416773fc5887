import StreamDecoding
import WebText

extension OpenAPIReader {
  mutating func endpoint(at site: OpenAPISite, operation: JSONValue) -> Endpoint {
    let name = OperationName(
      id: operation["operationId"]?.stringValue, path: site.path, method: site.method,
      methods: site.methods
    ).name
    let words = words(of: operation, name: name)
    let answer = answer(at: site, operation: operation)
    noteServers(at: site, operation: operation)
    var endpoint = Endpoint(
      name: name, method: site.method, path: site.path, mediaType: answer.mediaType,
      summary: words.sentence,
      tags: operation["tags"]?.arrayValue?.compactMap(\.stringValue) ?? [],
      deprecated: operation["deprecated"]?.boolValue ?? false,
      parameters: parameters(at: site, operation: operation),
      body: body(at: site, operation: operation), events: answer.events,
      security: security(of: operation),
      evidence: [Evidence(fact: .kind, source: .openapi, detail: answer.detail)])
    endpoint.details = words.rest
    endpoint.$kinds = answer.$kinds
    endpoint.$item = answer.$item
    endpoint.answer = answer.answer
    let mayStream = answer.kinds.contains(.sse) || answer.$kinds.isAssumed
    let told = mayStream && answer.sentinel == nil ? endMark(of: operation) : nil
    endpoint.sentinel = answer.sentinel ?? told?.text
    return saying(security: endpoint.witnessed(by: .openapi), end: told)
  }

  /// What a scheme's name alone does not tell: where its key goes; and which words tell of the end.
  private func saying(security endpoint: Endpoint, end: EndMark?) -> Endpoint {
    var result = endpoint
    for index in result.evidence.indices {
      switch result.evidence[index].fact {
      case .security:
        result.evidence[index].detail = endpoint.security.map(securityWords)
          .joined(separator: ", ").printable(limit: 120)
      case .sentinel: if let end { result.evidence[index].detail = end.detail }
      case .kind, .parameters, .body, .item, .events, .probe, .file, .records: break
      }
    }
    return result
  }

  /// What the texts of an operation say of its stream's end: its own, and those of its answers, its
  /// body and the members of both.
  private func endMark(of operation: JSONValue) -> EndMark? {
    let responses = OpenAPIReader.successes(operation).compactMap { references.resolve($0.value) }
    let body = operation["requestBody"].flatMap(references.resolve)
    let contents = (responses + [body].compactMap(\.self)).flatMap {
      $0["content"]?.objectValue?.compactMap { references.resolve($0.value) } ?? []
    }
    let schemas = contents.flatMap { [$0["itemSchema"], $0["schema"]].compactMap(\.self) }
    let texts =
      [operation["description"], operation["summary"]] + responses.map { $0["description"] }
      + [body?["description"]]
      + (operation["parameters"]?.arrayValue ?? []).map { references.resolve($0)?["description"] }
      + schemas.flatMap { descriptions(in: $0, depth: 0) }
    return texts.lazy.compactMap { $0?.stringValue.flatMap(EndMark.init) }.first
  }

  /// A schema's own words, and those of its parts and members.
  private func descriptions(in schema: JSONValue, depth: Int) -> [JSONValue?] {
    guard depth < 3, let schema = references.resolve(schema) else { return [] }
    let parts = ["allOf", "anyOf", "oneOf"].flatMap { schema[$0]?.arrayValue ?? [] }
    let members = schema["properties"]?.objectValue?.map(\.value) ?? []
    return [schema["description"]]
      + (parts + members).prefix(200).flatMap { descriptions(in: $0, depth: depth + 1) }
  }

  /// The author's words. FastAPI makes a summary of the function's name where it has none, which
  /// says less than the first paragraph of the description.
  private func words(of operation: JSONValue, name: String) -> AuthorWords {
    let summary = AuthorWords(operation["summary"]?.stringValue ?? "")
    let description = AuthorWords(operation["description"]?.stringValue ?? "")
    let words = name.split(separator: "_").joined(separator: " ").lowercased()
    let saysOnlyTheName = summary.sentence.isEmpty || summary.sentence.lowercased() == words
    if saysOnlyTheName && !description.sentence.isEmpty { return description }
    let isRepeated = description.sentence == summary.sentence
    return AuthorWords(
      summary.sentence,
      below: [summary.rest, isRepeated ? description.rest : description.whole])
  }

  /// An operation may have servers of its own; a catalog has one.
  private mutating func noteServers(at site: OpenAPISite, operation: JSONValue) {
    let own = operation["servers"] ?? site.item["servers"]
    guard let url = own?[0]?["url"]?.stringValue else { return }
    let known = document.root["servers"]?.arrayValue ?? []
    guard !known.contains(where: { $0["url"]?.stringValue == url }) else { return }
    let shown = URLText(url).withoutCredentials.printable(limit: 80)
    warn(
      "\(site.title): it has a server of its own, \(shown); "
        + "requests go to the backend's")
  }

  /// Names only; `[]` in an operation lifts the document's rule.
  private func security(of operation: JSONValue) -> [String] {
    let rules = operation["security"]?.arrayValue ?? document.root["security"]?.arrayValue ?? []
    var names: [String] = []
    for name in rules.flatMap({ $0.objectValue?.keys ?? [] }) where !names.contains(name) {
      names.append(name)
    }
    return names
  }

  private mutating func parameters(at site: OpenAPISite, operation: JSONValue) -> [Parameter] {
    let own = operation["parameters"]?.arrayValue ?? []
    var result: [Parameter] = []
    for value in (site.item["parameters"]?.arrayValue ?? []) + own {
      guard let parameter = parameter(value, at: site) else { continue }
      let same = result.firstIndex {
        $0.name == parameter.name && $0.location == parameter.location
      }
      if let same { result[same] = parameter } else { result.append(parameter) }
    }
    return result
  }

  private mutating func parameter(_ value: JSONValue, at site: OpenAPISite) -> Parameter? {
    guard let resolved = references.resolve(value), let name = resolved["name"]?.stringValue,
      let place = resolved["in"]?.stringValue, let location = Self.location(of: resolved, in: place)
    else {
      warn("\(site.title): a parameter cannot be read and is left out")
      return nil
    }
    let ignored = ["accept", "content-type", "authorization"]
    if location == .header, ignored.contains(name.lowercased()) { return nil }
    let content = resolved["content"]?.objectValue?.first { _ in true }?.value
    let written = resolved["schema"] ?? content?["schema"] ?? [:]
    if references.resolve(written) == nil {
      let defect = references.defect(of: written)
      warn("\(site.title): the schema of \(name.printable(limit: 40)) \(defect)")
    }
    var parameter = Parameter(
      name: name, location: location,
      required: location == .path || resolved["required"]?.boolValue ?? false,
      schema: schema(references.inlined(written)),
      summary: resolved["description"]?.stringValue?.joinedLines ?? "")
    if resolved["deprecated"]?.boolValue == true, var members = parameter.schema.objectValue {
      members["deprecated"] = true
      parameter.schema = .object(members)
    }
    parameter.style = style(of: resolved, in: location, at: site)
    return parameter
  }

  /// A whole query as a form is an object of the query, whose members are written one by one.
  /// Source: OpenAPI 3.2, "Parameter Locations", `querystring`.
  private static func location(of parameter: JSONValue, in place: String) -> ParameterLocation? {
    guard place == "querystring" else { return ParameterLocation(rawValue: place) }
    let mediaType = parameter["content"]?.objectValue?.first { _ in true }?.key
    return MediaType(mediaType).isURLEncodedForm ? .query : nil
  }

  /// How the document says that a value is written; nil where it says nothing, or what is the rule.
  private mutating func style(
    of parameter: JSONValue, in location: ParameterLocation, at site: OpenAPISite
  ) -> ParameterStyle? {
    if let mediaType = parameter["content"]?.objectValue?.first(where: { _ in true })?.key {
      return MediaType(mediaType).isJSON ? ParameterStyle(.content) : nil
    }
    let word = parameter["style"]?.stringValue
    let rule = ParameterStyle(defaultIn: location)
    let form =
      word == nil || word == "cookie" && location == .cookie
      ? rule.form : word.flatMap(ParameterStyle.Form.init(rawValue:))
    guard let form, form.isKnown(in: location) else {
      let name = parameter["name"]?.stringValue ?? ""
      warn(
        "\(site.title): \(name.printable(limit: 40)) is written in the style "
          + "\((word ?? "").printable(limit: 20)), which is not known; "
          + "it is written as if there were none")
      return nil
    }
    let explodes = parameter["explode"]?.boolValue
    let style = ParameterStyle(
      form, explodes: explodes ?? (form == .form),
      keepsReserved: parameter["allowReserved"]?.boolValue ?? false)
    // Where a list of a header is said to be one line, it is.
    let isSaid = location == .header && (word != nil || explodes != nil)
    return style == rule && !isSaid ? nil : style
  }
}

extension String {
  /// All lines as one, at most 200 characters: a list below "One of:" is what tells most.
  var joinedLines: String {
    prefix(2_000).split(whereSeparator: \.isWhitespace).joined(separator: " ").printable(limit: 200)
  }
}

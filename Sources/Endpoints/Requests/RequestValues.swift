import StreamDecoding
import WebText

/// A user's values, each with the parameters it is for.
struct RequestValues {
  private var endpoint: Endpoint
  /// By position in `endpoint.allParameters`.
  private var texts: [[String]]
  private var parameters: [Parameter]
  /// Names that no parameter has, in the order given.
  private(set) var strangers: [String] = []

  init(endpoint: Endpoint, values: [(name: String, value: String)]) {
    self.endpoint = endpoint
    parameters = endpoint.allParameters
    texts = Array(repeating: [], count: parameters.count)
    for (name, value) in values { place(value, named: name) }
  }

  /// A name that is both in the path and in the query gets the value in both places.
  private mutating func place(_ value: String, named name: String) {
    var isKnown = false
    for (index, parameter) in parameters.enumerated() where parameter.answers(to: name) {
      isKnown = true
      let schema = ParameterSchema(parameter.schema)
      if value == "null", schema.readsNullAsNothing { continue }
      if schema.element == nil { texts[index] = [value] } else { texts[index].append(value) }
    }
    if !isKnown, !strangers.contains(name) { strangers.append(name) }
  }

  /// Puts another text in place of what is missing or does not fit.
  mutating func replaceUnfit(with placeholder: (Parameter) -> String) {
    for (index, parameter) in parameters.enumerated() where !problems(of: parameter).isEmpty {
      texts[index] = [placeholder(parameter)]
    }
  }

  private func texts(of parameter: Parameter) -> [String] {
    parameters.firstIndex(of: parameter).map { texts[$0] } ?? []
  }

  func problems(
    of parameter: Parameter, search: SchemaCheck.Search? = nil
  ) -> [RequestProblem] {
    let schema = ParameterSchema(parameter.schema)
    let given = texts(of: parameter)
    if given.isEmpty {
      guard parameter.required else { return [] }
      return [
        .missing(
          parameter: parameter.name, location: parameter.location, type: schema.words,
          example: schema.example)
      ]
    }
    let isPath = PathTemplate(endpoint.path).takesSlashes(in: parameter.name)
    let unfit = given.compactMap { text in
      parameter.objection(to: text, isPath: isPath, search).map {
        RequestProblem.unfit(parameter: parameter.name, value: text, expected: $0)
      }
    }
    let counts =
      schema.element == nil
      ? [] : SchemaCheck.count(given.count, parameter.schema, "minItems", "maxItems", "value")
    return unfit
      + counts.map {
        .unfit(
          parameter: parameter.name, value: "", expected: String($0.dropFirst("must ".count)))
      }
  }

  var path: [PlannedRequest.PathPiece] {
    let template = PathTemplate(endpoint.path)
    return template.pieces.flatMap { piece -> [PlannedRequest.PathPiece] in
      guard case .parameter(let name, let takesSlashes) = piece else {
        if case .text(let text) = piece { return [.text(text)] }
        return []
      }
      let parameter = parameters.first { $0.location == .path && $0.name == name }
      let value = parameter.flatMap { $0.value(of: texts(of: $0)) } ?? ""
      return (parameter ?? Parameter(name: name, location: .path))
        .pathPieces(of: value, takesSlashes: takesSlashes)
    }
  }

  var query: [PlannedRequest.QueryField] {
    given(in: .query).flatMap { parameter, value in
      let style = parameter.writing
      return style.fields(of: value, named: parameter.name).map {
        PlannedRequest.QueryField(
          name: $0.name, values: $0.values, joint: $0.isJoined ? style.joint : nil,
          keepsReserved: style.keepsReserved)
      }
    }
  }

  var headers: [PlannedRequest.Header] {
    given(in: .header).flatMap { parameter, value in parameter.headerLines(of: value) }
  }

  var cookies: [PlannedRequest.Cookie] {
    given(in: .cookie).flatMap { parameter, value in
      parameter.writing.fields(of: value, named: parameter.name).flatMap { field in
        (field.isJoined ? [field.values] : field.values.map { [$0] })
          .map { PlannedRequest.Cookie(name: field.name, values: $0) }
      }
    }
  }

  /// What can't be read from what is written.
  var given: [PlannedRequest.Given] {
    zip(parameters, texts).compactMap { parameter, texts in
      guard let value = parameter.value(of: texts),
        parameter.style != nil || value.objectValue != nil
          || parameter.location == .path && texts.count > 1
      else { return nil }
      return PlannedRequest.Given(
        name: parameter.name, location: parameter.location, texts: texts)
    }
  }

  private func given(
    in location: ParameterLocation
  ) -> [(parameter: Parameter, value: JSONValue)] {
    zip(parameters, texts).compactMap { parameter, texts in
      guard parameter.location == location else { return nil }
      return parameter.value(of: texts).map { (parameter: parameter, value: $0) }
    }
  }
}

extension Parameter {
  /// What typed texts mean: an object, and what a media type stands for, are typed as JSON. Nil
  /// without any.
  fileprivate func value(of texts: [String]) -> JSONValue? {
    let schema = ParameterSchema(schema)
    guard let last = texts.last else { return nil }
    guard let element = schema.element else { return value(of: last, schema) }
    return .array(
      texts.flatMap { text in
        let value = value(of: text, element)
        return value.arrayValue ?? [value]
      })
  }

  private func value(of text: String, _ schema: ParameterSchema) -> JSONValue {
    let json = try? JSONValue(parsing: text)
    if writing.form == .content {
      let isText = schema.types == ["string"]
      return json.flatMap { isText && $0.stringValue == nil ? nil : $0 } ?? .string(text)
    }
    let isList = json?.arrayValue != nil && writing.form == .deepObject
    let isObject = json?.objectValue != nil && (schema.holdsObjects || writing.form == .deepObject)
    return isList || isObject ? json ?? .null : .string(text)
  }

  /// Header names ignore case, and a `_` typed for a `-`.
  fileprivate func answers(to name: String) -> Bool {
    if name == self.name { return true }
    guard location == .header else { return false }
    return name.lowercased().map { $0 == "_" ? "-" : $0 }
      == self.name.lowercased().map { $0 == "_" ? "-" : $0 }
  }

  /// What the value must, or nil when it may be sent.
  ///
  /// - Parameter isPath: Slashes of it are slashes of the URL.
  fileprivate func objection(
    to text: String, isPath: Bool, _ search: SchemaCheck.Search?
  ) -> String? {
    let schema = ParameterSchema(schema)
    let fits = schema.accepts(text)
    let own = schema.element?.schema ?? self.schema
    // A variable's text is not known before it is sent.
    let isKnown = EnvironmentText(text).pieces.allSatisfy {
      if case .text = $0 { true } else { false }
    }
    let breach = isKnown ? SchemaCheck.breach(ofTyped: text, in: own, search: search) : nil
    // A number's type says its range, too.
    if let breach, !breach.isOfType, fits || schema.takesText {
      return String(breach.words.dropFirst("must ".count))
    }
    return fits ? placeObjection(to: text, isPath: isPath) : "be " + schema.words
  }

  /// The same of where the value stands.
  private func placeObjection(to text: String, isPath: Bool) -> String? {
    switch location {
    // It begins with the name.
    case .path where writing.form == .matrix: nil
    case .path where text.isEmpty: "be at least one character"
    // Every URL parser takes these, encoded or not, for a step in the path.
    case .path where text == "." || text == "..": "be something other than a dot segment"
    case .path where isPath && text.split(separator: "/").contains { $0 == "." || $0 == ".." }:
      "be without . and .. between its slashes"
    case .header where text.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }):
      "be one line without control characters"
    case .path, .query, .header, .cookie: nil
    }
  }
}

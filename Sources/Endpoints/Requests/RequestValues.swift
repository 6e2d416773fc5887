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

  func problems(of parameter: Parameter) -> [RequestProblem] {
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
    return given.compactMap { text in
      parameter.objection(to: text, isPath: isPath).map {
        .unfit(parameter: parameter.name, value: text, expected: $0)
      }
    }
  }

  var path: [PlannedRequest.PathPiece] {
    PathTemplate(endpoint.path).filled { name in
      let parameter = parameters.first { $0.location == .path && $0.name == name }
      return parameter.map { texts(of: $0).joined(separator: ",") } ?? ""
    }
  }

  var query: [PlannedRequest.QueryField] {
    given(in: .query).map { .init(name: $0.name, values: $1, listStyle: $0.listStyle) }
  }

  /// FastAPI reads a list from repeated lines; values joined by commas are one value to it.
  var headers: [PlannedRequest.Header] {
    given(in: .header).flatMap { parameter, values in
      values.map { PlannedRequest.Header(name: parameter.name, value: $0) }
    }
  }

  var cookies: [PlannedRequest.Cookie] {
    given(in: .cookie).flatMap { parameter, values in
      values.map { PlannedRequest.Cookie(name: parameter.name, value: $0) }
    }
  }

  private func given(
    in location: ParameterLocation
  ) -> [(parameter: Parameter, values: [String])] {
    zip(parameters, texts).filter { $0.location == location && !$1.isEmpty }
      .map { (parameter: $0, values: $1) }
  }
}

extension Parameter {
  /// Header names ignore case, and a `_` typed for a `-`.
  fileprivate func answers(to name: String) -> Bool {
    if name == self.name { return true }
    guard location == .header else { return false }
    return name.lowercased().map { $0 == "_" ? "-" : $0 }
      == self.name.lowercased().map { $0 == "_" ? "-" : $0 }
  }

  /// What the value should have been, or nil when it may be sent.
  ///
  /// - Parameter isPath: Slashes of it are slashes of the URL.
  fileprivate func objection(to text: String, isPath: Bool) -> String? {
    let schema = ParameterSchema(schema)
    if !schema.accepts(text) { return schema.words }
    switch location {
    case .path where text.isEmpty: return "at least one character"
    // Every URL parser takes these, encoded or not, for a step in the path.
    case .path where text == "." || text == "..": return "something other than a dot segment"
    case .path where isPath && text.split(separator: "/").contains { $0 == "." || $0 == ".." }:
      return "without . and .. between its slashes"
    case .header where text.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }):
      return "one line without control characters"
    case .path, .query, .header, .cookie: return nil
    }
  }
}

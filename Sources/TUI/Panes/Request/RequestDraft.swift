import ClientExport
import Endpoints
import StreamDecoding

/// What the user has filled in for one endpoint.
struct RequestDraft: Hashable, Sendable {
  /// A problem and the field that it is about.
  struct Problem: Hashable, Sendable {
    /// Index in `fields`; nil for one of the request as a whole.
    var field: Int?
    var sentence: String
    /// True for a required value that is not there yet.
    var isMissing: Bool
  }

  let endpoint: Endpoint
  var fields: [RequestField]

  init(_ endpoint: Endpoint, models: JSONObject) {
    self.endpoint = endpoint
    fields = ParameterLocation.allCases.flatMap { location in
      endpoint.allParameters.filter { $0.location == location }.map { RequestField($0) }
    }
    if let body = endpoint.body { fields.append(RequestField(body, models: models)) }
  }

  /// The form of an endpoint that was discovered anew, with what was typed into the old one.
  init(
    _ endpoint: Endpoint, models: JSONObject, keeping old: RequestDraft,
    madeWith oldModels: JSONObject
  ) {
    self.init(endpoint, models: models)
    let untouched = RequestDraft(old.endpoint, models: oldModels)
    for index in fields.indices {
      func isSame(_ field: RequestField) -> Bool {
        field.name == fields[index].name && field.place == fields[index].place
      }
      guard let typed = old.fields.first(where: isSame)?.input,
        typed.text != untouched.fields.first(where: isSame)?.input.text
      else { continue }
      fields[index].input = typed
    }
  }

  /// Names and texts as the endpoint's plan takes them.
  var values: [(name: String, value: String)] {
    fields.filter { !$0.isBody }.flatMap { field in field.values.map { (field.name, $0) } }
  }

  /// The bytes to send; nil where there is no body or nothing is typed.
  var body: [UInt8]? {
    fields.last { $0.isBody }.flatMap { $0.input.isEmpty ? nil : Array($0.input.text.utf8) }
  }

  /// What keeps the request from being sent, in the order of the fields.
  var problems: [Problem] {
    var found = endpoint.problems(values).flatMap(\.flat).map(problem)
    if let body = fields.firstIndex(where: \.isBody), let problem = bodyProblem(at: body) {
      found.append(problem)
    }
    return found
  }

  /// The request to send.
  func plan(baseURL: String) throws(RequestProblem) -> PlannedRequest {
    try endpoint.plan(baseURL: baseURL, values: values, body: body)
  }

  /// The request as client code shows it: what is missing or does not fit stands as `$NAME`. Nil
  /// where there is nothing but a body to be given, and not as text: the code has its own sample.
  func outline(baseURL: String, models: JSONObject) -> PlannedRequest? {
    var body = body
    if body == nil, let declared = endpoint.body, declared.required {
      if !declared.isJSON, values.isEmpty { return nil }
      body =
        declared.isJSON
        ? Array(BodyDraft.text(for: declared, models: models).utf8) : Self.untyped
    }
    return endpoint.outline(
      baseURL: baseURL, values: values, body: body, placeholder: ClientCode.placeholder)
  }

  /// Bytes that nobody can type: code takes them from a file.
  private static let untyped: [UInt8] = [0xFF]

  private func problem(_ problem: RequestProblem) -> Problem {
    switch problem {
    case .missing(let name, _, let type, _):
      Problem(field: index(of: name), sentence: "\(name) is required (\(type))", isMissing: true)
    case .unfit(let name, _, let expected):
      Problem(field: index(of: name), sentence: "\(name) must be \(expected)", isMissing: false)
    case .unknown(let name, _):
      Problem(field: index(of: name), sentence: problem.sentence, isMissing: false)
    case .missingBody, .missingBaseURL, .several:
      Problem(
        field: nil, sentence: problem.sentence { Remedy($0).words }, isMissing: false)
    }
  }

  private func bodyProblem(at index: Int) -> Problem? {
    guard case .body(let declared) = fields[index].role else { return nil }
    if fields[index].input.isEmpty {
      return declared.required
        ? Problem(
          field: index, sentence: "a body is required (\(declared.mediaType))", isMissing: true)
        : nil
    }
    guard declared.isJSON else { return nil }
    do throws(RecordFault) {
      _ = try JSONValue(parsing: fields[index].input.text)
      return nil
    } catch {
      return Problem(field: index, sentence: "body: \(error.sentence)", isMissing: false)
    }
  }

  private func index(of name: String) -> Int? {
    fields.firstIndex { $0.name == name && !$0.isBody }
  }
}

extension RequestProblem {
  fileprivate var flat: [RequestProblem] {
    if case .several(let problems) = self { problems.flatMap(\.flat) } else { [self] }
  }
}

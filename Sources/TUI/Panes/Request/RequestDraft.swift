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
    /// Where in a body it is, as `BodyPath` writes it; nil elsewhere.
    var place: String?
    /// True for a value that is not there yet.
    var isMissing: Bool
    /// False where the request can be sent all the same.
    var isInTheWay = true
  }

  let endpoint: Endpoint
  /// The schemas that those of the endpoint refer to.
  let models: JSONObject
  /// In the order of the tabs. The last header is an empty line.
  var fields: [RequestField]
  /// Headers that the command line gave.
  var given: [GivenHeader] = []
  /// What stands at the paths that were typed.
  var files: [String: FileSight] = [:]
  /// Names of the environment's variables; nil where nobody knows them.
  var variables: Set<String>?

  init(_ endpoint: Endpoint, models: JSONObject, schemes: JSONObject = [:]) {
    self.endpoint = endpoint
    self.models = models
    fields = ParameterLocation.allCases.flatMap { location in
      endpoint.allParameters.filter { $0.location == location }.map { RequestField($0) }
    }
    fields.append(RequestField(header: ""))
    fields += SecurityScheme.offered(for: endpoint, of: schemes).map {
      RequestField($0, isRequired: endpoint.security.contains($0.name))
    }
    if let body = endpoint.body { fields.append(RequestField(body, of: endpoint, models: models)) }
    fields += RunOption.all(for: endpoint).map { RequestField($0, for: endpoint) }
  }

  /// The form of an endpoint that was discovered anew, with what was typed into the old one.
  init(
    _ endpoint: Endpoint, in catalog: Catalog, keeping old: RequestDraft,
    madeWith oldModels: JSONObject
  ) {
    self.init(endpoint, models: catalog.models, schemes: catalog.securitySchemes)
    let untouched = RequestDraft(old.endpoint, models: oldModels)
    for index in fields.indices {
      func isSame(_ field: RequestField) -> Bool {
        field.name == fields[index].name && field.place == fields[index].place
      }
      guard let typed = old.fields.first(where: isSame),
        typed.text != untouched.fields.first(where: isSame)?.text
      else { continue }
      fields[index].content = typed.content
    }
    fields.replaceHeaders(with: old.fields.filter { $0.role == .header })
  }

  /// Names and texts as the endpoint's plan takes them.
  var values: [(name: String, value: String)] {
    fields.filter(\.isParameter).flatMap { field in field.values.map { (field.name, $0) } }
  }

  /// The bytes to send; nil where there is no body or nothing is typed.
  var body: [UInt8]? {
    guard let field = fields.last(where: \.isBody), !field.isEmpty else { return nil }
    guard case .body(let body) = field.role, body.isForm, !body.isMultipart,
      case .value(let value) = field.content
    else { return Array(field.text.utf8) }
    return Array(FormContent(value, schema: body.schema, models: models).text.utf8)
  }

  /// The request to send.
  func plan(baseURL: String) throws(RequestProblem) -> PlannedRequest {
    withFiles(completed(try endpoint.plan(baseURL: baseURL, values: values, body: body)))
  }

  /// The request as client code shows it: what is missing or does not fit stands as `$NAME`. Nil
  /// where there is nothing but a body to be given, and not as text: the code has its own sample.
  func outline(baseURL: String, models: JSONObject) -> PlannedRequest? {
    var body = body
    if body == nil, let declared = endpoint.body, declared.required {
      if !declared.isJSON, values.isEmpty { return nil }
      body =
        declared.isJSON
        ? Array(
          BodyDraft.value(for: declared, of: endpoint, models: models, filling: .form).text().utf8)
        : Self.untyped
    }
    return withFiles(
      completed(
        endpoint.outline(
          baseURL: baseURL, values: values, body: body, placeholder: ClientCode.placeholder)))
  }

  /// The request with the headers and the credentials that are not parameters.
  private func completed(_ planned: PlannedRequest) -> PlannedRequest {
    var request = planned
    for field in fields where !field.isEmpty {
      guard case .credential(let scheme, _) = field.role else { continue }
      scheme.add(field.text, to: &request)
    }
    // After them: whoever writes a header out means it.
    request.add(fields.compactMap(\.headerLine))
    return request
  }

  /// Bytes that nobody can type: code takes them from a file.
  static let untyped: [UInt8] = [0xFF]

  /// Where the cursor is best when the form is opened: at what is wrong, else at what the endpoint
  /// declares, else at the first field.
  var firstField: Int {
    problems.lazy.filter(\.isInTheWay).compactMap(\.field).first
      ?? fields.firstIndex(where: \.isDeclared) ?? 0
  }

  /// Leaves one empty line below the headers, and no other but the one at `index`.
  ///
  /// - Returns: Where the field at `index` is now.
  mutating func tidyHeaders(at index: Int) -> Int {
    let kept = fields.indices.filter {
      $0 == index || fields[$0].role != .header || !fields[$0].isEmpty
    }
    fields = kept.map { fields[$0] }
    let index = kept.firstIndex(of: index) ?? 0
    let last = fields.lastIndex { $0.role == .header }
    if last.map({ fields[$0].isEmpty }) == true { return index }
    let end = last.map { $0 + 1 } ?? fields.firstIndex { $0.tab > .headers } ?? fields.count
    fields.insert(RequestField(header: ""), at: end)
    return end <= index ? index + 1 : index
  }
}

extension [RequestField] {
  /// Other lines in place of the headers beside the parameters.
  mutating func replaceHeaders(with lines: [RequestField]) {
    guard let start = firstIndex(where: { $0.role == .header }) else { return }
    removeAll { $0.role == .header }
    insert(contentsOf: lines.isEmpty ? [RequestField(header: "")] : lines, at: start)
  }
}

import Endpoints
import RecordStore
import StreamDecoding

extension RequestDraft {
  /// What is wrong with the request, in the order of the fields; first what keeps it from being sent.
  var problems: [Problem] {
    var found = endpoint.problems(values, search: TextPattern.isFound).flatMap(\.flat).map(problem)
    found += fields.indices.compactMap(objection)
    if let body = fields.firstIndex(where: \.isBody) { found += bodyProblems(at: body) }
    if let missing = missingCredential { found.append(missing) }
    return found
  }

  /// What keeps the request from being sent.
  var obstacles: [Problem] { problems.filter(\.isInTheWay) }

  /// What is wrong with what is no parameter.
  private func objection(at index: Int) -> Problem? {
    let field = fields[index]
    guard !field.isEmpty else { return nil }
    let expected: String?
    switch field.role {
    case .header where field.headerLine == nil:
      expected =
        field.text.contains(":")
        ? "a name of letters, digits and hyphens before its colon" : "NAME: VALUE, with a colon"
    case .credential(let scheme, _): expected = scheme.objection(to: field.text)
    case .option(let option): expected = option.objection(to: field.text)
    case .header, .parameter, .body: expected = nil
    }
    if let expected {
      return Problem(field: index, sentence: "\(field.name) must be \(expected)", isMissing: false)
    }
    return unsetVariable(in: field).map {
      Problem(field: index, sentence: "$\($0) is not set in the environment", isMissing: true)
    }
  }

  private func unsetVariable(in field: RequestField) -> String? {
    guard let variables, !field.isBody else { return nil }
    return MaskedText.variables(in: field.text).first { !variables.contains($0) }
  }

  /// The backend may answer without a credential all the same, and says so if it does not.
  private var missingCredential: Problem? {
    let wanted = fields.indices.filter { fields[$0].isCredential && fields[$0].isRequired }
    guard let first = wanted.first, !wanted.contains(where: isGiven) else { return nil }
    let field = fields[first]
    return Problem(
      field: first, sentence: "\(field.name) is missing (\(field.words.type))", isMissing: true,
      isInTheWay: false)
  }

  private func isGiven(_ index: Int) -> Bool {
    guard fields[index].isEmpty else { return true }
    guard case .credential(let scheme, _) = fields[index].role, let header = scheme.header else {
      return false
    }
    let names = given.map(\.name) + fields.compactMap(\.headerLine?.name)
    return names.contains { $0.lowercased() == header.lowercased() }
  }

  private func problem(_ problem: RequestProblem) -> Problem {
    switch problem {
    case .missing(let name, _, let type, _):
      Problem(field: index(of: name), sentence: "\(name) is required (\(type))", isMissing: true)
    case .unfit(let name, _, let expected):
      Problem(field: index(of: name), sentence: "\(name) must \(expected)", isMissing: false)
    case .unknown(let name, _):
      Problem(field: index(of: name), sentence: problem.sentence, isMissing: false)
    case .missingBody, .missingBaseURL, .several:
      Problem(
        field: nil, sentence: problem.sentence { Remedy($0).words }, isMissing: false)
    }
  }

  private func bodyProblems(at index: Int) -> [Problem] {
    guard case .body(let declared) = fields[index].role else { return [] }
    func problem(
      _ sentence: String, isMissing: Bool = false, at place: String? = nil
    ) -> Problem {
      Problem(field: index, sentence: sentence, place: place, isMissing: isMissing)
    }
    if fields[index].isEmpty {
      return declared.required
        ? [problem("a body is required (\(declared.mediaType))", isMissing: true)] : []
    }
    let value: JSONValue
    switch fields[index].content {
    case .value(let own): value = own
    case .text(let input):
      guard declared.isJSON else { return fileProblems(at: index) }
      do throws(RecordFault) {
        value = try JSONValue(parsing: input.text)
      } catch {
        return [problem("body: \(error.sentence(in: input.text))")]
      }
    }
    return SchemaCheck.breaches(
      of: value, in: declared.schema, models: models, search: TextPattern.isFound
    ).map { problem($0.sentence(of: "body"), isMissing: $0.isAbsence, at: $0.path) }
      + fileProblems(at: index)
  }

  private func index(of name: String) -> Int? {
    fields.firstIndex { $0.name == name && $0.isParameter }
  }
}

extension RequestProblem {
  fileprivate var flat: [RequestProblem] {
    if case .several(let problems) = self { problems.flatMap(\.flat) } else { [self] }
  }
}

import StreamDecoding
import WebText

extension SwaggerDocument {
  private static let replaced: Set<String> = [
    "parameters", "responses", "consumes", "produces", "schemes",
  ]

  /// - Parameter shared: The parameters of the path, for all of its operations.
  func operation(_ operation: JSONValue, shared: [JSONValue]) -> JSONValue {
    var result = JSONObject()
    for (key, member) in operation.objectValue ?? [:] where !Self.replaced.contains(key) {
      result[key] = member
    }
    let parameters = parameters(own: operation["parameters"]?.arrayValue ?? [], shared: shared)
    result["parameters"] = .array(
      parameters.filter { !Self.isOfBody($0) }.map(Self.parameter))
    let body = SwaggerBody(
      parameters: parameters.filter(Self.isOfBody), mediaTypes: types("consumes", operation))
    result["requestBody"] = body?.modern
    let produced = types("produces", operation)
    var responses = JSONObject()
    for (status, written) in operation["responses"]?.objectValue ?? [:] {
      responses[status] =
        references.resolve(written).map {
          SwaggerAnswer(
            status: status, response: $0, operation: operation, mediaTypes: produced,
            document: self
          ).modern
        } ?? written
    }
    result["responses"] = .object(responses)
    if let schemes = operation["schemes"] { result["servers"] = servers(schemes) }
    return .object(result)
  }

  /// An operation's own media types, else the document's.
  private func types(_ key: String, _ operation: JSONValue) -> [String] {
    let written = operation[key]?.arrayValue ?? root[key]?.arrayValue ?? []
    // Whatever one likes; the schemas beside it are those of JSON.
    return written.compactMap(\.stringValue).map { $0 == "*/*" ? "application/json" : $0 }
  }

  private func parameters(own: [JSONValue], shared: [JSONValue]) -> [JSONValue] {
    let own = own.map { references.resolve($0) ?? $0 }
    let known = Set(own.map(Self.identity))
    let others = shared.map { references.resolve($0) ?? $0 }
    return others.filter { !known.contains(Self.identity($0)) } + own
  }

  private static func identity(_ parameter: JSONValue) -> [String?] {
    [parameter["in"]?.stringValue, parameter["name"]?.stringValue]
  }

  private static func isOfBody(_ parameter: JSONValue) -> Bool {
    ["body", "formData"].contains(parameter["in"]?.stringValue)
  }

  private static let ofParameters: Set<String> = [
    "name", "in", "description", "required", "deprecated", "allowEmptyValue", "$ref",
  ]

  /// What stands beside a value's name, and what its schema would have.
  static func parts(of value: JSONValue) -> (own: JSONObject, schema: JSONObject) {
    var own = JSONObject()
    var schema = JSONObject()
    for (key, member) in value.objectValue ?? [:] {
      let isOwn = ofParameters.contains(key) || key.hasPrefix("x-") && key != "x-nullable"
      if isOwn { own[key] = member } else { schema[key] = member }
    }
    return (own, SwaggerSchema.modern(.object(schema)).objectValue ?? [:])
  }

  private static func parameter(_ parameter: JSONValue) -> JSONValue {
    guard parameter["name"] != nil else { return parameter }
    var (result, schema) = parts(of: parameter)
    result["schema"] = .object(schema)
    let isQuery = parameter["in"]?.stringValue == "query"
    for (key, value) in style(of: parameter, isForm: isQuery) { result[key] = value }
    return .object(result)
  }

  /// How a list is written. Source: OpenAPI Specification 2.0, "Parameter Object",
  /// `collectionFormat`; tabs are no style of 3.0, which is said when they are read.
  static func style(of value: JSONValue, isForm: Bool) -> JSONObject {
    guard value["type"]?.stringValue == "array" else { return [:] }
    switch value["collectionFormat"]?.stringValue ?? "csv" {
    case "csv": return isForm ? ["style": "form", "explode": false] : ["style": "simple"]
    case "multi": return isForm ? ["style": "form", "explode": true] : ["style": "simple"]
    case "ssv": return ["style": "spaceDelimited", "explode": false]
    case "pipes": return ["style": "pipeDelimited", "explode": false]
    case let other: return ["style": .string(other)]
    }
  }
}

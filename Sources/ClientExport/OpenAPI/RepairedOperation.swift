import Endpoints
import StreamDecoding
import WebText

/// An operation as the backend's document has it, with what discovery found besides: how its
/// answer is read, parameters and a body that the document leaves out. What is right stays.
struct RepairedOperation {
  /// As it stands in the document.
  let declared: JSONObject
  /// The path's item, whose parameters belong to every operation.
  let item: JSONObject
  /// The same operation as discovery knows it.
  let found: OpenAPIOperation
  let document: DeclaredDocument

  var json: JSONValue {
    var operation = declared
    let known = found.json.objectValue ?? [:]
    for key in ["summary", "tags", "deprecated", "requestBody"] where operation[key] == nil {
      operation[key] = known[key]
    }
    if operation["security"] == nil, !document.hasSecurity {
      operation["security"] = known["security"]
    }
    operation["operationId"] = .string(found.id)
    let parameters = parameters
    if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
    operation["responses"] = .object(responses)
    return .object(operation)
  }

  // MARK: Parameters

  private var parameters: [JSONValue] {
    let own = (declared["parameters"]?.arrayValue ?? []).map(takingSlashes)
    let names = Set((own + (item["parameters"]?.arrayValue ?? [])).map(Self.name(of: document)))
    let others = found.parameters.filter { !names.contains(Self.name(of: document)($0)) }
    return own + others
  }

  private static func name(of document: DeclaredDocument) -> (JSONValue) -> String {
    { parameter in
      let parameter = document.resolving(parameter)
      let said = parameter["in"]?.stringValue ?? ""
      // Discovery knows a whole query as an object of the query.
      let place = said == "querystring" ? "query" : said
      let name = parameter["name"]?.stringValue ?? ""
      return place + " " + (place == "header" ? name.lowercased() : name)
    }
  }

  /// Only the source knows that a value of the path may hold slashes.
  private func takingSlashes(_ parameter: JSONValue) -> JSONValue {
    guard var members = document.resolving(parameter).objectValue, members["in"] == "path",
      let name = members["name"]?.stringValue,
      PathTemplate(found.endpoint.path).takesSlashes(in: name)
    else { return parameter }
    members["allowReserved"] = true
    return .object(members)
  }

  // MARK: The answer

  private var responses: JSONObject {
    var responses = declared["responses"]?.objectValue ?? [:]
    let successes = responses.keys.filter { $0.hasPrefix("2") }
    let status = successes.first ?? (responses["default"] == nil ? "200" : "default")
    let response = responses[status].map(document.resolving)?.objectValue
    guard let response else {
      responses[status] = .object(found.response)
      return responses
    }
    let repaired = self.repaired(response)
    // A reference that was right stays one.
    if repaired != response { responses[status] = .object(repaired) }
    return responses
  }

  private func repaired(_ declared: JSONObject) -> JSONObject {
    let endpoint = found.endpoint
    // What is neither a stream nor a file the document knows best.
    guard endpoint.kinds.contains(where: \.isStream) else { return declared }
    var response = declared
    var content = declared["content"]?.objectValue ?? [:]
    for (type, media) in found.response["content"]?.objectValue ?? [:] {
      let same = content.keys.filter { MediaType($0).essence == type }
      // Of `application/json` and `application/json;stream=watch` the sequence.
      let sequence =
        media["itemSchema"] == nil ? nil : same.first { content[$0]?["itemSchema"] != nil }
      let written = sequence ?? same.first ?? type
      content[written] = .object(
        Self.joined(content[written]?.objectValue, media.objectValue ?? [:]))
    }
    // FastAPI's words for an answer of which it knows nothing.
    if !endpoint.kinds.contains(.unary) {
      let json = EndpointKind.unary.mediaType
      for type in content.keys
      where MediaType(type).essence == json && endpoint.mediaType != json {
        content[type] = nil
      }
    }
    if !content.isEmpty { response["content"] = .object(content) }
    if endpoint.kind == .file {
      var headers = response["headers"]?.objectValue ?? [:]
      let hasName = headers.keys.contains { $0.lowercased() == "content-disposition" }
      if !hasName { headers["Content-Disposition"] = ["schema": ["type": "string"]] }
      response["headers"] = .object(headers)
    }
    return response
  }

  /// A media type as it is declared, and as it is read.
  private static func joined(_ declared: JSONObject?, _ found: JSONObject) -> JSONObject {
    guard var media = declared else { return found }
    if let event = media["itemSchema"], saysNothing(ofEvent: event),
      found["itemSchema"].map(saysNothing(ofEvent:)) == false
    {
      media["itemSchema"] = nil
    }
    if found["itemSchema"] != nil, media["itemSchema"] == nil {
      // It describes the whole of a sequence, which is an array: anything else says nothing, or
      // what the items are.
      if media["schema"]?["type"] != "array" { media["schema"] = nil }
    }
    if media["schema"] == [:], found["schema"] != nil { media["schema"] = nil }
    for (key, value) in found where media[key] == nil { media[key] = value }
    return media
  }

  /// FastAPI's words for an event of which it knows no name and no data, or takes its own event
  /// objects for data.
  private static func saysNothing(ofEvent schema: JSONValue) -> Bool {
    guard let fields = schema["properties"], let data = fields["data"] else { return false }
    let content = data["contentSchema"]
    let object = SchemaReference(to: "ServerSentEvent")
    let choices = content?["anyOf"]?.arrayValue ?? []
    let isOpen = content == nil || choices.contains { SchemaReference($0) == object }
    return isOpen && fields["event"]?["const"] == nil
      && fields["event"]?["enum"] == nil && schema["oneOf"] == nil && schema["anyOf"] == nil
  }
}

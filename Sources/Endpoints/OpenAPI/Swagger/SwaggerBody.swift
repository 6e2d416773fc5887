import StreamDecoding
import WebText

/// What an operation of Swagger 2.0 takes as its body: one schema, or the fields of a form.
struct SwaggerBody {
  /// As OpenAPI 3.0 has it.
  let modern: JSONValue

  /// - Parameter parameters: Those of the body and of forms; nil where there are none.
  init?(parameters: [JSONValue], mediaTypes: [String]) {
    guard !parameters.isEmpty else { return nil }
    let body = parameters.first { $0["in"]?.stringValue == "body" }
    modern = body.map { Self.whole($0, mediaTypes) } ?? Self.form(parameters, mediaTypes)
  }

  private static func whole(_ parameter: JSONValue, _ mediaTypes: [String]) -> JSONValue {
    var content = JSONObject()
    for type in mediaTypes.isEmpty ? ["application/json"] : mediaTypes {
      content[type] = ["schema": SwaggerSchema.modern(parameter["schema"] ?? [:])]
    }
    var result: JSONObject = ["content": .object(content)]
    for key in ["description", "required"] { result[key] = parameter[key] }
    return .object(result)
  }

  private static func form(_ fields: [JSONValue], _ mediaTypes: [String]) -> JSONValue {
    var properties = JSONObject()
    var encoding = JSONObject()
    var required: [JSONValue] = []
    for field in fields {
      guard let name = field["name"]?.stringValue else { continue }
      var (_, schema) = SwaggerDocument.parts(of: field)
      schema["description"] = field["description"]
      properties[name] = .object(schema)
      if field["required"]?.boolValue == true { required.append(.string(name)) }
      let style = SwaggerDocument.style(of: field, isForm: true)
      if style["explode"] == false { encoding[name] = .object(style) }
    }
    var schema: JSONObject = ["type": "object", "properties": .object(properties)]
    if !required.isEmpty { schema["required"] = .array(required) }
    let hasFile = fields.contains { $0["type"] == "file" }
    let firstForm = mediaTypes.lazy.map { MediaType($0) }.first {
      $0.isMultipartForm || $0.isURLEncodedForm
    }
    let isMultipart = hasFile || firstForm?.isMultipartForm == true
    var media: JSONObject = ["schema": .object(schema)]
    if !encoding.isEmpty { media["encoding"] = .object(encoding) }
    let type = isMultipart ? "multipart/form-data" : "application/x-www-form-urlencoded"
    return ["required": .bool(!required.isEmpty), "content": [type: .object(media)]]
  }
}

import Endpoints
import StreamDecoding

extension TypeScriptExample {
  /// The user's body, or one that would do where one is required.
  func body(isRequired: Bool) -> String {
    guard let body = endpoint.body else { return "undefined" }
    guard let planned else { return isRequired ? sample(of: body) : "undefined" }
    guard let bytes = planned.body else { return "undefined" }
    if body.isJSON, let value = try? JSONValue(parsing: bytes) {
      return TypeScriptLiteral.json(MaskedValue(value).withVariables)
    }
    let text = String(decoding: bytes.prefix(200), as: UTF8.self)
    guard body.isForm else { return TypeScriptLiteral.string(text) }
    // Its parts are bytes among others.
    if body.isMultipart { return sample(of: body) }
    return form(MaskedValue(form: String(decoding: bytes, as: UTF8.self)), of: body)
  }

  private func sample(of body: RequestBody) -> String {
    let value = BodyDraft.value(for: body, models: models, filling: .example)
    guard body.isJSON || body.isForm else {
      guard body.isText else { return Self.file }
      return TypeScriptLiteral.string(value.stringValue ?? "string")
    }
    let sample = MaskedValue(value)
    return body.isForm ? form(sample, of: body) : TypeScriptLiteral.json(sample.withVariables)
  }

  private static let file = "new Blob([\"content\"])"

  /// The members of a form, which is sent as text, with the types that its schema gives them.
  private func form(_ value: MaskedValue, of body: RequestBody) -> String {
    guard let members = value.withVariables.objectValue else { return "{}" }
    let properties = resolved(body.schema)["properties"]
    let texts = members.map { name, value in
      TypeScriptLiteral.memberKey(name) + ": "
        + member(value, resolved(properties?[name] ?? [:]), of: body)
    }
    return texts.isEmpty ? "{}" : "{ " + texts.joined(separator: ", ") + " }"
  }

  private func member(_ value: JSONValue, _ schema: JSONValue, of body: RequestBody) -> String {
    let isList = types(in: schema).contains("array")
    var elements = value.arrayValue ?? [value]
    let isFile = body.place == .parts && Self.isFile(schema)
    // A form knows no empty list.
    if isFile, elements.isEmpty { elements = [""] }
    let texts = elements.map { element in
      if isFile { return Self.file }
      return element.stringValue.map { scalar($0, schema) } ?? TypeScriptLiteral.json(element)
    }
    return isList ? "[" + texts.joined(separator: ", ") + "]" : texts.joined(separator: ", ")
  }

  private static func isFile(_ schema: JSONValue) -> Bool {
    schema.isBinary || schema["items"].map(isFile) == true
      || schema["anyOf"]?.arrayValue?.contains(where: isFile) == true
  }

  private func resolved(_ schema: JSONValue) -> JSONValue {
    SchemaReference.resolved(schema, in: models)
  }
}

import StreamDecoding

/// A kind of object of a document, as far as schemas are found in it. A name is a keyword only where
/// the object has it: a response may be called `default`, a header `value`.
///
/// Source: OpenAPI 3.2, section 4, the fixed fields of each object; Swagger 2.0, the same, whose
/// `definitions` and whose `schema` of a response have no other meaning in 3.x.
enum OpenAPIPart {
  case document, components, pathItem, operation, parameter, body, response, media, encoding
  case schema
  /// One without schemas: an example, a link, a security scheme.
  case plain

  enum Members {
    /// This one.
    case one(OpenAPIPart)
    /// A list of them.
    case each(OpenAPIPart)
    /// Them by their names.
    case named(OpenAPIPart)
    /// Objects that hold them by their names, by names of their own: callbacks.
    case grouped(OpenAPIPart)
  }

  func modern(_ value: JSONValue) -> JSONValue {
    if self == .schema { return SchemaDialect.modern(value) }
    guard case .object(let members) = value else { return value }
    var result = JSONObject()
    for (key, member) in members {
      switch self.members(at: key) {
      case .one(let part): result[key] = part.modern(member)
      case .each(let part):
        result[key] = member.arrayValue.map { .array($0.map(part.modern)) } ?? member
      case .named(let part): result[key] = Self.mapped(member, part.modern)
      case .grouped(let part):
        result[key] = Self.mapped(member) { Self.mapped($0, part.modern) }
      case nil: result[key] = member
      }
    }
    return .object(result)
  }

  private static func mapped(
    _ value: JSONValue, _ change: (JSONValue) -> JSONValue
  ) -> JSONValue {
    guard case .object(let members) = value else { return value }
    var result = JSONObject()
    for (name, member) in members { result[name] = change(member) }
    return .object(result)
  }

  func members(at key: String) -> Members? {
    switch (self, key) {
    case (.document, "paths"), (.document, "webhooks"), (.components, "pathItems"):
      .named(.pathItem)
    case (.document, "components"): .one(.components)
    case (.components, "schemas"), (.document, "definitions"): .named(.schema)
    case (.components, "responses"), (.operation, "responses"), (.document, "responses"):
      .named(.response)
    case (.components, "requestBodies"): .named(.body)
    case (.components, "parameters"), (.components, "headers"), (.response, "headers"),
      (.encoding, "headers"), (.document, "parameters"):
      .named(.parameter)
    case (.components, "callbacks"), (.operation, "callbacks"): .grouped(.pathItem)
    case (.components, "mediaTypes"), (.parameter, "content"), (.body, "content"),
      (.response, "content"):
      .named(.media)
    case (.pathItem, "additionalOperations"): .named(.operation)
    case (.pathItem, "parameters"), (.operation, "parameters"): .each(.parameter)
    case (.pathItem, _) where OpenAPIReader.methods.contains(key): .one(.operation)
    case (.operation, "requestBody"): .one(.body)
    case (.parameter, "schema"), (.media, "schema"), (.media, "itemSchema"),
      (.response, "schema"):
      .one(.schema)
    case (.media, "encoding"): .named(.encoding)
    case (.components, "securitySchemes"), (.document, "securityDefinitions"),
      (.components, "examples"), (.media, "examples"), (.parameter, "examples"),
      (.components, "links"), (.response, "links"):
      .named(.plain)
    default: nil
    }
  }

  /// Whether a reference may stand in place of one of these, and is followed by who reads it.
  ///
  /// Source: OpenAPI 3.2, "Reference Object" and "Path Item Object".
  var isReferable: Bool {
    switch self {
    case .pathItem, .parameter, .body, .response, .media, .schema, .plain: true
    case .document, .components, .operation, .encoding: false
    }
  }
}

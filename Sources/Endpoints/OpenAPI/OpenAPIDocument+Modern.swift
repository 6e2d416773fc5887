import StreamDecoding

extension OpenAPIDocument {
  /// The document as it is written today: its schemas in the dialect of OpenAPI 3.1 and later.
  public var modern: JSONValue { hasOldSchemas ? Self.modern(root) : root }

  /// What a reference of the document stands for; nil when it leads out of it or nowhere.
  public func resolving(_ value: JSONValue) -> JSONValue? {
    OpenAPIReferences(root: root).resolve(value)
  }

  private static func modern(_ value: JSONValue) -> JSONValue {
    switch value {
    case .null, .bool, .number, .string: return value
    case .array(let elements): return .array(elements.map(modern))
    case .object(let members):
      var result = JSONObject()
      for (key, member) in members { result[key] = modern(member, under: key) }
      return .object(result)
    }
  }

  private static func modern(_ value: JSONValue, under key: String) -> JSONValue {
    switch key {
    case "schema": return SchemaDialect.modern(value)
    case "schemas":
      var schemas = JSONObject()
      for (name, schema) in value.objectValue ?? [:] {
        schemas[name] = SchemaDialect.modern(schema)
      }
      return .object(schemas)
    // Values, whatever they look like.
    case "example", "examples", "default", "enum", "value": return value
    case _ where key.hasPrefix("x-"): return value
    default: return modern(value)
    }
  }
}

import StreamDecoding

/// Turns the schemas of OpenAPI 3.0 into JSON Schema 2020-12, which the rest speaks.
///
/// Source: OpenAPI 3.1, "Migrating from 3.0": `nullable`, boolean `exclusiveMinimum` and
/// `exclusiveMaximum`, `example`, `format: binary` and `format: byte`.
enum SchemaDialect {
  static func modern(_ schema: JSONValue) -> JSONValue {
    switch schema {
    case .object(let members): .object(modern(members))
    case .array(let elements): .array(elements.map(modern))
    case .null, .bool, .number, .string: schema
    }
  }

  private static func modern(_ members: JSONObject) -> JSONObject {
    var result = JSONObject()
    for (key, value) in members {
      switch key {
      case "nullable": break
      case "exclusiveMinimum", "exclusiveMaximum":
        let limit = key == "exclusiveMinimum" ? "minimum" : "maximum"
        if value.boolValue == nil {
          result[key] = value
        } else if value.boolValue == true, let number = members[limit] {
          result[key] = number
        }
      case "minimum" where members["exclusiveMinimum"]?.boolValue == true: break
      case "maximum" where members["exclusiveMaximum"]?.boolValue == true: break
      // Values, not schemas: nothing in them is a keyword.
      case "default", "example", "examples", "enum", "const", "discriminator": result[key] = value
      case _ where key.hasPrefix("x-"): result[key] = value
      case "properties", "patternProperties", "$defs": result[key] = modernEach(value)
      default: result[key] = modern(value)
      }
    }
    return members["nullable"]?.boolValue == true ? nullable(result) : result
  }

  /// The members are names of properties, whatever they are called.
  private static func modernEach(_ schemas: JSONValue) -> JSONValue {
    guard let members = schemas.objectValue else { return schemas }
    var result = JSONObject()
    for (name, schema) in members { result[name] = modern(schema) }
    return .object(result)
  }

  private static func nullable(_ schema: JSONObject) -> JSONObject {
    var result = schema
    if let type = schema["type"]?.stringValue {
      result["type"] = [.string(type), "null"]
      if let values = schema["enum"]?.arrayValue, !values.contains(.null) {
        result["enum"] = .array(values + [.null])
      }
      return result
    }
    return ["anyOf": [.object(result), ["type": "null"]]]
  }
}

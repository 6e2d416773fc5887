import StreamDecoding

/// Schemas of Swagger 2.0 as those of OpenAPI 3.0.
enum SwaggerSchema {
  /// - Parameter schema: Of a model, a body or an answer; or what a parameter has in place of one.
  static func modern(_ schema: JSONValue) -> JSONValue {
    switch schema {
    case .object(let members): .object(modern(members))
    case .array(let elements): .array(elements.map(modern))
    case .null, .bool, .number, .string: schema
    }
  }

  /// Schemas by their names.
  static func each(_ schemas: JSONValue) -> JSONValue {
    guard let members = schemas.objectValue else { return schemas }
    var result = JSONObject()
    for (name, schema) in members { result[name] = modern(schema) }
    return .object(result)
  }

  private static func modern(_ members: JSONObject) -> JSONObject {
    var result = JSONObject()
    for (key, value) in members {
      switch key {
      case "$ref": result[key] = .string(reference(value.stringValue ?? ""))
      case "x-nullable" where value.boolValue == true: result["nullable"] = true
      case "discriminator":
        result[key] = value.stringValue.map { ["propertyName": .string($0)] } ?? value
      // Values, not schemas: nothing in them is a keyword.
      case "default", "example", "enum": result[key] = value
      case _ where key.hasPrefix("x-"): result[key] = value
      case "type" where value == "file":
        result[key] = "string"
        result["format"] = "binary"
      case "properties", "patternProperties": result[key] = each(value)
      case "items":
        // One schema by the rule; a list of them is met all the same.
        let choices = value.arrayValue.map { $0.map(modern) }
        result[key] =
          choices.map { $0.count == 1 ? $0[0] : ["anyOf": .array($0)] } ?? modern(value)
      case "collectionFormat": break
      default: result[key] = modern(value)
      }
    }
    return result
  }

  private static func reference(_ text: String) -> String {
    guard let steps = JSONPointer(reference: text)?.steps, steps.first == "definitions" else {
      return text
    }
    return JSONPointer(["components", "schemas"] + steps.dropFirst()).reference
  }
}

import Endpoints
import StreamDecoding

extension ModelTable {
  /// The schema as one object with members; nil when it is none.
  func mergedObject(_ schema: JSONValue) -> JSONValue? {
    var room = 64
    // A model that is another one is its alias.
    guard schema["$ref"] == nil, let object = merged(schema, room: &room),
      !object.properties.isEmpty
    else { return nil }
    return object
  }

  private func merged(_ schema: JSONValue, room: inout Int) -> JSONValue? {
    room -= 1
    guard room > 0, schema["nullable"] != true,
      ["anyOf", "oneOf", "enum", "const"].allSatisfy({ schema[$0] == nil }),
      schema["type"] == nil || schema["type"] == "object"
    else { return nil }
    if let reference = SchemaReference(schema) {
      return schemas[reference.model].flatMap { merged($0, room: &room) }
    }
    var properties = JSONObject()
    var required: [JSONValue] = []
    for part in schema["allOf"]?.arrayValue ?? [] {
      guard let object = merged(part, room: &room) else { return nil }
      for (name, value) in object.properties { properties[name] = value }
      required += object["required"]?.arrayValue ?? []
    }
    for (name, value) in schema.properties { properties[name] = value }
    required += schema["required"]?.arrayValue ?? []
    return ["type": "object", "properties": .object(properties), "required": .array(required)]
  }

  /// The alternatives of a schema, each with the members that all of them have; nil without any.
  func choices(in schema: JSONValue) -> [JSONValue]? {
    guard var rest = schema.objectValue,
      let choices = (rest["anyOf"] ?? rest["oneOf"])?.arrayValue, !choices.isEmpty
    else { return nil }
    for key in ["anyOf", "oneOf", "discriminator", "nullable", "description"] { rest[key] = nil }
    guard rest["properties"] != nil || rest["allOf"] != nil else { return choices }
    return choices.map { choice in
      let whole: JSONValue = ["allOf": [.object(rest), choice]]
      return mergedObject(whole) == nil ? choice : whole
    }
  }
}

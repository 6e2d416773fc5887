import StreamDecoding

/// References into a model, `#/components/schemas/MODEL/$defs/PART`: what they lead to counts as a
/// model of its own, by the name `MODEL/$defs/PART`.
enum InnerReference {
  private static let root = "#/components/schemas/"

  /// The schema with references of one step only.
  static func flattened(_ schema: JSONValue) -> JSONValue {
    switch schema {
    case .null, .bool, .number, .string: return schema
    case .array(let elements): return .array(elements.map(flattened))
    case .object(let members):
      var result = JSONObject()
      for (key, value) in members {
        result[key] = key == "$ref" ? reference(value) : flattened(value)
      }
      return .object(result)
    }
  }

  private static func reference(_ value: JSONValue) -> JSONValue {
    guard let text = value.stringValue, text.hasPrefix(root) else { return flattened(value) }
    return .string(root + text.dropFirst(root.count).replacing("/", with: "~1"))
  }

  /// A reference to the model `name`. Source: RFC 6901, section 4.
  static func reference(to name: String) -> JSONValue {
    let step = name.replacing("~", with: "~0").replacing("/", with: "~1")
    return ["$ref": .string(root + step)]
  }

  /// The model `name`, or the schema inside of one that goes by that name.
  static func schema(named name: String, in models: JSONObject) -> JSONValue? {
    if let model = models[name] { return model }
    let steps = name.split(separator: "/").map(String.init)
    guard steps.count > 1, let model = models[steps[0]] else { return nil }
    return steps.dropFirst().reduce(model) { schema, step in
      schema?[step]
        ?? Int(step).flatMap { index in
          schema?.arrayValue.flatMap { $0.indices.contains(index) ? $0[index] : nil }
        }
    }
  }

  /// A name for the type of `MODEL/$defs/PART`: `MODEL_PART_`.
  static func typeName(of name: String) -> String {
    let steps = name.split(separator: "/")
    return (steps.prefix(1) + steps.dropFirst().suffix(1)).joined(separator: "_") + "_"
  }
}

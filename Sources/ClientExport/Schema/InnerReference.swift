import Endpoints
import StreamDecoding

/// References into a model, `#/components/schemas/MODEL/$defs/PART`: what they lead to counts as a
/// model of its own, and the reference is its name.
enum InnerReference {
  /// The schema with references to whole models only, each written in the same way.
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
    guard let name = value.stringValue.flatMap(name(text:)) else { return flattened(value) }
    return .string(SchemaReference(to: name).text)
  }

  /// The name of what a reference leads to; nil where that is no model, and in none.
  static func name(text: String) -> String? {
    SchemaReference(text: text).map { $0.inner.isEmpty ? $0.model : $0.text }
  }

  /// The model `name`, or the schema inside of one that goes by that name.
  static func schema(named name: String, in models: JSONObject) -> JSONValue? {
    models[name] ?? SchemaReference(text: name)?.target(in: models)
  }

  /// A name for the type of `MODEL/$defs/PART`, `MODEL_PART_`; that of a model is its own.
  static func typeName(of name: String) -> String {
    guard let reference = SchemaReference(text: name), let part = reference.inner.last
    else { return name }
    return reference.model + "_" + part + "_"
  }
}

import Endpoints
import StreamDecoding

/// JSON Schema as TypeScript types.
struct TypeScriptType {
  /// The type's name of each model.
  let names: [String: String]
  /// The models themselves.
  let schemas: JSONObject
  let place: ValuePlace
  /// Models that must not be named directly here, for an alias of them would go round in a circle.
  var circular: Set<String> = []
  /// A `Date` may be given for a time.
  var takesDates = false
  /// The properties of the object that a schema is one of several parts of.
  var known: JSONObject = [:]

  /// The type of whatever fits `schema`; `unknown` where the schema doesn't say.
  func text(_ schema: JSONValue) -> String {
    alternatives(schema).joined(separator: " | ")
  }

  /// The members of the union, each safe to be joined by `|`.
  func alternatives(_ schema: JSONValue) -> [String] {
    let isNullable = schema["nullable"]?.boolValue == true
    return Self.union(simpleAlternatives(schema) + (isNullable ? ["null"] : []))
  }

  /// Without duplicates, and without what `unknown` holds already.
  static func union(_ alternatives: [String]) -> [String] {
    if alternatives.contains("unknown") { return ["unknown"] }
    var seen = Set<String>()
    return alternatives.filter { seen.insert($0).inserted }
  }

  private func simpleAlternatives(_ schema: JSONValue) -> [String] {
    guard case .object(let members) = schema else {
      return [schema == .bool(false) ? "never" : "unknown"]
    }
    if let name = SchemaReference(schema)?.model {
      return [circular.contains(name) ? "unknown" : names[name] ?? "unknown"]
    }
    if let value = members["const"] { return [literal(value)] }
    if let values = members["enum"]?.arrayValue, !values.isEmpty { return values.map(literal) }
    let parts = parts(of: schema)
    if !parts.isEmpty { return Self.intersection(parts) }
    let types = schema.typeNames
    return types.isEmpty ? [untyped(schema)] : types.flatMap { named($0, schema) }
  }

  private func named(_ type: String, _ schema: JSONValue) -> [String] {
    switch type {
    case "string": string(schema)
    case "integer", "number": ["number"]
    case "boolean", "null": [type]
    case "array": [array(schema)]
    case "object": [object(schema)]
    default: ["unknown"]
    }
  }

  private func untyped(_ schema: JSONValue) -> String {
    if schema["properties"] != nil || schema["additionalProperties"] != nil
      || !borrowed(by: schema).isEmpty
    {
      return object(schema)
    }
    return schema["items"] != nil || schema["prefixItems"] != nil ? array(schema) : "unknown"
  }

  private func string(_ schema: JSONValue) -> [String] {
    if place == .parts, schema.isBinary { return ["Blob"] }
    let name = FluidTypes.name(for: schema) ?? "string"
    return takesDates && name == "FluidTypes.DateTime" ? ["Date", name] : [name]
  }

  private func array(_ schema: JSONValue) -> String {
    var inner = self
    inner.known = [:]
    let items = Self.grouped(inner.alternatives(schema["items"] ?? true)) + "[]"
    guard let places = schema["prefixItems"]?.arrayValue else { return items }
    let most = schema["maxItems"]?.intValue ?? .max
    // Who says nothing of a least number means every place to be there.
    let least = schema["minItems"]?.intValue ?? places.count
    var texts = places.prefix(max(0, most)).enumerated().map { index, place in
      index < least ? inner.text(place) : Self.grouped(inner.alternatives(place)) + "?"
    }
    if schema["items"] != false, most > places.count { texts.append("..." + items) }
    return "[" + texts.joined(separator: ", ") + "]"
  }

  /// One operand of an operator that binds closer than `|`.
  static func grouped(_ alternatives: [String]) -> String {
    let text = alternatives.joined(separator: " | ")
    return alternatives.count > 1 ? "(" + text + ")" : text
  }

  private func literal(_ value: JSONValue) -> String {
    switch value {
    case .null, .bool: value.text()
    // What TypeScript takes for a number literal: JSON's are all of them.
    case .number(let text): text
    case .string(let text): TypeScriptLiteral.string(text)
    case .array, .object: "unknown"
    }
  }
}

import StreamDecoding

/// JSON Schema as TypeScript types.
struct TypeScriptType {
  /// The type's name of each model.
  let names: [String: String]
  /// What the server sends has its defaults filled in; what it takes may leave them out.
  let isOutput: Bool
  /// Models that must not be named directly here, for an alias of them would go round in a circle.
  var circular: Set<String> = []

  /// The type of whatever fits `schema`; `unknown` where the schema doesn't say.
  func text(_ schema: JSONValue) -> String {
    alternatives(schema).joined(separator: " | ")
  }

  /// The members of the union, each safe to be joined by `|`.
  private func alternatives(_ schema: JSONValue) -> [String] {
    var found = simpleAlternatives(schema)
    if schema["nullable"]?.boolValue == true { found.append("null") }
    if found.contains("unknown") { return ["unknown"] }
    var seen = Set<String>()
    return found.filter { seen.insert($0).inserted }
  }

  private func simpleAlternatives(_ schema: JSONValue) -> [String] {
    guard case .object(let members) = schema else {
      return [schema == .bool(false) ? "never" : "unknown"]
    }
    if let name = SchemaReference.target(of: schema) {
      return [circular.contains(name) ? "unknown" : names[name] ?? "unknown"]
    }
    if let value = members["const"] { return [literal(value)] }
    if let values = members["enum"]?.arrayValue, !values.isEmpty { return values.map(literal) }
    if let choices = (members["anyOf"] ?? members["oneOf"])?.arrayValue, !choices.isEmpty {
      return choices.flatMap(alternatives)
    }
    if let parts = members["allOf"]?.arrayValue, !parts.isEmpty {
      return intersection(parts, rest: members)
    }
    let types =
      members["type"]?.stringValue.map { [$0] }
      ?? members["type"]?.arrayValue?.compactMap(\.stringValue) ?? []
    return types.isEmpty ? [untyped(schema)] : types.map { named($0, schema) }
  }

  private func named(_ type: String, _ schema: JSONValue) -> String {
    switch type {
    case "string": isBinary(schema) ? "Blob" : FluidTypes.name(for: schema) ?? "string"
    case "integer", "number": "number"
    case "boolean", "null": type
    case "array": array(schema)
    case "object": object(schema)
    default: "unknown"
    }
  }

  private func untyped(_ schema: JSONValue) -> String {
    if schema["properties"] != nil || schema["additionalProperties"] != nil {
      return object(schema)
    }
    return schema["items"] != nil || schema["prefixItems"] != nil ? array(schema) : "unknown"
  }

  /// An upload: OpenAPI 3.0 writes `format`, 3.1 `contentMediaType`.
  private func isBinary(_ schema: JSONValue) -> Bool {
    schema["format"] == "binary" || schema["contentMediaType"] == "application/octet-stream"
  }

  private func intersection(_ parts: [JSONValue], rest: JSONObject) -> [String] {
    var all = parts.map(alternatives).filter { $0 != ["unknown"] }
    if rest["properties"] != nil { all.append([object(.object(rest))]) }
    if all.count <= 1 { return all.first ?? ["unknown"] }
    return ["(" + all.map(Self.grouped).joined(separator: " & ") + ")"]
  }

  private func array(_ schema: JSONValue) -> String {
    if let places = schema["prefixItems"]?.arrayValue {
      return "[" + places.map(text).joined(separator: ", ") + "]"
    }
    return Self.grouped(alternatives(schema["items"] ?? true)) + "[]"
  }

  private static func grouped(_ alternatives: [String]) -> String {
    let text = alternatives.joined(separator: " | ")
    return alternatives.count > 1 ? "(" + text + ")" : text
  }

  /// The type of an object, on one line.
  private func object(_ schema: JSONValue) -> String {
    let members = members(of: schema).map { String($0.text.dropLast()) }
    return members.isEmpty ? "{}" : "{ " + members.joined(separator: "; ") + " }"
  }

  /// The members of an object's type, each with its semicolon and what is said of it.
  func members(of schema: JSONValue) -> [(text: String, summary: String)] {
    // Deeper down a name is no circle any more.
    let inner = TypeScriptType(names: names, isOutput: isOutput)
    let required = Set(schema["required"]?.arrayValue?.compactMap(\.stringValue) ?? [])
    var result: [(text: String, summary: String)] = []
    for (name, value) in schema["properties"]?.objectValue ?? [:] {
      let isThere = required.contains(name) || isOutput && value["default"] != nil
      let mark = isThere ? "" : "?"
      result.append(
        (
          TypeScriptLiteral.key(name) + mark + ": " + inner.text(value) + ";",
          value["description"]?.stringValue ?? ""
        ))
    }
    if let rest = inner.rest(of: schema, hasMembers: !result.isEmpty) {
      result.append(("[key: string]: " + rest + ";", ""))
    }
    return result
  }

  /// The type of members that have no name in the schema, or nil when there are none.
  private func rest(of schema: JSONValue, hasMembers: Bool) -> String? {
    switch schema["additionalProperties"] {
    case nil, .null: hasMembers ? nil : "unknown"
    case .bool(false): nil
    case .bool(true): "unknown"
    // It would have to hold for the named members too.
    case .some(let value): hasMembers ? "unknown" : text(value)
    }
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

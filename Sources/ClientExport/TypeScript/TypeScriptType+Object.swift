import Endpoints
import StreamDecoding

extension TypeScriptType {
  /// The type of an object, on one line.
  func object(_ schema: JSONValue) -> String {
    let members = members(of: schema).map { String($0.text.dropLast()) }
    return members.isEmpty ? "{}" : "{ " + members.joined(separator: "; ") + " }"
  }

  /// The members of an object's type, each with its semicolon and what is said of it.
  func members(of schema: JSONValue) -> [(text: String, summary: String)] {
    // Deeper down a name is no circle any more.
    let inner = TypeScriptType(names: names, schemas: schemas, place: place)
    let required = Set(schema.requiredNames)
    let own = schema.properties.map { ($0.key, $0.value) }
    var result: [(text: String, summary: String)] = (own + borrowed(by: schema)).map {
      name, value in
      let isThere = MemberPresence().isThere(
        value, isRequired: required.contains(name), at: place)
      let text = TypeScriptLiteral.key(name) + (isThere ? ": " : "?: ") + inner.text(value) + ";"
      let deprecation = value["deprecated"] == true ? "@deprecated " : ""
      return (text, deprecation + (value["description"]?.stringValue ?? ""))
    }
    if let rest = inner.rest(of: schema, hasMembers: !result.isEmpty) {
      result.append(("[key: string]: " + rest + ";", ""))
    }
    return result
  }

  /// Properties that a part of an object requires and another part describes.
  func borrowed(by schema: JSONValue) -> [(name: String, value: JSONValue)] {
    guard !known.isEmpty else { return [] }
    let required = Set(schema.requiredNames)
    return known.filter { name, _ in required.contains(name) && schema["properties"]?[name] == nil }
      .map { ($0.key, $0.value) }
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

  // MARK: Of several parts

  /// What a value must fit all of, where a schema is put together of others; each is a union.
  func parts(of schema: JSONValue) -> [[String]] {
    let all = schema["allOf"]?.arrayValue ?? []
    let choices = ["anyOf", "oneOf"].compactMap { schema[$0]?.arrayValue }.filter { !$0.isEmpty }
    if all.isEmpty, choices.isEmpty { return [] }
    var inner = self
    inner.known = properties(of: schema, depth: 0)
    let hasOwn =
      !schema.properties.isEmpty || !inner.borrowed(by: schema).isEmpty
    let own = hasOwn ? [[inner.object(schema)]] : []
    let others =
      all.map(inner.alternatives) + choices.map { Self.union($0.flatMap(inner.alternatives)) }
    return own + others.filter { $0 != ["unknown"] }
  }

  static func intersection(_ parts: [[String]]) -> [String] {
    guard parts.count > 1 else { return parts.first ?? ["unknown"] }
    return ["(" + parts.map(grouped).joined(separator: " & ") + ")"]
  }

  /// What is known of an object's properties, from the parts that hold in any case.
  private func properties(of schema: JSONValue, depth: Int) -> JSONObject {
    var result = depth == 0 ? known : [:]
    // A model may be a part of itself.
    guard depth < 8 else { return result }
    let model = SchemaReference(schema).flatMap { schemas[$0.model] }
    for part in (model.map { [$0] } ?? []) + (schema["allOf"]?.arrayValue ?? []) {
      for (name, value) in properties(of: part, depth: depth + 1) { result[name] = value }
    }
    for (name, value) in schema.properties { result[name] = value }
    return result
  }
}

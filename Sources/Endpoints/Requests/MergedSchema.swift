import StreamDecoding

/// A schema as one: its references followed, the parts of its `allOf` put together.
///
/// What can't be said as one schema (two patterns, two choices) stays in an `allOf` of the result.
/// Source: JSON Schema 2020-12, Core 10.2.1.
public struct MergedSchema {
  private let models: JSONObject
  /// Models refer to each other, also in circles.
  private var room = 200

  /// A schema and what it refers to, as one.
  public static func of(_ schema: JSONValue, models: JSONObject) -> JSONValue {
    var merged = MergedSchema(models: models)
    return merged.flat(schema)
  }

  /// One of a schema's alternatives, together with what stands beside them.
  public static func of(
    _ choice: JSONValue, chosenIn schema: JSONValue, by key: String, models: JSONObject
  ) -> JSONValue {
    guard var common = schema.objectValue else { return of(choice, models: models) }
    common[key] = nil
    common["discriminator"] = nil
    // Those are of the choice as a whole.
    for word in ["title", "description", "default", "example", "examples"] { common[word] = nil }
    return of(["allOf": [choice, .object(common)]], models: models)
  }

  private init(models: JSONObject) { self.models = models }

  private mutating func flat(_ schema: JSONValue) -> JSONValue {
    guard var whole = schema.objectValue, room > 0 else { return schema }
    var parts = whole["allOf"]?.arrayValue ?? []
    let target = SchemaReference(schema)?.target(in: models)
    if parts.isEmpty, target == nil { return schema }
    room -= 1
    whole["allOf"] = nil
    if let target {
      whole["$ref"] = nil
      parts.insert(target, at: 0)
    }
    var left: [JSONValue] = []
    for part in parts.prefix(room) {
      guard var other = flat(part).objectValue else {
        if part == false { return false }
        continue
      }
      left += other["allOf"]?.arrayValue ?? []
      other["allOf"] = nil
      if let rest = Self.merge(other, into: &whole) { left.append(rest) }
    }
    if !left.isEmpty { whole["allOf"] = .array(left) }
    return .object(whole)
  }

  /// Puts one schema into another.
  ///
  /// - Returns: What both say in ways that are no one way.
  private static func merge(_ other: JSONObject, into whole: inout JSONObject) -> JSONValue? {
    var rest = JSONObject()
    for (key, new) in other {
      guard let own = whole[key], own != new else {
        whole[key] = new
        continue
      }
      if let one = merged(own, new, key) { whole[key] = one } else { rest[key] = new }
    }
    return rest.isEmpty ? nil : .object(rest)
  }

  /// Two values of one keyword as one; nil where there is none.
  private static func merged(_ own: JSONValue, _ new: JSONValue, _ key: String) -> JSONValue? {
    switch (key, own, new) {
    case ("required", .array(let some), .array(let more)):
      .array(some + more.filter { !some.contains($0) })
    case ("enum", .array(let some), .array(let more)): .array(some.filter(more.contains))
    case ("type", _, _): type(of: own, and: new)
    case ("properties", .object(let some), .object(let more)),
      ("patternProperties", .object(let some), .object(let more)),
      ("dependentRequired", .object(let some), .object(let more)):
      .object(
        more.reduce(into: some) { all, member in
          all[member.key] = all[member.key].map { Self.both($0, member.value) } ?? member.value
        })
    case ("items", _, _), ("additionalProperties", _, _), ("contains", _, _): both(own, new)
    case ("minimum", _, _), ("exclusiveMinimum", _, _), ("minLength", _, _), ("minItems", _, _),
      ("minProperties", _, _):
      (own.doubleValue ?? 0) < (new.doubleValue ?? 0) ? new : own
    case ("maximum", _, _), ("exclusiveMaximum", _, _), ("maxLength", _, _), ("maxItems", _, _),
      ("maxProperties", _, _):
      (own.doubleValue ?? 0) > (new.doubleValue ?? 0) ? new : own
    case ("uniqueItems", _, _): .bool(own == true || new == true)
    case ("anyOf", _, _), ("oneOf", _, _), ("not", _, _), ("pattern", _, _), ("format", _, _),
      ("multipleOf", _, _), ("const", _, _), ("if", _, _), ("then", _, _), ("else", _, _),
      ("prefixItems", _, _):
      nil
    // What is said to people: the outer words are about this place.
    default: own
    }
  }

  private static func both(_ own: JSONValue, _ new: JSONValue) -> JSONValue {
    if own == new || new == true { return own }
    if own == true { return new }
    if case (.array(let some), .array(let more)) = (own, new) { return .array(some + more) }
    return own == false || new == false ? false : ["allOf": [own, new]]
  }

  private static func type(of own: JSONValue, and new: JSONValue) -> JSONValue {
    func names(_ value: JSONValue) -> [String] {
      value.stringValue.map { [$0] } ?? value.arrayValue?.compactMap(\.stringValue) ?? []
    }
    let (some, more) = (names(own), names(new))
    let common = (some + more).filter { name in
      let wide = name == "integer" ? ["integer", "number"] : [name]
      return !Set(wide).isDisjoint(with: some) && !Set(wide).isDisjoint(with: more)
    }
    let types = common.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return types.count == 1 ? .string(types[0]) : .array(types.map(JSONValue.string))
  }
}

import StreamDecoding

/// A first body for a request, made of its schema, for the user to change.
public struct BodyDraft {
  /// What stands where the schema offers nothing.
  public enum Filling: Sendable, Hashable {
    /// Empty texts, for a user to fill in; optional members where the schema offers a value.
    case form
    /// Words for what belongs there, `string` or `date-time`, for a reader; required members only.
    case example
  }

  /// Models refer to each other, also in circles.
  private static let depthLimit = 6
  /// No list is made longer, whatever its schema says.
  static let mostItems = 8
  /// Nor is more than this many of what a schema offers tried.
  private static let mostTried = 50
  /// Nor does more than this come of one value by changing it.
  static let mostVariants = 200

  let models: JSONObject
  let filling: Filling
  /// How many values there may be yet: models that hold each other many times have no end.
  var room = 500
  /// Holds samples against their schemas, in bounded time for all of them.
  private var check: SchemaCheck
  /// Models that a sample is being made of, from the outside in.
  private var open: [SchemaReference] = []

  private init(models: JSONObject, filling: Filling) {
    self.models = models
    self.filling = filling
    check = SchemaCheck(models: models)
  }

  /// The author's example of a body, else a value that fits its schema: its defaults and examples
  /// where there are some, else empty values. Where a member `stream` decides whether the endpoint
  /// streams, it does.
  public static func value(
    for body: RequestBody, of endpoint: Endpoint, models: JSONObject, filling: Filling
  ) -> JSONValue {
    var draft = BodyDraft(models: models, filling: filling)
    let streams = endpoint.kinds.contains(where: \.isStream)
    guard streams, draft.decidesStreaming(body.schema) else {
      return body.example ?? draft.value(for: body.schema, depth: 0)
    }
    return draft.streaming(body.schema, example: body.example)
  }

  /// A value that fits `schema`.
  public static func value(
    for schema: JSONValue, models: JSONObject, filling: Filling
  ) -> JSONValue {
    var draft = BodyDraft(models: models, filling: filling)
    return draft.value(for: schema, depth: 0)
  }

  /// A value that fits `schema`, with the tag that tells which of a union's alternatives it is.
  public static func value(
    for schema: JSONValue, as choice: JSONValue, of union: JSONValue, models: JSONObject
  ) -> JSONValue {
    tagged(
      value(for: schema, models: models, filling: .form), as: choice, of: union["discriminator"])
  }

  // MARK: Whether the answer streams

  /// Whether a member of that name is declared, by the schema or by one of its alternatives.
  private func decidesStreaming(_ schema: JSONValue, depth: Int = 0) -> Bool {
    let whole = MergedSchema.of(schema, models: models)
    if whole["properties"]?["stream"] != nil { return true }
    let choices = (whole["anyOf"]?.arrayValue ?? []) + (whole["oneOf"]?.arrayValue ?? [])
    return depth < 3
      && choices.prefix(Self.mostTried).contains { decidesStreaming($0, depth: depth + 1) }
  }

  /// The sample with `stream: true`, where the schema takes that; the author's own where there is one.
  private mutating func streaming(_ schema: JSONValue, example: JSONValue?) -> JSONValue {
    let whole = MergedSchema.of(schema, models: models)
    if let written = example ?? given(in: schema) ?? given(in: whole) {
      guard var members = written.objectValue else { return written }
      members["stream"] = true
      return fits(.object(members), schema) ? .object(members) : written
    }
    let wish: JSONValue = ["properties": ["stream": ["const": true]], "required": ["stream"]]
    let sample = value(for: ["allOf": [schema, wish]], depth: 0)
    if sample["stream"] == true, fits(sample, schema) { return sample }
    return value(for: schema, depth: 0)
  }

  // MARK: Values

  mutating func value(for schema: JSONValue, depth: Int) -> JSONValue {
    if let given = given(in: schema) { return given }
    room -= 1
    guard depth < Self.depthLimit, room > 0 else { return .null }
    let reference = SchemaReference(schema)
    if let reference { open.append(reference) }
    defer { if reference != nil { open.removeLast() } }
    let whole = MergedSchema.of(schema, models: models)
    if whole != schema, let given = given(in: whole) { return given }
    for key in ["anyOf", "oneOf"] {
      guard let choices = whole[key]?.arrayValue, !choices.isEmpty else { continue }
      return chosen(of: choices, by: key, in: whole, depth: depth)
    }
    return repaired(plain(whole, depth: depth), whole, depth: depth)
  }

  func fits(_ value: JSONValue, _ schema: JSONValue) -> Bool {
    SchemaCheck.breaches(of: value, in: schema, models: models).isEmpty
  }

  /// Whether a value fits, as far as there is time to look.
  private mutating func isTaken(_ value: JSONValue, by schema: JSONValue) -> Bool {
    check.breaches(of: value, in: schema, at: "", depth: 0).isEmpty
  }

  /// The first alternative of which there is a value that fits; such that don't go round in circles
  /// before others, and `null` last.
  private mutating func chosen(
    of choices: [JSONValue], by key: String, in schema: JSONValue, depth: Int
  ) -> JSONValue {
    func rank(_ choice: JSONValue) -> Int {
      if choice["type"] == "null" { return 1 }
      return SchemaReference(choice).map(open.contains) == true ? 2 : 0
    }
    let order = choices.prefix(Self.mostTried).enumerated().sorted {
      (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
    }
    var first: JSONValue?
    for choice in order.map(\.element) {
      let reference = SchemaReference(choice)
      if let reference { open.append(reference) }
      let whole = MergedSchema.of(choice, chosenIn: schema, by: key, models: models)
      let sample = Self.tagged(
        value(for: whole, depth: depth + 1), as: choice, of: schema["discriminator"])
      if reference != nil { open.removeLast() }
      if isTaken(sample, by: schema) { return sample }
      first = first ?? sample
    }
    return first ?? .null
  }

  /// The value with the tag that tells which of the alternatives it is. A tag with a default is
  /// not required by its own model; Pydantic refuses a union's value without it all the same.
  static func tagged(
    _ value: JSONValue, as choice: JSONValue, of discriminator: JSONValue?
  ) -> JSONValue {
    guard let name = discriminator?["propertyName"]?.stringValue, var members = value.objectValue,
      members[name] == nil, let reference = SchemaReference(choice)
    else { return value }
    let mapped = discriminator?["mapping"]?.objectValue?.first { _, target in
      // A mapping has references, or bare names.
      target.stringValue.map { SchemaReference(text: $0) ?? SchemaReference(to: $0) } == reference
    }
    members[name] = .string(mapped?.key ?? reference.inner.last ?? reference.model)
    return .object(members)
  }

  /// What the schema itself offers as a value, where that fits it.
  private mutating func given(in schema: JSONValue) -> JSONValue? {
    var offered = [schema["default"], schema["const"], schema["example"]].compactMap(\.self)
    offered += (schema["examples"]?.arrayValue ?? []) + (schema["enum"]?.arrayValue ?? [])
    let isOnlyNull = offered.allSatisfy(\.isNull)
    for value in offered.prefix(Self.mostTried) where isOnlyNull || !value.isNull {
      if value.isNull, schema["const"] == nil, schema["enum"] == nil { continue }
      if isTaken(value, by: schema) { return value }
    }
    return nil
  }

  /// Whether the schema offers a value that is none at all.
  mutating func offersValue(_ schema: JSONValue) -> Bool { given(in: schema) != nil }

  private mutating func plain(_ schema: JSONValue, depth: Int) -> JSONValue {
    switch Self.type(of: schema) {
    case "object": object(schema, depth: depth)
    case "array": array(schema, depth: depth)
    case "string": .string(TextSample(isEmptyFirst: filling == .form).text(for: schema))
    case "integer": NumberSample.value(for: schema, isInteger: true)
    case "number": NumberSample.value(for: schema, isInteger: false)
    case "boolean": .bool(filling == .example)
    case "null": .null
    default: filling == .form ? .null : [:]
    }
  }

  /// The type of a sample: the first that is named and not `null`, else what the rules are about.
  private static func type(of schema: JSONValue) -> String? {
    let types = ParameterSchema(schema).types
    if let type = types.first(where: { $0 != "null" }) ?? types.first { return type }
    let signs: [(type: String, keys: [String])] = [
      ("object", ["properties", "required", "additionalProperties", "minProperties"]),
      ("array", ["items", "prefixItems", "minItems", "contains"]),
      ("string", ["minLength", "maxLength", "pattern", "format"]),
      ("number", ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
    ]
    return signs.first { $0.keys.contains { schema[$0] != nil } }?.type
  }

  /// Another sample where conditions or what is forbidden refuse the first.
  private mutating func repaired(
    _ sample: JSONValue, _ schema: JSONValue, depth: Int
  ) -> JSONValue {
    let conditions = ["if", "not", "allOf"].filter { schema[$0] != nil }
    guard !conditions.isEmpty, var bare = schema.objectValue, !isTaken(sample, by: schema) else {
      return sample
    }
    for key in ["if", "then", "else", "not", "allOf"] { bare[key] = nil }
    let parts = schema["allOf"]?.arrayValue ?? []
    var wishes = parts.map { JSONValue.array([.object(bare), $0]) }
    if let condition = schema["if"] {
      wishes += ["then", "else"].compactMap { schema[$0] }.flatMap {
        [.array([.object(bare), $0]), .array([.object(bare), condition, $0])]
      }
    }
    for wish in wishes.prefix(Self.mostTried) {
      let other = value(for: ["allOf": wish], depth: depth + 1)
      if isTaken(other, by: schema) { return other }
    }
    return firstTaken(of: Self.variants(of: sample, in: schema), by: schema) ?? sample
  }

  mutating func firstTaken(of values: [JSONValue], by schema: JSONValue) -> JSONValue? {
    for value in values where isTaken(value, by: schema) { return value }
    return nil
  }
}

import Endpoints
import StreamDecoding

/// Reads schemas as shapes: what a keyword means for a type is known here, for every language.
///
/// A reference is the name of what it leads to. Objects without a name stay where they are, and the
/// parts of an `allOf` apart: a language that can't say so asks `ShapeTable`.
struct SchemaReader {
  /// The type's name of each model.
  let names: [String: String]
  /// The models themselves.
  let schemas: JSONObject
  let place: ValuePlace
  /// What the server sends has its defaults filled in. A decoder had better not count on it: it
  /// would refuse an answer that leaves one out.
  let trustsDefaults: Bool
  /// What else holds for the object that a schema is one of several parts of.
  var others: [JSONValue] = []

  /// For what stands within a part, and is none itself.
  private var inside: SchemaReader {
    SchemaReader(names: names, schemas: schemas, place: place, trustsDefaults: trustsDefaults)
  }

  /// The shape of whatever fits `schema`; anything where the schema doesn't say.
  func shape(_ schema: JSONValue) -> Shape {
    let shape = plainShape(schema)
    return schema["nullable"] == true ? Shape(anyOf: [shape, .null]) : shape
  }

  private func plainShape(_ schema: JSONValue) -> Shape {
    guard case .object(let members) = schema else { return schema == false ? .nothing : .anything }
    if let value = members["const"] { return Shape(oneOf: [value]) }
    if let values = members["enum"]?.arrayValue, !values.isEmpty { return Shape(oneOf: values) }
    let whole = whole(of: schema)
    // Parts may be nothing but rules for the values of one type.
    return whole == .anything ? typed(schema) : whole
  }

  private func typed(_ schema: JSONValue) -> Shape {
    let types = schema.typeNames
    guard types.isEmpty else { return Shape(anyOf: types.map { named($0, schema) }) }
    let objectKeys = ["properties", "additionalProperties", "patternProperties"]
    if objectKeys.contains(where: { schema[$0] != nil }) || !borrowed(by: schema).isEmpty {
      return object(schema)
    }
    if schema["items"] != nil || schema["prefixItems"] != nil { return list(schema) }
    // A part may require what nobody describes.
    if others.isEmpty || schema.requiredNames.isEmpty { return .anything }
    let members = schema.requiredNames.map { member($0, [:], .anything, isRequired: true) }
    return .object(ObjectShape(members: members))
  }

  private func named(_ type: String, _ schema: JSONValue) -> Shape {
    switch type {
    case "null": .null
    case "boolean": .bool
    case "integer": .integer
    case "number": .number
    // Within JSON bytes are a text.
    case "string": place == .parts && schema.isBinary ? .binary : .text(TextForm(schema))
    case "array": list(schema)
    case "object": object(schema)
    default: .anything
    }
  }

  private func list(_ schema: JSONValue) -> Shape {
    let inner = inside
    let element = inner.shape(schema["items"] ?? true)
    guard let places = schema["prefixItems"]?.arrayValue else { return .list(element) }
    let most = max(0, schema["maxItems"]?.intValue ?? .max)
    return .tuple(
      TupleShape(
        places: places.prefix(most).map(inner.shape),
        // Who says nothing of a least number means every place to be there.
        least: schema["minItems"]?.intValue ?? places.count,
        rest: element == .nothing || most <= places.count ? nil : element))
  }
}

// MARK: - Objects

extension SchemaReader {
  private func object(_ schema: JSONValue) -> Shape {
    let object = members(of: schema)
    return object.members.isEmpty ? .map(rest(of: schema)) : .object(object)
  }

  private func members(of schema: JSONValue) -> ObjectShape {
    let inner = inside
    let required = Set(schema.requiredNames)
    let own = schema.properties.map { name, value in
      member(name, value, inner.shape(value), isRequired: required.contains(name))
    }
    let borrowed = borrowed(by: schema).map { name, value in
      // What is borrowed borrows nothing: a few models could grow without end.
      let lent = SchemaReader(
        names: names, schemas: [:], place: place, trustsDefaults: trustsDefaults)
      let shape = value.isSmall ? lent.shape(value) : .anything
      return member(name, value, shape, isRequired: true)
    }
    return ObjectShape(
      members: own + borrowed, isOpen: schema.isOpen, summary: schema.summary)
  }

  private func member(
    _ name: String, _ schema: JSONValue, _ shape: Shape, isRequired: Bool
  ) -> ObjectShape.Member {
    let isRequired =
      isRequired
      || others.contains { $0["required"]?.arrayValue?.contains(.string(name)) == true }
    return ObjectShape.Member(
      wireName: name, shape: shape, isRequired: isThere(schema, isRequired: isRequired),
      summary: schema.summary, isDeprecated: schema.isDeprecated)
  }

  /// Source: JSON Schema Validation, 9.4, for what only one side sets.
  private func isThere(_ member: JSONValue, isRequired: Bool) -> Bool {
    switch place {
    case .answer:
      member["writeOnly"] != true && (isRequired || trustsDefaults && member["default"] != nil)
    case .request, .parts: member["readOnly"] != true && isRequired
    }
  }

  /// Properties that a part of an object requires and another part describes.
  private func borrowed(by schema: JSONValue) -> JSONObject {
    let own = schema.properties
    let wanted = Set(schema.requiredNames.filter { own[$0] == nil })
    var result = JSONObject()
    for part in wanted.isEmpty ? [] : others {
      for (name, value) in part.properties where wanted.contains(name) { result[name] = value }
    }
    return result
  }

  /// The shape of members of whatever name.
  private func rest(of schema: JSONValue) -> Shape {
    let inner = inside
    var shapes = (schema["patternProperties"]?.objectValue ?? [:]).map { inner.shape($0.value) }
    if let others = schema["additionalProperties"] { shapes.append(inner.shape(others)) }
    return Shape(anyOf: shapes)
  }
}

// MARK: - Parts

extension SchemaReader {
  /// What a schema that is put together of others is; anything where no part says something.
  private func whole(of schema: JSONValue) -> Shape {
    let parts = schema["allOf"]?.arrayValue ?? []
    let choices = ["anyOf", "oneOf"].compactMap { schema[$0]?.arrayValue }.filter { !$0.isEmpty }
    let reference = SchemaReference(schema).flatMap { names[$0.model] }.map(Shape.named)
    let isAlone = schema["$ref"] == nil || schema["properties"] == nil && schema["required"] == nil
    if parts.isEmpty, choices.isEmpty, isAlone { return reference ?? .anything }
    var inner = self
    var room = 64
    inner.others += certain(of: schema, room: &room)
    let own = inner.members(of: schema)
    return Shape(
      own: own.members.isEmpty ? nil : own,
      parts: [reference].compactMap(\.self) + parts.map(inner.shape)
        + choices.map { Shape(anyOf: $0.map(inner.shape)) })
  }

  /// The parts of a schema that hold in any case, those within them first.
  private func certain(of schema: JSONValue, room: inout Int) -> [JSONValue] {
    var result: [JSONValue] = []
    let model = SchemaReference(schema).flatMap { schemas[$0.model] }
    for part in (model.map { [$0] } ?? []) + (schema["allOf"]?.arrayValue ?? []) {
      // A model may be a part of itself.
      room -= 1
      if room > 0 { result += certain(of: part, room: &room) }
    }
    return result + [schema]
  }
}

extension JSONValue {
  /// True where the schema tells of members without saying their names.
  fileprivate var isOpen: Bool {
    self["patternProperties"] != nil
      || ![nil, .null, false].contains(self["additionalProperties"])
  }

  /// True for what may be written several times.
  fileprivate var isSmall: Bool {
    var open = [self]
    var room = 64
    while let next = open.popLast() {
      room -= 1
      open += next.arrayValue ?? next.objectValue?.map(\.value) ?? []
      if room < open.count { return false }
    }
    return true
  }
}

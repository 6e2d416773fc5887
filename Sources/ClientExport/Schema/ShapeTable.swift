import Endpoints
import StreamDecoding

/// The shapes that some endpoints need: schemas become shapes, and what needs a name gets one.
///
/// Objects are declared, those without a name of their own after the place where they stand; parts
/// of an `allOf` become one object; an alias that would stand for itself stands for anything.
struct ShapeTable {
  /// In the order in which they were first needed.
  private(set) var declarations: [ShapeDeclaration] = []
  private(set) var names: NameScope
  /// What no type is named, though other things are.
  private let typeWords: Set<String>
  /// A language without unions wants a name for each.
  private let namesUnions: Bool
  private let schemas: JSONObject
  private var typeNames: [String: String] = [:]
  private var waiting: [(name: String, wish: String, schema: JSONValue)] = []

  /// Anonymous objects deeper than this are anything.
  private static let depthLimit = 16

  init(
    endpoints: [Endpoint], models: JSONObject, names: NameScope, typeWords: Set<String> = [],
    namesUnions: Bool
  ) {
    self.names = names
    self.typeWords = typeWords
    self.namesUnions = namesUnions
    let reached = ReachedModels(endpoints: endpoints, models: models)
    schemas = UnionTags(models: reached.schemas, users: reached.users).schemas
    for name in schemas.keys {
      typeNames[name] = claimType(NameScope.typeName(name, isWord: NameScope.isLanguageWord))
    }
    for (name, schema) in schemas { declareModel(name, schema) }
    declareWaiting()
  }

  /// A name for something else of the module.
  mutating func claim(_ wish: String) -> String { names.claim(wish) }

  /// The shape of what an endpoint sends; anything when nobody knows it.
  mutating func shape(of item: NamedSchema?, wish: String) -> Shape {
    guard let item else { return .anything }
    if let name = item.name.flatMap({ typeNames[$0] }) { return .named(name) }
    return shape(of: item.schema, wish: wish)
  }

  /// - Parameter wish: What the shape would be called if it needs a name.
  mutating func shape(of schema: JSONValue, wish: String) -> Shape {
    let result = shape(schema, wish: wish, circular: [], depth: 0)
    declareWaiting()
    return result
  }

  private mutating func claimType(_ wish: String) -> String {
    names.claim(typeWords.contains(wish) ? wish + "_" : wish)
  }

  // MARK: Declarations

  private mutating func declareModel(_ name: String, _ schema: JSONValue) {
    let typeName = typeNames[name] ?? name
    let circular = circle(through: name)
    let summary = schema["description"]?.stringValue ?? ""
    if let merged = mergedObject(schema) {
      declareObject(typeName, merged, summary: summary)
    } else {
      let alias = shape(schema, wish: typeName, circular: circular, depth: 0, isDeclared: true)
      declarations.append(
        ShapeDeclaration(name: typeName, summary: summary, content: .alias(alias)))
    }
  }

  private mutating func declareWaiting() {
    while !waiting.isEmpty {
      let next = waiting.removeFirst()
      declareObject(
        next.name, next.schema, summary: next.schema["description"]?.stringValue ?? "")
    }
  }

  private mutating func declareObject(_ name: String, _ schema: JSONValue, summary: String) {
    let required = Set(schema["required"]?.arrayValue?.compactMap(\.stringValue) ?? [])
    var members: [ShapeDeclaration.Member] = []
    for (key, value) in schema["properties"]?.objectValue ?? [:] {
      let wish = name + NameScope.joined(NameScope.words(of: key))
      members.append(
        .init(
          wireName: key, shape: shape(value, wish: wish, circular: [], depth: 0),
          isRequired: required.contains(key), summary: value["description"]?.stringValue ?? ""))
    }
    declarations.append(.init(name: name, summary: summary, content: .object(members)))
  }

  // MARK: Shapes

  private mutating func shape(
    _ schema: JSONValue, wish: String, circular: Set<String>, depth: Int, isDeclared: Bool = false
  ) -> Shape {
    let plain = plainShape(schema, wish: wish, circular: circular, depth: depth)
    let shape = schema["nullable"] == true ? Shape(anyOf: [plain, .null]) : plain
    let choices = shape.withoutNull
    guard namesUnions, !isDeclared, choices.wantsName else { return shape }
    let name = claimType(wish)
    declarations.append(.init(name: name, summary: "", content: .alias(choices)))
    return shape.isNullable ? .union([.named(name), .null]) : .named(name)
  }

  private mutating func plainShape(
    _ schema: JSONValue, wish: String, circular: Set<String>, depth: Int
  ) -> Shape {
    guard case .object(let members) = schema, depth < Self.depthLimit else { return .anything }
    if let target = SchemaReference.target(of: schema) {
      return circular.contains(target) ? .anything : typeNames[target].map(Shape.named) ?? .anything
    }
    if let value = members["const"] { return Shape(oneOf: [value]) }
    if let values = members["enum"]?.arrayValue, !values.isEmpty { return Shape(oneOf: values) }
    if let choices = (members["anyOf"] ?? members["oneOf"])?.arrayValue, !choices.isEmpty {
      var shapes: [Shape] = []
      for (index, choice) in choices.enumerated() {
        let wish = wish + (index == 0 ? "" : String(index + 1))
        shapes +=
          shape(choice, wish: wish, circular: circular, depth: depth + 1, isDeclared: true)
          .alternatives
      }
      return Shape(anyOf: shapes)
    }
    if let parts = members["allOf"]?.arrayValue, !parts.isEmpty {
      if let merged = mergedObject(schema) { return object(merged, wish: wish) }
      guard parts.count == 1 else { return .anything }
      return shape(parts[0], wish: wish, circular: circular, depth: depth + 1)
    }
    return typed(schema, wish: wish, depth: depth)
  }

  private mutating func typed(_ schema: JSONValue, wish: String, depth: Int) -> Shape {
    var types =
      schema["type"]?.stringValue.map { [$0] }
      ?? schema["type"]?.arrayValue?.compactMap(\.stringValue) ?? []
    if types.isEmpty {
      if schema["properties"] != nil || schema["additionalProperties"] != nil { types = ["object"] }
      if schema["items"] != nil || schema["prefixItems"] != nil { types = ["array"] }
    }
    var shapes: [Shape] = []
    for type in types { shapes.append(named(type, schema, wish: wish, depth: depth)) }
    return Shape(anyOf: shapes)
  }

  private mutating func named(
    _ type: String, _ schema: JSONValue, wish: String, depth: Int
  ) -> Shape {
    switch type {
    case "null": return .null
    case "boolean": return .bool
    case "integer": return .integer
    case "number": return .number
    case "string": return Self.isBinary(schema) ? .binary : .string
    case "array":
      if let places = schema["prefixItems"]?.arrayValue {
        var shapes: [Shape] = []
        for (index, place) in places.enumerated() {
          shapes.append(
            shape(place, wish: wish + String(index + 1), circular: [], depth: depth + 1))
        }
        return .tuple(shapes)
      }
      return .list(
        shape(schema["items"] ?? true, wish: wish + "Item", circular: [], depth: depth + 1))
    case "object":
      if schema["properties"]?.objectValue?.isEmpty == false { return object(schema, wish: wish) }
      let rest = schema["additionalProperties"] ?? true
      return .map(shape(rest, wish: wish + "Value", circular: [], depth: depth + 1))
    default: return .anything
    }
  }

  private mutating func object(_ schema: JSONValue, wish: String) -> Shape {
    let name = claimType(wish)
    waiting.append((name, wish, schema))
    return .named(name)
  }
}

extension Shape {
  /// True for what a language without unions and literal types can only declare.
  fileprivate var wantsName: Bool {
    switch self {
    case .union: true
    case .constants(let values): values.allSatisfy { $0.stringValue != nil }
    default: false
    }
  }
}

extension ShapeTable {
  /// An upload: OpenAPI 3.0 writes `format`, 3.1 `contentMediaType`.
  private static func isBinary(_ schema: JSONValue) -> Bool {
    schema["format"] == "binary" || schema["contentMediaType"] == "application/octet-stream"
  }

  /// The schema as one object with members; nil when it is none.
  private func mergedObject(_ schema: JSONValue) -> JSONValue? {
    var room = 64
    return mergedObject(schema, room: &room)
  }

  private func mergedObject(_ schema: JSONValue, room: inout Int) -> JSONValue? {
    room -= 1
    guard room > 0, schema["nullable"] != true,
      ["anyOf", "oneOf", "enum", "const"].allSatisfy({ schema[$0] == nil })
    else { return nil }
    var properties = JSONObject()
    var required: [JSONValue] = []
    for part in schema["allOf"]?.arrayValue ?? [] {
      let target = SchemaReference.target(of: part).map { schemas[$0] ?? [:] } ?? part
      guard let object = mergedObject(target, room: &room) else { return nil }
      for (name, value) in object["properties"]?.objectValue ?? [:] { properties[name] = value }
      required += object["required"]?.arrayValue ?? []
    }
    guard schema["type"] == nil || schema["type"] == "object" else { return nil }
    for (name, value) in schema["properties"]?.objectValue ?? [:] { properties[name] = value }
    guard !properties.isEmpty, schema["$ref"] == nil else { return nil }
    required += schema["required"]?.arrayValue ?? []
    return ["type": "object", "properties": .object(properties), "required": .array(required)]
  }

  /// Models that stand for themselves by way of `name`: no alias can say that.
  private func circle(through name: String) -> Set<String> {
    guard let schema = schemas[name] else { return [] }
    return Set(SchemaReference.immediate(in: schema).filter { reaches($0, name) })
  }

  private func reaches(_ start: String, _ goal: String) -> Bool {
    var open = [start]
    var seen = Set<String>()
    while let name = open.popLast() {
      if name == goal { return true }
      guard seen.insert(name).inserted, let schema = schemas[name], mergedObject(schema) == nil
      else { continue }
      open += SchemaReference.immediate(in: schema)
    }
    return false
  }
}

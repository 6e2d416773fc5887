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
  private let presence: MemberPresence
  private let table: ModelTable
  private var typeNames: [ValuePlace: [String: String]] = [:]
  private var waiting: [(name: String, schema: JSONValue, site: Site)] = []

  /// Anonymous objects deeper than this are anything.
  private static let depthLimit = 16

  /// Where a schema stands.
  private struct Site {
    /// What a type that is needed there would be called.
    var wish: String
    var place: ValuePlace
    /// Models that would stand for themselves there.
    var circular: Set<String> = []
    var depth = 0

    /// A part of what stands there.
    func inside(_ ending: String) -> Site {
      Site(wish: wish + ending, place: place, depth: depth + 1)
    }
  }

  /// - Parameter trustsDefaults: Members with a default are there in whatever is sent.
  init(
    endpoints: [Endpoint], models: JSONObject, names: NameScope, typeWords: Set<String> = [],
    namesUnions: Bool, trustsDefaults: Bool
  ) {
    self.typeWords = typeWords
    self.namesUnions = namesUnions
    presence = MemberPresence(trustsDefaults: trustsDefaults)
    table = ModelTable(endpoints: endpoints, models: models, presence: presence)
    var taken = names
    typeNames = table.names(isWord: NameScope.isLanguageWord) {
      taken.claim(typeWords.contains($0) ? $0 + "_" : $0)
    }
    self.names = taken
    for (name, schema) in table.schemas {
      for places in table.variants(of: name) { declareModel(name, schema, at: places[0]) }
    }
    declareWaiting()
  }

  /// A name for something else of the module.
  mutating func claim(_ wish: String) -> String { names.claim(wish) }

  /// The shape of what an endpoint sends; anything when nobody knows it.
  mutating func shape(of item: NamedSchema?, wish: String) -> Shape {
    guard let item else { return .anything }
    if let name = item.name.flatMap({ typeNames[.answer]?[$0] }) { return .named(name) }
    return shape(of: item.schema, at: .answer, wish: wish)
  }

  /// - Parameter wish: What the shape would be called if it needs a name.
  mutating func shape(of schema: JSONValue, at place: ValuePlace, wish: String) -> Shape {
    let result = shape(table.read(schema), Site(wish: wish, place: place))
    declareWaiting()
    return result
  }

  private mutating func claimType(_ wish: String) -> String {
    names.claim(typeWords.contains(wish) ? wish + "_" : wish)
  }

  // MARK: Declarations

  private mutating func declareModel(_ name: String, _ schema: JSONValue, at place: ValuePlace) {
    let typeName = typeNames[place]?[name] ?? name
    let summary = schema["description"]?.stringValue ?? ""
    var site = Site(wish: typeName, place: place)
    if let merged = table.mergedObject(schema) {
      declareObject(typeName, merged, at: site, summary: summary)
      return
    }
    site.circular = table.circle(through: name) { table.mergedObject($0) != nil }
    let alias = shape(schema, site, isDeclared: true)
    declarations.append(.init(name: typeName, summary: summary, content: .alias(alias)))
  }

  private mutating func declareWaiting() {
    while !waiting.isEmpty {
      let next = waiting.removeFirst()
      let summary = next.schema["description"]?.stringValue ?? ""
      declareObject(next.name, next.schema, at: next.site, summary: summary)
    }
  }

  private mutating func declareObject(
    _ name: String, _ schema: JSONValue, at site: Site, summary: String
  ) {
    let required = Set(schema.requiredNames)
    var members: [ShapeDeclaration.Member] = []
    for (key, value) in schema.properties {
      let wish = name + NameScope.joined(NameScope.words(of: key))
      members.append(
        .init(
          wireName: key, shape: shape(value, Site(wish: wish, place: site.place)),
          isRequired: presence.isThere(
            value, isRequired: required.contains(key), at: site.place),
          summary: value["description"]?.stringValue ?? ""))
    }
    declarations.append(.init(name: name, summary: summary, content: .object(members)))
  }

  // MARK: Shapes

  private mutating func shape(
    _ schema: JSONValue, _ site: Site, isDeclared: Bool = false
  ) -> Shape {
    let plain = plainShape(schema, site)
    let shape = schema["nullable"] == true ? Shape(anyOf: [plain, .null]) : plain
    let choices = shape.withoutNull
    guard namesUnions, !isDeclared, choices.wantsName else { return shape }
    let name = claimType(site.wish)
    declarations.append(.init(name: name, summary: "", content: .alias(choices)))
    return shape.isNullable ? .union([.named(name), .null]) : .named(name)
  }

  private mutating func plainShape(_ schema: JSONValue, _ site: Site) -> Shape {
    guard case .object(let members) = schema, site.depth < Self.depthLimit
    else { return .anything }
    if let target = SchemaReference(schema)?.model {
      let name = site.circular.contains(target) ? nil : typeNames[site.place]?[target]
      return name.map(Shape.named) ?? .anything
    }
    if let value = members["const"] { return Shape(oneOf: [value]) }
    if let values = members["enum"]?.arrayValue, !values.isEmpty { return Shape(oneOf: values) }
    if let choices = table.choices(in: schema) { return union(of: choices, in: schema, site) }
    if let parts = members["allOf"]?.arrayValue, !parts.isEmpty {
      let isAlone = parts.count == 1 && schema.properties.isEmpty && schema.requiredNames.isEmpty
      if !isAlone, let merged = table.mergedObject(schema) { return object(merged, site) }
      return all(of: parts, in: schema, site)
    }
    return typed(schema, site)
  }

  /// What the one part that says something says.
  private mutating func all(of parts: [JSONValue], in schema: JSONValue, _ site: Site) -> Shape {
    var shapes: [Shape] = []
    for part in parts {
      var inner = site
      inner.depth += 1
      let shape = shape(part, inner)
      if shape != .anything, !shapes.contains(shape) { shapes.append(shape) }
    }
    if shapes.isEmpty { return typed(schema, site) }
    return shapes.count == 1 ? shapes[0] : .anything
  }

  private mutating func union(of choices: [JSONValue], in schema: JSONValue, _ site: Site) -> Shape
  {
    var shapes: [Shape] = []
    for (index, choice) in choices.enumerated() {
      var inner = site.inside(index == 0 ? "" : String(index + 1))
      inner.circular = site.circular
      shapes += shape(choice, inner, isDeclared: true).alternatives
    }
    let union = Shape(anyOf: shapes)
    // Alternatives may be nothing but rules for the values of one type.
    return union == .anything ? typed(schema, site) : union
  }

  private mutating func typed(_ schema: JSONValue, _ site: Site) -> Shape {
    var types = schema.typeNames
    if types.isEmpty {
      if schema["properties"] != nil || schema["additionalProperties"] != nil { types = ["object"] }
      if schema["items"] != nil || schema["prefixItems"] != nil { types = ["array"] }
    }
    var shapes: [Shape] = []
    for type in types { shapes.append(named(type, schema, site)) }
    return Shape(anyOf: shapes)
  }

  private mutating func named(_ type: String, _ schema: JSONValue, _ site: Site) -> Shape {
    switch type {
    case "null": return .null
    case "boolean": return .bool
    case "integer": return .integer
    case "number": return .number
    // Within JSON bytes are a text.
    case "string": return site.place == .parts && schema.isBinary ? .binary : .string
    case "array":
      guard let places = schema["prefixItems"]?.arrayValue else {
        return .list(shape(schema["items"] ?? true, site.inside("Item")))
      }
      var shapes: [Shape] = []
      for (index, place) in places.enumerated() {
        shapes.append(shape(place, site.inside(String(index + 1))))
      }
      return .tuple(shapes)
    case "object":
      if !schema.properties.isEmpty { return object(schema, site) }
      return .map(shape(schema["additionalProperties"] ?? true, site.inside("Value")))
    default: return .anything
    }
  }

  private mutating func object(_ schema: JSONValue, _ site: Site) -> Shape {
    let name = claimType(site.wish)
    waiting.append((name, schema, site))
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

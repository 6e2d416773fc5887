import Endpoints
import StreamDecoding

/// The shapes that some endpoints need, for a language in which what has members, and perhaps what
/// is one of several, has a name.
///
/// Objects without a name of their own are named after the place where they stand; parts of an
/// `allOf` become one object; of the forms of texts nothing is said.
struct ShapeTable {
  /// In the order in which they were first needed.
  private(set) var declarations: [ShapeDeclaration] = []
  /// The same by their names.
  private(set) var declared = DeclaredShapes([])
  private(set) var names: NameScope
  /// What no type is named, though other things are.
  private let typeWords: Set<String>
  /// A language without unions wants a name for each.
  private let namesUnions: Bool
  private let models: ModelTable
  private var parts: MergedParts
  /// What is put together of parts, as it was named.
  private var wholes: [Shape: Shape] = [:]
  private var waiting: [(name: String, object: ObjectShape)] = []

  /// - Parameter trustsDefaults: Members with a default are there in whatever is sent.
  init(
    endpoints: [Endpoint], models: JSONObject, names: NameScope, typeWords: Set<String> = [],
    namesUnions: Bool, trustsDefaults: Bool
  ) {
    self.typeWords = typeWords
    self.namesUnions = namesUnions
    var taken = names
    self.models = ModelTable(
      endpoints: endpoints, models: models, trustsDefaults: trustsDefaults,
      typeName: NameScope.capitalizedTypeName
    ) {
      taken.claim(typeWords.contains($0) ? $0 + "_" : $0)
    }
    self.names = taken
    parts = MergedParts(DeclaredShapes(self.models.declarations))
    for model in self.models.declarations { declare(model) }
    declareWaiting()
  }

  /// A name for something else of the module.
  mutating func claim(_ wish: String) -> String { names.claim(wish) }

  /// The shape of what an endpoint sends; anything when nobody knows it.
  mutating func shape(of item: NamedSchema?, wish: String) -> Shape {
    declared(models.shape(of: item), wish: wish)
  }

  /// - Parameter wish: What the shape would be called if it needs a name.
  mutating func shape(of schema: JSONValue, at place: ValuePlace, wish: String) -> Shape {
    declared(models.shape(of: schema, at: place), wish: wish)
  }

  private mutating func declared(_ shape: Shape, wish: String) -> Shape {
    let result = named(shape, wish)
    declareWaiting()
    return result
  }

  private mutating func claimType(_ wish: String) -> String {
    names.claim(typeWords.contains(wish) ? wish + "_" : wish)
  }

  // MARK: Declarations

  private mutating func add(_ declaration: ShapeDeclaration) {
    declarations.append(declaration)
    declared.add(declaration)
  }

  private mutating func declare(_ model: ShapeDeclaration) {
    let shape = parts.whole(model.shape)
    if case .object(let object) = shape {
      declareObject(model.name, object, summary: model.summary)
    } else {
      let alias = named(shape, model.name, isDeclared: true)
      add(.init(name: model.name, summary: model.summary, shape: alias))
    }
  }

  private mutating func declareWaiting() {
    while !waiting.isEmpty {
      let (name, object) = waiting.removeFirst()
      declareObject(name, object, summary: object.summary)
    }
  }

  private mutating func declareObject(_ name: String, _ object: ObjectShape, summary: String) {
    var object = object
    for (place, member) in object.members.enumerated() {
      let wish = name + NameScope.joined(NameScope.words(of: member.wireName))
      object.members[place].shape = named(member.shape, wish)
    }
    add(.init(name: name, summary: summary, shape: .object(object)))
  }

  // MARK: Names

  /// The shape with a name in the place of each object within it.
  private mutating func named(_ shape: Shape, _ wish: String, isDeclared: Bool = false) -> Shape {
    let shape = objectsNamed(shape, wish)
    let choices = shape.withoutNull
    guard namesUnions, !isDeclared, choices.wantsName else { return shape }
    let name = claimType(wish)
    add(.init(name: name, summary: "", shape: choices))
    return shape.isNullable ? .union([.named(name), .null]) : .named(name)
  }

  private mutating func objectsNamed(_ shape: Shape, _ wish: String) -> Shape {
    switch shape {
    case .anything, .nothing, .null, .bool, .integer, .number, .binary, .named: return shape
    case .text: return .text(nil)
    case .constants(let values): return Shape(simple: values)
    case .list(let element): return .list(named(element, wish + "Item"))
    case .map(let value): return .map(named(value, wish + "Value"))
    case .tuple(var tuple):
      for (place, shape) in tuple.places.enumerated() {
        tuple.places[place] = named(shape, wish + String(place + 1))
      }
      tuple.rest = tuple.rest.flatMap { $0 == .anything ? nil : named($0, wish + "Item") }
      return .tuple(tuple)
    case .object(let object):
      let name = claimType(wish)
      waiting.append((name, object))
      return .named(name)
    case .union(let members):
      var shapes: [Shape] = []
      for (place, member) in members.filter({ $0 != .null }).enumerated() {
        let wish = wish + (place == 0 ? "" : String(place + 1))
        shapes.append(named(member, wish, isDeclared: true))
      }
      return Shape(anyOf: shapes + (members.contains(.null) ? [.null] : []))
    case .all:
      // A member may build on the model around it, which has that member.
      if let known = wholes[shape] { return known }
      let whole = objectsNamed(parts.whole(shape), wish)
      wholes[shape] = whole
      return whole
    }
  }
}

extension Shape {
  /// One of these values: texts, integers and truth values as they are, `null` and other numbers
  /// as alternatives of their own.
  fileprivate init(simple values: [JSONValue]) {
    var simple: [JSONValue] = []
    var others: [Shape] = values.contains(.null) ? [.null] : []
    for value in values where value != .null && !simple.contains(value) {
      if case .number(let text) = value, Int(text) == nil {
        others.append(.number)
      } else {
        simple.append(value)
      }
    }
    self.init(anyOf: (simple.isEmpty ? [] : [.constants(simple)]) + others)
  }

  /// True for what a language without unions and literal types can only declare.
  fileprivate var wantsName: Bool {
    switch self {
    case .union: true
    case .constants(let values): values.allSatisfy { $0.stringValue != nil }
    default: false
    }
  }
}

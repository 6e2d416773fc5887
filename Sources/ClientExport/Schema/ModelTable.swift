import Endpoints
import StreamDecoding

/// The models that some endpoints reach, read once for every language: references lead to whole
/// models, decimals are marked, choices have their names again, the tags of unions are required, and
/// each model has a type for every place where its values differ.
struct ModelTable {
  /// In the order of the catalog; behind them the classes that only an endpoint knows, and the
  /// schemas inside of models that are referred to.
  private(set) var schemas = JSONObject()
  private let choices: NamedChoices
  private let bodyNames: [String: String]
  private var variants: [String: [[ValuePlace]]] = [:]

  /// - Parameter models: All models of the catalog.
  init(endpoints: [Endpoint], models: JSONObject, presence: MemberPresence = MemberPresence()) {
    let models = Self.completed(models, by: endpoints)
    let choices = NamedChoices(of: models)
    self.choices = choices
    bodyNames = Self.bodyNames(of: endpoints)
    let starts = ValuePlace.allCases.map { place in
      place.starts(of: endpoints).map { InnerReference.flattened(choices.named(in: $0)) }
    }
    let found = Self.reached(from: starts.flatMap(\.self)) {
      InnerReference.schema(named: $0, in: models).map(InnerReference.flattened)
    }
    for name in models.keys + found.keys.filter({ models[$0] == nil }).sorted() {
      if let schema = found[name] { schemas[name] = schema }
    }
    schemas = UnionTags(models: schemas, users: starts.flatMap(\.self)).schemas
    readPlaces(of: starts, differences: PlaceDifferences(schemas: schemas, presence: presence))
  }

  private mutating func readPlaces(of starts: [[JSONValue]], differences: PlaceDifferences) {
    for (place, starts) in zip(ValuePlace.allCases, starts) {
      for name in Self.reached(from: starts, by: { schemas[$0] }).keys {
        var groups = variants[name] ?? []
        let same = groups.firstIndex { group in
          group.contains { !differences.between($0, place).contains(name) }
        }
        if let same { groups[same].append(place) } else { groups.append([place]) }
        variants[name] = groups
      }
    }
  }

  /// A schema of an endpoint, as those of the models are read.
  func read(_ schema: JSONValue) -> JSONValue {
    InnerReference.flattened(choices.named(in: schema))
  }

  /// The places at which a model stands; those for which it has one type are together.
  func variants(of name: String) -> [[ValuePlace]] { variants[name] ?? [] }

  /// A type's name for each model at each place.
  ///
  /// - Parameters:
  ///   - isWord: What the language has in a name.
  ///   - claim: Gives a name out.
  func names(
    isWord: (Character) -> Bool, claim: (String) -> String
  ) -> [ValuePlace: [String: String]] {
    var names: [ValuePlace: [String: String]] = [:]
    for name in schemas.keys {
      let wish =
        bodyNames[name] ?? NameScope.typeName(InnerReference.typeName(of: name), isWord: isWord)
      for (index, places) in variants(of: name).enumerated() {
        let type = claim(wish + (index == 0 ? "" : places[0].ending))
        for place in places { names[place, default: [:]][name] = type }
      }
    }
    return names
  }

  /// Models that stand for themselves by way of `name`: no alias can say that.
  func circle(through name: String, isObject: (JSONValue) -> Bool) -> Set<String> {
    guard let schema = schemas[name] else { return [] }
    return Set(
      SchemaReference.immediate(in: schema).map(\.model).filter {
        reaches($0, name, isObject: isObject)
      })
  }

  private func reaches(_ start: String, _ goal: String, isObject: (JSONValue) -> Bool) -> Bool {
    var open = [start]
    var seen = Set<String>()
    while let name = open.popLast() {
      if name == goal { return true }
      guard seen.insert(name).inserted, let schema = schemas[name], !isObject(schema)
      else { continue }
      open += SchemaReference.immediate(in: schema).map(\.model)
    }
    return false
  }
}

extension ModelTable {
  private static func reached(
    from starts: [JSONValue], by find: (String) -> JSONValue?
  ) -> [String: JSONValue] {
    var found: [String: JSONValue] = [:]
    var open = starts.flatMap(SchemaReference.all(in:)).map(\.model)
    while let name = open.popLast() {
      guard found[name] == nil, let schema = find(name) else { continue }
      found[name] = schema
      open += SchemaReference.all(in: schema).map(\.model)
    }
    return found
  }

  /// The catalog's models, and the classes that only an endpoint knows.
  private static func completed(_ models: JSONObject, by endpoints: [Endpoint]) -> JSONObject {
    var result = models
    for item in endpoints.flatMap(\.answers) {
      guard let name = item.name, result[name] == nil, item.schema != [:] else { continue }
      result[name] = item.schema
    }
    return Decimals.marked(in: result)
  }

  /// FastAPI calls the model of a form `Body_` and a name that it makes of the whole path.
  private static func bodyNames(of endpoints: [Endpoint]) -> [String: String] {
    let pairs = endpoints.compactMap { endpoint -> (String, String)? in
      let words = endpoint.name.split { !NameScope.isWord($0) || $0 == "_" }
      guard let model = endpoint.body.flatMap({ SchemaReference($0.schema) })?.model,
        model.hasPrefix("Body_"), !words.isEmpty
      else { return nil }
      return (model, NameScope.joined(words) + "Body")
    }
    return Dictionary(pairs) { first, _ in first }
  }
}

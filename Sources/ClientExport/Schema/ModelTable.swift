import Endpoints
import StreamDecoding

/// The models that some endpoints reach, read once for every language: references lead to whole
/// models, decimals are marked, choices have their names again, the tags of unions are required, and
/// each model has a type for every place where its values differ.
struct ModelTable {
  /// In the order of the catalog; behind them the classes that only an endpoint knows, and the
  /// schemas inside of models that are referred to.
  private(set) var declarations: [ShapeDeclaration] = []
  private var schemas = JSONObject()
  private let trustsDefaults: Bool
  private let choices: NamedChoices
  /// The places at which a model stands; those for which it has one type are together.
  private var variants: [String: [[ValuePlace]]] = [:]
  /// The type's name of each model at each place.
  private var names: [ValuePlace: [String: String]] = [:]

  /// - Parameters:
  ///   - models: All models of the catalog.
  ///   - trustsDefaults: Members with a default are there in whatever is sent.
  ///   - typeName: What a language calls a model of this name.
  ///   - claim: Gives a type's name out.
  init(
    endpoints: [Endpoint], models: JSONObject, trustsDefaults: Bool = true,
    typeName: (String) -> String, claim: (String) -> String
  ) {
    let models = ReachedModels.all(models, of: endpoints)
    let choices = NamedChoices(of: models)
    self.choices = choices
    self.trustsDefaults = trustsDefaults
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
    readPlaces(of: starts)
    name(bodies: Self.bodyNames(of: endpoints), typeName: typeName, claim: claim)
    declare(models)
  }

  private mutating func readPlaces(of starts: [[JSONValue]]) {
    var standing: [ValuePlace: Set<String>] = [:]
    for (place, starts) in zip(ValuePlace.allCases, starts) {
      standing[place] = Set(Self.reached(from: starts) { schemas[$0] }.keys)
    }
    let differences = PlaceDifferences(
      schemas: schemas, standing: standing, trustsDefaults: trustsDefaults)
    for place in ValuePlace.allCases {
      for name in standing[place, default: []] {
        var groups = variants[name] ?? []
        let same = groups.firstIndex { group in
          group.contains { !differences.between($0, place).contains(name) }
        }
        if let same { groups[same].append(place) } else { groups.append([place]) }
        variants[name] = groups
      }
    }
  }

  private mutating func name(
    bodies: [String: String], typeName: (String) -> String, claim: (String) -> String
  ) {
    let wishes = schemas.keys.map { name in
      (name: name, wish: bodies[name] ?? typeName(InnerReference.typeName(of: name)))
    }
    // Of `cat` and `Cat` the one keeps its name that has it already.
    for (name, wish) in wishes.filter({ $0.name == $0.wish })
      + wishes.filter({ $0.name != $0.wish })
    {
      for (index, places) in (variants[name] ?? []).enumerated() {
        let type = claim(wish + (index == 0 ? "" : places[0].ending))
        for place in places { names[place, default: [:]][name] = type }
      }
    }
  }

  /// - Parameter all: Also models that are not reached: their like may be.
  private mutating func declare(_ all: JSONObject) {
    for (name, schema) in schemas {
      for place in (variants[name] ?? []).map({ $0[0] }) {
        guard let type = names[place]?[name] else { continue }
        var shape = reader(at: place).shape(schema)
        if let decimals = Decimals(model: name), let twin = all[decimals.twin] {
          let other = reader(at: place == .answer ? .request : .answer).shape(twin)
          shape = decimals.marked(in: shape, beside: other)
        }
        declarations.append(ShapeDeclaration(name: type, summary: schema.summary, shape: shape))
      }
    }
    declarations = declarations.withoutCircles
  }

  // MARK: Shapes

  /// The shape of what an endpoint sends; anything when nobody knows it.
  func shape(of item: NamedSchema?) -> Shape {
    guard let item else { return .anything }
    let name = item.name.flatMap { names[.answer]?[$0] }
    return name.map(Shape.named) ?? shape(of: item.schema, at: .answer)
  }

  /// The shape of a value that stands at `place`.
  func shape(of schema: JSONValue, at place: ValuePlace) -> Shape {
    reader(at: place).shape(InnerReference.flattened(choices.named(in: schema)))
  }

  private func reader(at place: ValuePlace) -> SchemaReader {
    SchemaReader(
      names: names[place] ?? [:], schemas: schemas, place: place, trustsDefaults: trustsDefaults)
  }
}

extension ModelTable {
  static func reached(
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

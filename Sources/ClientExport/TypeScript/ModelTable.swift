import StreamDecoding

/// The models that some schemas reach, as types are written from them.
struct ModelTable {
  /// In the order of the catalog; behind them the schemas inside of models that are referred to.
  private(set) var schemas = JSONObject()

  /// - Parameters:
  ///   - starts: Schemas without references into models.
  ///   - models: All models of the catalog.
  init(reachedFrom starts: [JSONValue], in models: JSONObject) {
    var found: [String: JSONValue] = [:]
    var open = starts.flatMap(SchemaReference.targets(in:))
    while let name = open.popLast() {
      guard found[name] == nil, let schema = InnerReference.schema(named: name, in: models)
      else { continue }
      let flat = InnerReference.flattened(schema)
      found[name] = flat
      open += SchemaReference.targets(in: flat)
    }
    let inner = found.keys.filter { models[$0] == nil }.sorted()
    for name in models.keys + inner {
      if let schema = found[name] { schemas[name] = schema }
    }
    schemas = UnionTags(models: schemas, users: starts).schemas
  }

  /// The models that are reached from `starts`.
  func reach(from starts: [JSONValue]) -> Set<String> {
    var open = starts.flatMap(SchemaReference.targets(in:))
    var seen = Set<String>()
    while let name = open.popLast() {
      guard let schema = schemas[name], seen.insert(name).inserted else { continue }
      open += SchemaReference.targets(in: schema)
    }
    return seen
  }
}

import Endpoints
import StreamDecoding

/// The models that some endpoints need, and what those need in their turn, as they are described.
struct ReachedModels {
  /// In the order of the catalog; behind them the classes that only an endpoint knows.
  let schemas: JSONObject

  /// - Parameter models: All models of the catalog.
  init(endpoints: [Endpoint], models: JSONObject) {
    var all = models
    for item in endpoints.flatMap(\.answers) {
      guard let name = item.name, all[name] == nil, item.schema != [:] else { continue }
      all[name] = item.schema
    }
    let starts = ValuePlace.allCases.flatMap { $0.starts(of: endpoints) }
    var open = starts.flatMap(SchemaReference.all(in:)).map(\.model)
    var reached = Set<String>()
    while let name = open.popLast() {
      guard let schema = all[name], reached.insert(name).inserted else { continue }
      open += SchemaReference.all(in: schema).map(\.model)
    }
    var schemas = JSONObject()
    for (name, schema) in all where reached.contains(name) { schemas[name] = schema }
    self.schemas = schemas
  }
}

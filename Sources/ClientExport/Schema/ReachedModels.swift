import Endpoints
import StreamDecoding

/// The models that some endpoints need, and what those need in their turn, as they are described.
struct ReachedModels {
  /// In the order of the catalog; behind them the classes that only an endpoint knows.
  let schemas: JSONObject

  /// - Parameter models: All models of the catalog.
  init(endpoints: [Endpoint], models: JSONObject) {
    let all = Self.all(models, of: endpoints)
    let starts = ValuePlace.allCases.flatMap { $0.starts(of: endpoints) }
    let reached = ModelTable.reached(from: starts) { all[$0] }
    var schemas = JSONObject()
    for (name, schema) in all where reached[name] != nil { schemas[name] = schema }
    self.schemas = schemas
  }

  /// The catalog's models, and the classes that only an endpoint knows.
  static func all(_ models: JSONObject, of endpoints: [Endpoint]) -> JSONObject {
    var result = models
    for item in endpoints.flatMap(\.answers) {
      guard let name = item.name, result[name] == nil, item.schema != [:] else { continue }
      result[name] = item.schema
    }
    return result
  }
}

import Endpoints
import StreamDecoding

/// The models that some endpoints need, and what those need in their turn.
struct ReachedModels {
  /// In the order of the catalog; behind them the classes that only an endpoint knows.
  let schemas: JSONObject
  /// What the endpoints themselves send and take.
  let users: [JSONValue]

  /// - Parameter models: All models of the catalog.
  init(endpoints: [Endpoint], models: JSONObject) {
    var all = models
    for item in endpoints.flatMap(Self.items(of:)) {
      guard let name = item.name, all[name] == nil, item.schema != [:] else { continue }
      all[name] = item.schema
    }
    var open = endpoints.flatMap(Self.starts)
    var reached = Set<String>()
    while let name = open.popLast() {
      guard let schema = all[name], reached.insert(name).inserted else { continue }
      open += SchemaReference.targets(in: schema)
    }
    var schemas = JSONObject()
    for (name, schema) in all where reached.contains(name) { schemas[name] = schema }
    self.schemas = schemas
    users = endpoints.flatMap(Self.users)
  }

  /// The shapes of what an endpoint sends.
  private static func items(of endpoint: Endpoint) -> [NamedSchema] {
    ([endpoint.item, endpoint.answer] + endpoint.events.map(\.item)).compactMap(\.self)
  }

  /// What an endpoint itself names.
  private static func starts(_ endpoint: Endpoint) -> [String] {
    items(of: endpoint).compactMap(\.name)
      + users(endpoint).flatMap(SchemaReference.targets(in:))
  }

  private static func users(_ endpoint: Endpoint) -> [JSONValue] {
    items(of: endpoint).map(\.schema) + endpoint.parameters.map(\.schema)
      + (endpoint.body.map { [$0.schema] } ?? [])
  }
}

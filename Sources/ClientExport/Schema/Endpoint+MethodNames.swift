import Endpoints

extension [Endpoint] {
  /// The same, for a language in which every endpoint is a function of its own: the methods of one
  /// function's path have their method in the name, `items_get` and `items_post`.
  var namedByMethod: [Endpoint] {
    var counts: [[String]: Int] = [:]
    for endpoint in self { counts[[endpoint.name, endpoint.path], default: 0] += 1 }
    return map { endpoint in
      guard counts[[endpoint.name, endpoint.path], default: 0] > 1 else { return endpoint }
      var named = endpoint
      named.name += "_" + endpoint.method.lowercased()
      return named
    }
  }
}

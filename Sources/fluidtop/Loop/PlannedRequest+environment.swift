import Endpoints

extension PlannedRequest {
  /// The request with `$NAME` in its values replaced, at the last moment: on the screen and in the
  /// exported code the name stands, never the secret.
  func expanding(
    _ environment: EnvironmentReference
  ) throws(EnvironmentReference.Missing) -> PlannedRequest {
    var request = try mapValues { (value: String) throws(EnvironmentReference.Missing) in
      try environment.expanding(value)
    }
    // What has a name in place of its value is not to be read anywhere.
    let fields = zip(query, request.query).filter { $0.values != $1.values }.map(\.0.name)
    let lines = zip(headers, request.headers).filter { $0.value != $1.value }.map(\.0.name)
    request.secretNames.formUnion((fields + lines).map { $0.lowercased() })
    return request
  }
}

import Endpoints

extension PlannedRequest {
  /// The request with `$NAME` in its values replaced, at the last moment: on the screen and in the
  /// exported code the name stands, never the secret.
  func expanding(
    _ environment: EnvironmentReference
  ) throws(EnvironmentReference.Missing) -> PlannedRequest {
    try mapValues { (value: String) throws(EnvironmentReference.Missing) in
      try environment.expanding(value)
    }
  }
}

import Endpoints

extension PlannedRequest {
  /// The request with `$NAME` in its values replaced, at the last moment: on the screen and in the
  /// exported code the name stands, never the secret.
  ///
  /// In a URL the dollar sign of a value is percent-encoded; one of the path itself is not touched.
  func expanding(
    _ environment: EnvironmentReference
  ) throws(EnvironmentReference.Missing) -> PlannedRequest {
    var request = self
    request.url = try environment.expanding(percentEncoded: url)
    for index in headers.indices {
      request.headers[index].value = try environment.expanding(headers[index].value)
    }
    return request
  }
}

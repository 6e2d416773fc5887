import StreamDecoding

extension Endpoint {
  /// The request that `values` make of this endpoint.
  ///
  /// - Parameters:
  ///   - baseURL: `http://host:port`, with or without a slash at its end.
  ///   - values: Wire names and text; a name may come again where the schema is a list.
  ///   - body: The bytes to send.
  /// - Throws: Every problem at once, `.several` when there is more than one.
  public func plan(
    baseURL: String, values: [(name: String, value: String)], body: [UInt8]? = nil
  ) throws(RequestProblem) -> PlannedRequest {
    var problems = problems(values)
    if let declared = self.body, declared.required, body == nil {
      problems.append(.missingBody(mediaType: declared.mediaType))
    }
    if baseURL.isEmpty { problems.append(.missingBaseURL) }
    if problems.count > 1 { throw .several(problems) }
    if let problem = problems.first { throw problem }

    return request(RequestValues(endpoint: self, values: values), baseURL: baseURL, body: body)
  }

  /// The request that `values` make as far as they go: for code to start from, not to be sent.
  ///
  /// - Parameter placeholder: The text in place of a required value that is missing, and of one
  ///   that does not fit.
  public func outline(
    baseURL: String, values: [(name: String, value: String)], body: [UInt8]? = nil,
    placeholder: (Parameter) -> String
  ) -> PlannedRequest {
    var placed = RequestValues(endpoint: self, values: values)
    placed.replaceUnfit(with: placeholder)
    return request(placed, baseURL: baseURL, body: body)
  }

  private func request(
    _ placed: RequestValues, baseURL: String, body: [UInt8]?
  ) -> PlannedRequest {
    var base = baseURL[...]
    while base.last == "/" { base.removeLast() }
    var request = PlannedRequest(
      method: method, baseURL: String(base), path: placed.path, query: placed.query,
      headers: placed.headers, cookies: placed.cookies, body: body,
      bodyMediaType: body == nil ? nil : self.body?.mediaType ?? "application/json")
    request.given = placed.given
    request.secretNames = Set(parameters.filter(\.isPassword).map { $0.name.lowercased() })
    return request
  }

  /// What is wrong with `values`, in the order of the parameters; empty when a request can be
  /// made. The body is not looked at.
  ///
  /// - Parameter search: Without it, patterns allow everything.
  public func problems(
    _ values: [(name: String, value: String)], search: SchemaCheck.Search? = nil
  ) -> [RequestProblem] {
    let placed = RequestValues(endpoint: self, values: values)
    return allParameters.flatMap { placed.problems(of: $0, search: search) }
      + placed.strangers.map {
        .unknown(parameter: $0, known: allParameters.map(\.name))
      }
  }

  /// Those that only the path knows, then the declared parameters.
  public var allParameters: [Parameter] { undeclaredParameters + parameters }

  /// Parameters that only the path knows.
  public var undeclaredParameters: [Parameter] {
    let declared = Set(parameters.lazy.filter { $0.location == .path }.map(\.name))
    return PathTemplate(path).names.filter { !declared.contains($0) }.map {
      Parameter(name: $0, location: .path, required: true, schema: ["type": "string"])
    }
  }
}

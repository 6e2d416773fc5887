import Endpoints
import StreamClient
import StreamDecoding

/// Asks running endpoints what they answer: GET only, and only for their first bytes.
struct Probe: Sendable {
  let client: StreamClient
  /// Sent along.
  let headers: [HeaderField]
  var authorization: StreamRequest.Authorization?
  /// The user's, for required parameters.
  let values: [(name: String, value: String)]

  /// The longest time for one endpoint.
  var timeLimit = DiscoveryOptions.usualProbeLimit
  /// Ends with the answer's head: what it holds is of no interest.
  var takesHeadOnly = false
  static let byteLimit = 64 << 10
  private static let endpointLimit = 200
  private static let atOnce = 6

  /// What the endpoints that can be asked answered, as a catalog of its own.
  func catalog(
    of catalog: Catalog, progress: @escaping @Sendable (String) -> Void
  ) async -> Catalog? {
    guard let baseURL = catalog.baseURL else { return nil }
    let requests = catalog.endpoints.lazy.compactMap { endpoint in
      plan(endpoint, baseURL: baseURL).map { (endpoint, $0) }
    }
    var waiting = Array(requests.prefix(Probe.endpointLimit))[...]
    var answers: [String: Endpoint] = [:]
    await withTaskGroup(of: Endpoint?.self) { group in
      func start() {
        guard let (endpoint, request) = waiting.popFirst() else { return }
        group.addTask {
          progress("asking \(endpoint.title)")
          return await answer(of: endpoint, to: request)
        }
      }
      for _ in 0..<Probe.atOnce { start() }
      for await answer in group {
        if let answer { answers[answer.title] = answer }
        start()
      }
    }
    let endpoints = catalog.endpoints.compactMap { answers[$0.title] }
    return Catalog(
      sources: [CatalogSource(kind: .probe, at: baseURL, endpoints: endpoints.count)],
      endpoints: endpoints)
  }

  /// The request with the user's values, and with defaults and examples for what else is required;
  /// nil for another method than GET, or where a value is missing.
  private func plan(_ endpoint: Endpoint, baseURL: String) -> StreamRequest? {
    guard endpoint.method == "GET" else { return nil }
    let known = Set(endpoint.parameters.map(\.name))
    var given = values.filter { known.contains($0.name) || endpoint.path.contains("{\($0.name)") }
    for parameter in endpoint.parameters where parameter.required {
      guard !given.contains(where: { $0.name == parameter.name }) else { continue }
      guard let value = parameter.sample else { return nil }
      given.append((parameter.name, value))
    }
    guard let planned = try? endpoint.plan(baseURL: baseURL, values: given) else { return nil }
    // JSON is read too; whether it is a stream is decided by how it comes.
    return StreamRequest(
      url: planned.url, headers: headers + planned.headers.map { HeaderField($0.name, $0.value) },
      declaredAsStream: true, authorization: authorization)
  }

  /// What the first bytes say; nil where nobody answered.
  func answer(of endpoint: Endpoint, to request: StreamRequest) async -> Endpoint? {
    let findings = ProbeFindings()
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        let options = StreamOptions(
          reconnect: .never, invalidRecords: .deliver, recordLimit: Probe.byteLimit)
        await client.run(request, options: options) { signal in
          findings.note(signal)
          // Cancelling closes the socket; a body is not read further than its first bytes.
          if findings.isEnough || takesHeadOnly && findings.isAnswered {
            withUnsafeCurrentTask { $0?.cancel() }
          }
        }
      }
      group.addTask { try? await Task.sleep(for: timeLimit) }
      await group.next()
      group.cancelAll()
    }
    return findings.endpoint(like: endpoint)
  }
}

extension Parameter {
  /// A value that its author offers.
  fileprivate var sample: String? {
    let value =
      schema["const"] ?? schema["default"] ?? schema["example"]
      ?? schema["examples"]?.arrayValue?.first
    return switch value {
    case .string(let text)?: text
    case .number(let text)?: text
    case .bool(let flag)?: flag ? "true" : "false"
    case .null?, .array?, .object?, nil: nil
    }
  }
}

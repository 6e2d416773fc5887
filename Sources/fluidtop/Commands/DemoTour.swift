import Discovery
import Endpoints
import StreamClient
import WebText

/// What the demo backend has, as text: its endpoints, then the first records of each stream.
struct DemoTour {
  let baseURL: String
  private let recordsOfEach = 3
  /// No demo stream is silent for longer; a slow machine still ends.
  private let patience: Duration = .seconds(5)

  init(baseURL: String) {
    self.baseURL = baseURL
  }

  func printAll() async throws {
    let client = StreamClient(configuration: StreamClient.Configuration.ofThisProgram)
    let discovery = Discovery(client: client, options: DiscoveryOptions())
    let result = await discovery.discover([.server(baseURL)]) { _ in }
    for failure in result.failures { StandardError.say(failure.sentence) }
    let listing = EndpointListing(
      catalog: result.catalog, all: true, kind: nil,
      width: StandardOutput.isTerminal ? StandardOutput.columns : nil)
    try Printout.write("The demo backend at \(baseURL)\n\n" + listing.text)
    for endpoint in result.catalog.endpoints where endpoint.kind != .unary {
      try await show(endpoint, of: result.catalog, with: client)
    }
    await client.shutdown()
  }

  private func show(
    _ endpoint: Endpoint, of catalog: Catalog, with client: StreamClient
  ) async throws {
    let values = endpoint.parameters.filter(\.required).map {
      ($0.name, $0.givenExample ?? $0.exampleValue)
    }
    let body = endpoint.body.map {
      BodyDraft.value(for: $0, of: endpoint, models: catalog.models, filling: .form).text()
    }
    let plan = try endpoint.plan(
      baseURL: baseURL, values: values, body: body.map { Array($0.utf8) })
    try Printout.write("\n\(endpoint.method) \(plan.url.dropFirst(baseURL.count))\n")
    let request = StreamRequest(plan, declaredAs: endpoint.kind)
    if endpoint.kind == .file {
      let document = try? await client.fetch(request, limit: 1 << 20, timeout: patience)
      try Printout.write(
        "  \(ByteCount.text(document?.body.count ?? 0)) of \(endpoint.mediaType ?? "bytes")\n")
      return
    }
    var options = StreamOptions()
    options.reconnect = .never
    options.invalidRecords = .deliver
    let session = TailSession(
      format: .data, filter: nil, output: TailOutput(limit: recordsOfEach))
    if case .failed(let sentence) = await session.run(
      request, options: options, with: client, for: patience)
    {
      try Printout.write("  (\(sentence))\n")
    }
  }
}

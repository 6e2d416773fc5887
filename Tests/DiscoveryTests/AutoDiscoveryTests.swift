import Discovery
import Endpoints
import Testing

/// FluidKit's projects: `fluid.config.json` chooses the files, and folders are prefixes.
@Suite(.timeLimit(.minutes(5))) struct `Routers that folders include` {
  private static let sketch = """
    unary GET /health health
    ndjson GET /shared/lines lines
    file GET /files/{path:path}/raw raw
    unary GET /ping ping
    sse GET /users/{id}/feed/live live
    """

  @Test(arguments: ["fluidkit", "fluidkit/app.py"])
  func `folders are prefixes, parameters, rests and groups`(target: String) async throws {
    let result = try await DiscoveryBench().discover(target)
    #expect(
      result.catalog.sketch.split(separator: "\n").sorted()
        == Self.sketch.split(separator: "\n").sorted())
    #expect(result.catalog.warnings.isEmpty)
  }

  @Test func `the folders' parameters are the endpoint's, declared or not`() async throws {
    let catalog = try await DiscoveryBench().discover("fluidkit").catalog
    let live = try #require(catalog.endpoint(named: "live"))
    #expect(
      live.parameters.map(\.title) == ["id (path, integer)", "since (query, integer)"])
    let raw = try #require(catalog.endpoint(named: "raw"))
    #expect(raw.parameters.map(\.title) == ["path (path, string)"])
  }

  @Test func `a broken configuration is a warning, and the sources are read all the same`()
    async throws
  {
    let file = try TemporaryFile(named: "fluid.config.json", holding: "{")
    let result = try await DiscoveryBench(in: file.folder).discover(".")
    #expect(
      result.catalog.warnings == [
        "fluid.config.json is no JSON; it is left out",
        "no FastAPI application and no APIRouter in .",
      ])
  }
}

extension Parameter {
  fileprivate var title: String {
    "\(name) (\(location.rawValue), \(schema["type"]?.stringValue ?? "?"))"
  }
}

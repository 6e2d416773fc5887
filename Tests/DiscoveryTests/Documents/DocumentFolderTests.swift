import Discovery
import Endpoints
import Testing

import class FoundationEssentials.FileManager

/// A document with files beside it, on the disk.
@Suite(.timeLimit(.minutes(5))) struct `Documents of a folder` {
  private static let stream = "responses: {'200': {content: {text/event-stream: {}}}}\n"

  /// `openapi.yaml` in `spec` of a folder, with these files by their paths in the folder.
  private func folder(
    _ paths: String, _ files: [String: String] = [:], named name: String = "openapi.yaml"
  ) throws -> TemporaryFile {
    let place = try TemporaryFile(named: "top", holding: "")
    var all = files
    all["spec/" + name] = "openapi: 3.1.0\npaths:\n" + paths
    for (path, text) in all {
      let parts = path.split(separator: "/").dropLast().joined(separator: "/")
      try FileManager.default.createDirectory(
        atPath: place.folder + "/" + parts, withIntermediateDirectories: true)
      _ = FileManager.default.createFile(
        atPath: place.folder + "/" + path, contents: .init(text.utf8))
    }
    return place
  }

  @Test func `files in it and below are read, in YAML and in JSON`() async throws {
    let place = try folder(
      "  /a: {get: {$ref: ops/a.yaml}}\n  /b: {$ref: 'b.json'}\n",
      [
        "spec/ops/a.yaml": "operationId: a\n" + Self.stream,
        "spec/b.json": #"{"get": {"$ref": "ops/a.yaml"}}"#,
      ])
    let catalog = try await DiscoveryBench().discover(place.folder + "/spec/openapi.yaml").catalog
    #expect(catalog.sketch == "sse GET /a a\nsse GET /b a")
    #expect(catalog.warnings.isEmpty)
  }

  @Test(arguments: ["../up.yaml", "link.yaml", "away/up.yaml", "%2e%2e/up.yaml"])
  func `nothing above it is read, by no path and no link`(reference: String) async throws {
    let place = try folder("  /a: {get: {$ref: '\(reference)'}}\n", ["up.yaml": Self.stream])
    let spec = place.folder + "/spec"
    try FileManager.default.createSymbolicLink(
      atPath: spec + "/link.yaml", withDestinationPath: "../up.yaml")
    try FileManager.default.createSymbolicLink(
      atPath: spec + "/away", withDestinationPath: place.folder)
    let catalog = try await DiscoveryBench().discover(spec + "/openapi.yaml").catalog
    #expect(catalog.endpoints.isEmpty)
    #expect(
      catalog.warnings == [
        "GET /a refers to \(reference), which lies outside of the document's folder and is not "
          + "read; it is left out; move the document into a folder above both"
      ])
  }

  @Test(arguments: ["openapi.yaml", "openapi.yml", "swagger.yaml"])
  func `a folder without Python is its document`(name: String) async throws {
    let place = try folder("  /a: {get: {operationId: a, \(Self.stream)}}\n", named: name)
    let catalog = try await DiscoveryBench().discover(place.folder + "/spec/").catalog
    #expect(catalog.sketch == "sse GET /a a")
    #expect(catalog.warnings.isEmpty)
  }

  @Test func `what kept its sources from being read is said beside the document`() async throws {
    let place = try folder(
      "  /a: {get: {operationId: a, \(Self.stream)}}\n",
      ["spec/main.py": "from fastapi import FastAPI\napp = FastAPI()\ndef broken(:\n"])
    let catalog = try await DiscoveryBench().discover(place.folder + "/spec").catalog
    #expect(catalog.sketch == "sse GET /a a")
    #expect(catalog.warnings.contains { $0.contains("main.py:3") })
  }

  @Test func `a folder with an application is what its sources say`() async throws {
    let place = try folder(
      "  /a: {get: {operationId: a, \(Self.stream)}}\n",
      [
        "spec/main.py": """
        from fastapi import FastAPI
        app = FastAPI()
        @app.get("/b")
        def b(): return {}
        """
      ])
    let catalog = try await DiscoveryBench().discover(place.folder + "/spec").catalog
    #expect(catalog.sketch == "unary GET /b b")
  }
}

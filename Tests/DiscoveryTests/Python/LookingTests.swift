import Endpoints
import StreamClient
import Testing

import class FoundationEssentials.FileManager

@testable import Discovery

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder may be a stranger's: to look at it runs nothing that lies in it or above it.
@Suite(.timeLimit(.minutes(5))) struct `Looking at a folder` {
  private static let above = [
    "", "a/", "a/b/", "a/b/c/", "a/b/c/d/", "a/b/c/d/e/", "a/b/c/d/e/f/", "a/b/c/d/e/f/g/",
  ]

  @Test(arguments: above, [".venv", "venv"])
  func `reading runs no Python of the folder's, nor of one above it`(
    inner: String, environment: String
  ) async throws {
    let folder = try MarkedProject(at: inner, environment: environment)
    for target in [".", inner.isEmpty ? "main.py" : inner] {
      let result = try await folder.discover(target)
      #expect(result.catalog.endpoints.map(\.path) == ["/feed"])
      #expect(!folder.wasRun, "\(target)")
    }
    // A folder's name is no application's, whatever is allowed.
    _ = try await folder.discover(".", allowImport: true)
    #expect(!folder.wasRun)
  }

  @Test(arguments: ["VIRTUAL_ENV", "UV_PROJECT_ENVIRONMENT"])
  func `a variable of the environment leads into no folder by a relative path`(name: String)
    async throws
  {
    let folder = try MarkedProject(environment: "odd")
    _ = try await folder.discover(".", environment: [name: "odd"])
    #expect(!folder.wasRun)
  }

  @Test func `the environment that is active reads`() async throws {
    let folder = try MarkedProject(environment: "active")
    let active = ["VIRTUAL_ENV": folder.root + "/active"]
    let result = try await folder.discover(".", environment: active)
    #expect(result.catalog.endpoints.map(\.path) == ["/feed"])
    #expect(folder.wasRun)
  }

  @Test(arguments: [".venv", "venv"])
  func `an application that is named is imported by its project's environment`(environment: String)
    async throws
  {
    let folder = try MarkedProject(environment: environment)
    _ = try await folder.discover("main.py", allowImport: true)
    #expect(folder.wasRun)
  }

  @Test(arguments: [("pyproject.toml", true), (".git", true), ("src/.git", false)])
  func `an environment above is used as far as the project goes`(mark: String, isUsed: Bool)
    async throws
  {
    let folder = try MarkedProject(at: "src/api/", environment: ".venv")
    folder.write("", to: mark)
    let bench = DiscoveryBench(in: folder.root + "/src/api", allowImport: true)
    _ = try await bench.discover("main.py")
    #expect(folder.wasRun == isUsed)
  }

  @Test func `an environment outside of the project is not used`() async throws {
    let folder = try MarkedProject(at: "project/", environment: "elsewhere")
    folder.write("", to: "project/.git")
    let link = folder.root + "/project/.venv"
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: folder.root + "/elsewhere")
    let bench = DiscoveryBench(in: folder.root + "/project", allowImport: true)
    let result = try await bench.discover("main.py")
    #expect(!folder.wasRun)
    #expect(
      result.catalog.warnings.contains(
        "\(link) is not used: it lies outside of the project; "
          + "name the project's Python with --python PATH"))
  }

  @Test(
    .enabled(if: geteuid() == 0, "only root can give files away"),
    arguments: [".venv", ".venv/bin", ".venv/bin/python"])
  func `an environment that another user owns is not used`(path: String) async throws {
    let folder = try MarkedProject(environment: ".venv")
    #expect(chown(folder.root + "/" + path, 65_534, 65_534) == 0)
    let result = try await folder.discover("main.py", allowImport: true)
    #expect(!folder.wasRun)
    let environment = folder.root + "/.venv"
    #expect(
      result.catalog.warnings.contains(
        "\(environment) is not used: another user owns it, or its Python; "
          + "name the project's Python with --python PATH"))
  }
}

/// A folder with an application, and an environment whose Python leaves a mark when it is run.
private struct MarkedProject {
  private let file: TemporaryFile
  /// The folder that holds the environment.
  var root: String { file.folder }

  /// - Parameter inner: The application's folder in it, with a slash at its end.
  init(at inner: String = "", environment: String) throws {
    let application = """
      from fastapi import FastAPI
      from fastapi.responses import StreamingResponse
      app = FastAPI()
      @app.get("/feed")
      def feed():
          return StreamingResponse(b(), media_type="text/event-stream")
      """
    file = try TemporaryFile(named: "notes", holding: "")
    try FileManager.default.createDirectory(
      atPath: root + "/" + inner, withIntermediateDirectories: true)
    write(application, to: inner + "main.py")
    try FileManager.default.createDirectory(
      atPath: root + "/" + environment + "/bin", withIntermediateDirectories: true)
    let python = environment + "/bin/python"
    write("#!/bin/sh\ntouch '\(root)/mark'\nexec python3 \"$@\"\n", to: python)
    #expect(chmod(root + "/" + python, 0o755) == 0)
  }

  var wasRun: Bool { FileManager.default.fileExists(atPath: root + "/mark") }

  func write(_ text: String, to path: String) {
    let isWritten = FileManager.default.createFile(
      atPath: root + "/" + path, contents: .init(text.utf8))
    #expect(isWritten)
  }

  func discover(
    _ target: String, allowImport: Bool = false, environment: [String: String] = [:]
  ) async throws -> DiscoveryResult {
    var bench = DiscoveryBench(in: root, allowImport: allowImport)
    bench.options.environment = environment
    return try await bench.discover(target)
  }
}

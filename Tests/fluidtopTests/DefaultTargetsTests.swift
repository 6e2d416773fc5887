import Discovery
import Testing

@testable import fluidtop

@Suite struct `Where to look when nobody said` {
  private func targets(_ files: [String: String]) -> [Target] {
    DefaultTargets.targets { files[$0].map { Array($0.utf8) } }
  }

  @Test func `an empty folder leads to the usual port`() {
    #expect(targets([:]) == [.server("http://localhost:8000")])
  }

  @Test func `a FastAPI project is read too`() {
    #expect(
      targets(["app/main.py": "from fastapi import FastAPI"])
        == [.server("http://localhost:8000"), .folder(".")])
    #expect(targets(["main.py": "print()"]) == [.server("http://localhost:8000")])
  }

  @Test(arguments: [
    (#"{"backend": {"host": "0.0.0.0", "port": 9000}}"#, "http://localhost:9000"),
    (#"{"backend": {"host": "backend.local"}}"#, "http://backend.local:8000"),
    (
      #"{"target": "production", "environments": {"production": {"mode": "separate", "#
        + #""apiUrl": "https://api.example.com"}}}"#,
      "https://api.example.com"
    ),
    (
      #"{"environments": {"development": {"mode": "unified", "apiUrl": "/api"}}, "#
        + #""backend": {"port": 1}}"#,
      "http://localhost:1"
    ),
  ])
  func `FluidKit's configuration names the server`(text: String, server: String) {
    #expect(targets(["fluid.config.json": text]) == [.server(server)])
  }

  @Test func `a project with auto-discovery, or with a broken configuration, is read`() {
    let enabled = #"{"autoDiscovery": {"enabled": true}}"#
    for text in [enabled, "not JSON"] {
      #expect(
        targets(["fluid.config.json": text])
          == [.server("http://localhost:8000"), .folder(".")])
    }
  }

  @Test(arguments: [
    "[project]\ndependencies = [\n  \"fastapi[standard]>=0.115\",\n]",
    "[project]\ndependencies = ['uvicorn', 'FastAPI']",
    "[tool.poetry.dependencies]\nfastapi = \"^0.115\"",
    "[dependency-groups]\nweb = [\"fluidkit==0.2.4\"]",
  ])
  func `a project that depends on FastAPI is read`(project: String) {
    #expect(
      targets(["pyproject.toml": project]) == [.server("http://localhost:8000"), .folder(".")])
  }

  @Test func `a project that only mentions FastAPI is not`() {
    let project = "[project]\nname = \"x\"\n# \"fastapi\"\n[tool.ruff]\nselect = [\"fastapi\"]"
    #expect(targets(["pyproject.toml": project]) == [.server("http://localhost:8000")])
  }

  @Test func `a project's entry point is the application`() {
    let project = """
      [project]
      entrypoint = "wrong:app"

      [tool.fastapi]  # for the command line
      entrypoint = "shop.main:app"
      """
    #expect(
      targets(["pyproject.toml": project, "main.py": "import fastapi"])
        == [.server("http://localhost:8000"), .app("shop.main:app")])
  }
}

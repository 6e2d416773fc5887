import Discovery
import Testing

@Suite struct `Targets on the command line` {
  @Test(arguments: [
    ("http://localhost:8000", Target.server("http://localhost:8000")),
    ("https://h/api/v1/", .server("https://h/api/v1/")),
    ("localhost:8000", .server("http://localhost:8000")),
    (":8000", .server("http://localhost:8000")),
    ("127.0.0.1:80/api", .server("http://127.0.0.1:80/api")),
    ("http://h/openapi.json", .document("http://h/openapi.json")),
    ("http://h/v3/api-docs", .document("http://h/v3/api-docs")),
    ("http://h/spec?format=json", .document("http://h/spec?format=json")),
    ("docs/openapi.json", .document("docs/openapi.json")),
    ("api.yaml", .document("api.yaml")),
    ("main:app", .app("main:app")),
    ("shop.main:create_app()", .app("shop.main:create_app()")),
    ("src/main.py", .app("src/main.py")),
    ("/abs/main.py:api", .app("/abs/main.py:api")),
    (".", .folder(".")),
    ("backend", .folder("backend")),
    ("a:b:c", .folder("a:b:c")),
  ])
  func `an argument says by its form what it is`(argument: String, target: Target) throws {
    #expect(try Target(argument: argument) == target)
  }

  @Test(arguments: [
    ("", "an empty TARGET; "), ("ftp://h/x", "ftp:// cannot be inspected; "),
    ("http:///x", "http:///x names no host; "),
  ])
  func `what is no target is told with the forms there are`(argument: String, start: String) {
    let problem = #expect(throws: TargetProblem.self) { try Target(argument: argument) }
    #expect(
      problem?.sentence == start
        + "give http://host:port, an OpenAPI document, main:app, path/main.py or a folder")
  }

  @Test func `a password in a target is not shown`() throws {
    #expect(try Target(argument: "http://u:secret@h:1/x").text == "http://h:1/x")
  }
}

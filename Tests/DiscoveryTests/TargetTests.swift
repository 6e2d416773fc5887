import Discovery
import Testing

@Suite struct `Targets on the command line` {
  @Test(arguments: [
    ("http://localhost:8000", Target.server("http://localhost:8000")),
    ("https://h/api/v1/", .server("https://h/api/v1/")),
    ("localhost:8000", .server("http://localhost:8000")),
    (":8000", .server("http://localhost:8000")),
    ("localhost", .server("http://localhost")),
    ("api.localhost/v1", .server("http://api.localhost/v1")),
    ("[::1]:9100", .server("http://[::1]:9100")),
    ("example.com/api", .server("http://example.com/api")),
    ("localhost:9100/openapi.json", .document("http://localhost:9100/openapi.json")),
    ("127.0.0.1:9100?x=1", .document("http://127.0.0.1:9100?x=1")),
    ("unix:/run/app.sock", .server("http+unix://%2Frun%2Fapp.sock/")),
    ("unix:/run/app.sock:/api/", .server("http+unix://%2Frun%2Fapp.sock/api/")),
    ("http+unix://%2Fa.sock/openapi.json", .document("http+unix://%2Fa.sock/openapi.json")),
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

  @Test(arguments: ["example.com/api", "my.project/src", "my.project/openapi.json"])
  func `what may be a host is a path where its folder is there`(argument: String) throws {
    let target = try Target(argument: argument) { argument.hasPrefix($0 + "/") }
    let isDocument = argument.hasSuffix(".json")
    #expect(target == (isDocument ? .document(argument) : .folder(argument)))
  }

  @Test(arguments: [
    ("", "an empty TARGET; "), ("ftp://h/x", "ftp:// cannot be inspected; "),
    ("http:///x", "a URL that names no host; "),
    ("http://?key=s3cret", "a URL that names no host; "),
    ("unix:", "a URL that names no host; "),
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

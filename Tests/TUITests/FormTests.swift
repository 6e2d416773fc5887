import Endpoints
import Testing

@testable import TUI

/// What is typed into a request's form, and what is shown of it.
@Suite struct FormTests {
  @Test func `a secret that was typed is neither shown nor copied`() {
    let program = Program(
      catalog: Catalog(
        baseURL: "http://localhost:8000",
        endpoints: [
          Endpoint(
            name: "login", path: "/login", kind: .sse,
            parameters: ["user", "password", "n"].map { Parameter(name: $0, location: .query) })
        ]))
    program.press(.character("e"))
    for value in ["ann", "geheim", "1"] {
      program.type(value)
      program.press(.tab)
    }
    #expect(!program.screen.contains("geheim"))
    program.press(.escape)
    #expect(!program.screen.contains("geheim"))
    #expect(
      program.press(.character("Y"))
        == [.copy("http://localhost:8000/login?user=ann&password=$PASSWORD&n=1")])
    program.press(.enter)
    #expect(!program.screen.contains("geheim"))
    #expect(
      program.press(.character("Y"))
        == [.copy("http://localhost:8000/login?user=ann&password=$PASSWORD&n=1")])
    program.send(.resized(Size(columns: 80, rows: 24)))
    #expect(program.line(with: "&password=$PASSWORD") != nil)
    #expect(!program.screen.contains("geheim"))
  }
}

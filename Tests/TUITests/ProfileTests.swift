import Endpoints
import StreamDecoding
import Testing

@testable import TUI

/// Headers and credentials that are kept under a name.
@Suite struct ProfileTests {
  private static func program() -> Program {
    var catalog = Catalog(
      baseURL: "http://h:1",
      endpoints: [
        Endpoint(name: "a", path: "/a", kind: .sse, security: ["Token"]),
        Endpoint(name: "b", path: "/b", kind: .sse, security: ["Token"]),
      ])
    catalog.securitySchemes = ["Token": ["type": "http", "scheme": "bearer"]]
    let program = Program(catalog: catalog)
    program.select("/a")
    return program
  }

  private static func run(_ command: String, in program: Program) -> [Effect] {
    program.press(.character(":"))
    program.type(command)
    return program.press(.enter)
  }

  private static func fillIn(_ program: Program, header: String, token: String) {
    program.press(.character("e"))
    program.type(header)
    program.press(.pageDown)
    program.type(token)
    program.press(.escape)
  }

  @Test func `a profile keeps headers and names of variables, for its server`() {
    let program = Self.program()
    Self.fillIn(program, header: "X-Trace: 1", token: "$TOKEN")
    let kept = Profile(
      name: "my own", server: "http://h:1", headers: ["X-Trace: 1"],
      credentials: ["Token": "$TOKEN"])
    #expect(Self.run("profile save my own", in: program) == [.saveProfile(kept)])
    program.send(.profileSaved("my own", path: "/c/profiles.json"))
    #expect(program.line(with: "/c/profiles.json") != nil)
    #expect(program.line(with: "profile my own") != nil)
  }

  @Test(arguments: ["X-Api-Key: geheim", "Authorization: Bearer geheim", "Cookie: sid=geheim"])
  func `a typed secret is not kept, and that is said`(header: String) {
    let program = Self.program()
    Self.fillIn(program, header: header, token: "geheim")
    let effects = Self.run("profile save x", in: program)
    #expect(effects == [.saveProfile(Profile(name: "x", server: "http://h:1"))])
    program.send(.profileSaved("x", path: "/c/profiles.json"))
    #expect(program.line(with: "without typed secrets") != nil)
    #expect(!program.screen.contains("geheim"))
  }

  @Test func `a profile is taken for all endpoints, and given up again`() {
    let program = Self.program()
    let profile = Profile(
      name: "staging", server: "http://h:1", baseURL: "http://staging:2",
      headers: ["X-Trace: 1"], credentials: ["Token": "$TOKEN"])
    let foreign = Profile(name: "other", server: "http://elsewhere")
    program.send(.profiles([profile, foreign]))
    program.press(.character("e"), .escape)
    #expect(Self.run("profile staging", in: program).isEmpty)
    for path in ["/a", "/b"] {
      program.select(path)
      for case .open(_, let request, _, _, _) in program.press(.enter) {
        #expect(request.url == "http://staging:2" + path)
        #expect(request.headers.map(\.value).sorted() == ["1", "Bearer $TOKEN"])
      }
      program.press(.character("s"))
    }
    #expect(Self.run("profile none", in: program).isEmpty)
    for case .open(_, let request, _, _, _) in program.press(.character("r")) {
      #expect(request.url == "http://h:1/b")
      #expect(request.headers == [])
    }
    program.press(.character(":"))
    program.type("profile other")
    #expect(program.line(with: "no action is called that") != nil)
  }
}

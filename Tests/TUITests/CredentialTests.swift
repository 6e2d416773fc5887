import Endpoints
import StreamDecoding
import Testing

@testable import TUI

/// Headers and credentials that a request carries beside its parameters.
@Suite struct CredentialTests {
  private static let schemes: JSONObject = [
    "Token": ["type": "http", "scheme": "bearer"], "Login": ["type": "http", "scheme": "basic"],
    "Key": ["type": "apiKey", "in": "header", "name": "X-Key"],
    "QueryKey": ["type": "apiKey", "in": "query", "name": "k"],
    "CookieKey": ["type": "apiKey", "in": "cookie", "name": "sid"],
  ]

  private static func program(
    _ scheme: String? = nil, given: [GivenHeader] = [], variables: Set<String>? = nil
  ) -> Program {
    var catalog = Catalog(
      baseURL: "http://h:1",
      endpoints: [
        Endpoint(
          name: "a", path: "/a", kind: .sse, security: [scheme].compactMap(\.self)),
        Endpoint(name: "b", path: "/b", kind: .sse, security: [scheme].compactMap(\.self)),
      ])
    catalog.securitySchemes = schemes
    let program = Program(catalog: catalog, given: given, variables: variables)
    program.select("/a")
    return program
  }

  /// The request that Enter sends.
  private static func sent(_ program: Program) -> PlannedRequest? {
    for effect in program.press(.enter) {
      if case .open(_, let request, _, _, _) = effect { return request }
    }
    return nil
  }

  /// What is typed for a scheme, and where it travels.
  @Test(arguments: [
    ("Token", "geheim", "Authorization: Bearer geheim"),
    ("Token", "Bearer geheim", "Authorization: Bearer geheim"),
    ("Token", "$TOKEN", "Authorization: Bearer $TOKEN"),
    ("Login", "ann:geheim", "login ann:geheim"), ("Login", "$LOGIN", "login $LOGIN"),
    ("Key", "geheim", "X-Key: geheim"), ("QueryKey", "geheim", "?k=geheim"),
    ("CookieKey", "geheim", "Cookie: sid=geheim"),
  ])
  func `a declared scheme is offered by name and sent as it says`(
    scheme: String, typed: String, sent: String
  ) {
    let program = Self.program(scheme)
    #expect(program.line(with: "\(scheme) is missing") != nil)
    program.press(.character("e"), .pageDown)
    #expect(program.line(with: "▌ \(scheme)") != nil)
    program.type(typed)
    #expect(!program.screen.contains("geheim"))
    program.press(.escape)
    #expect(!program.screen.contains("geheim"))
    #expect(program.line(with: "every field fits its schema") != nil)
    let request = Self.sent(program)
    let lines =
      (request?.headerLines.map { "\($0.name): \($0.value)" } ?? [])
      + [request?.login.map { "login " + $0 } ?? ""]
    #expect(lines.contains(sent) || request?.url.hasSuffix(sent) == true, "\(lines)")
    #expect(!program.screen.contains("geheim"))
  }

  /// Into a parameter of that name, else a header's line: what is typed, and what is seen meanwhile.
  @Test(arguments: [
    ("api_key", "geheim", "[••••••"), ("api_key", "$KEY", "[$KEY"), ("page", "seven", "[seven"),
    (nil, "X-Api-Key: geheim", "[X-Api-Key:•••••••"), (nil, "X-Trace: 1", "[X-Trace: 1"),
    (nil, "Authorization: Bearer geheim", "[Authorization:••••••••••••••"),
    (nil, "Authorization: Bearer $TOKEN", "[Authorization: Bearer $TOKEN"),
  ])
  func `a secret is seen by nobody while it is typed`(name: String?, typed: String, seen: String) {
    let parameters = name.map {
      [Parameter(name: $0, location: .query, required: true, schema: ["type": "string"])]
    }
    let program = Program(
      catalog: Catalog(
        baseURL: "http://h:1",
        endpoints: [Endpoint(name: "a", path: "/a", kind: .sse, parameters: parameters ?? [])]))
    program.select("/a")
    program.press(.character("e"))
    program.type(typed)
    #expect(program.line(with: seen) != nil)
    #expect(!program.screen.contains("geheim"))
  }

  @Test(arguments: ["Token", "Login", "Key", "QueryKey", "CookieKey"])
  func `no typed credential is copied, in no language`(scheme: String) {
    let program = Self.program(scheme)
    program.press(.character("e"), .pageDown)
    program.type("ann:geheim")
    program.press(.escape)
    for effect in program.press(.character("Y")) { #expect(!"\(effect)".contains("geheim")) }
    program.press(.character("c"))
    for _ in 0..<12 {
      #expect(!program.screen.contains("geheim"))
      for effect in program.press(.character("y")) { #expect(!"\(effect)".contains("geheim")) }
      program.press(.tab)
    }
  }

  @Test func `a variable is named, and said where it is not set`() {
    let program = Self.program("Token", variables: ["TOKEN"])
    program.press(.character("e"), .pageDown)
    program.type("$TOKEN")
    program.press(.escape)
    #expect(program.line(with: "Token=[$TOKEN ••••••] from env") != nil)
    program.press(.character("e"), .pageDown)
    program.type("S")
    #expect(program.line(with: "$TOKENS is not set in the environment") != nil)
  }

  @Test func `what was typed for a scheme goes with all endpoints of the server, to no other`() {
    let program = Self.program("Token")
    program.press(.character("e"), .pageDown)
    program.type("geheim")
    program.press(.escape)
    program.select("/b")
    #expect(Self.sent(program)?.headers.map(\.value) == ["Bearer geheim"])
    var moved = program.state.catalog
    moved.baseURL = "http://elsewhere"
    program.send(.discovered(moved, failures: []))
    program.press(.character("s"))
    program.select("/b")
    #expect(Self.sent(program)?.headers == [])
  }

  @Test func `headers of any name are added, changed and removed`() {
    let program = Self.program()
    program.press(.character("e"))
    program.type("X-Trace: 1")
    program.press(.tab)
    #expect(program.line(with: "▌ Token") != nil || program.line(with: "▌ header") != nil)
    program.press(.backTab, .escape)
    #expect(program.line(with: "header  [X-Trace: 1] ") != nil)
    #expect(Self.sent(program)?.headers == [.init(name: "X-Trace", value: "1")])
    program.press(.character("s"), .character("e"), .control("u"))
    program.type("X-Other: 2")
    program.press(.escape)
    #expect(Self.sent(program)?.headers == [.init(name: "X-Other", value: "2")])
    program.press(.character("s"), .character("e"), .control("u"), .escape)
    #expect(Self.sent(program)?.headers == [])
  }

  @Test(arguments: [
    ("no colon", "NAME: VALUE"), ("a b: c", "a name of letters"), (": c", "a name"),
  ])
  func `a line that is no header is refused under its field`(line: String, words: String) {
    let program = Self.program()
    program.press(.character("e"))
    program.type(line)
    #expect(program.line(with: "✗ header must be")?.contains(words) == true)
    #expect(Self.sent(program) == nil)
  }

  @Test func `what the command line gave is shown as that, and typed values win over it`() {
    let given = [
      GivenHeader(name: "Authorization", value: "Bearer geheim"),
      GivenHeader(name: "X-Trace", value: "1"),
    ]
    let program = Self.program("Token", given: given)
    #expect(program.line(with: "Authorization: Bearer •••••• by the command line") != nil)
    #expect(program.line(with: "X-Trace: 1 by the command line") != nil)
    #expect(!program.screen.contains("is missing"))
    #expect(!program.screen.contains("geheim"))
    #expect(Self.sent(program)?.chosenHeaders == [])
    program.press(.character("s"), .character("e"), .pageDown)
    #expect(program.line(with: "Authorization: Bearer ••••••  from the command line") != nil)
    program.type("mine")
    #expect(program.line(with: "from the command line") == nil)
    program.press(.escape)
    #expect(Self.sent(program)?.chosenHeaders == ["authorization"])
  }

  @Test(arguments: [401, 403]) func `a refusal says the key that opens the credentials`(status: Int)
  {
    let program = Self.program("Token")
    program.press(.enter)
    program.news(.failed(message: "h:1 answered \(status)", status: status))
    #expect(program.line(with: "e opens Auth") != nil)
    program.press(.character("e"))
    #expect(program.line(with: "▌ Token") != nil)
  }

  @Test func `options of the run are chosen in the form, and by name`() {
    let program = Self.program()
    program.press(.character("e"), .pageDown, .pageDown)
    #expect(program.line(with: "▌ reconnect")?.contains("always, as clients do") == true)
    program.type("n")
    program.press(.tab)
    program.type("x")
    #expect(program.line(with: "attempts must be a number of attempts, 0 or more") != nil)
    program.press(.backspace)
    program.type("3")
    program.press(.tab)
    program.type("30s")
    let effects = program.press(.enter)
    guard case .open(_, _, _, _, let options)? = effects.last else {
      Issue.record("nothing was opened")
      return
    }
    #expect(
      options
        == RunOptions(
          reconnecting: .never, reconnectLimit: 3, idleTimeout: .seconds(30),
          takesAnswers: options.takesAnswers))
    program.press(.character(":"))
    program.type("reconnect always")
    program.press(.enter)
    #expect(program.line(with: "reconnects always") != nil)
  }
}

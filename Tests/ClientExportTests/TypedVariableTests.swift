import Endpoints
import StreamDecoding
import Testing

@testable import ClientExport

/// `$$`, `$NAME` and `${NAME}` in a value that the user typed: what runs is what the code sends.
struct TypedVariableTests {
  private static let endpoint = Endpoint(
    name: "search", path: "/search/{area}",
    parameters: [
      Parameter(name: "area", location: .path, required: true, schema: ["type": "string"]),
      Parameter(name: "q", location: .query, required: true, schema: ["type": "string"]),
      Parameter(name: "X-By", location: .header, required: true, schema: ["type": "string"]),
    ])

  private func text(_ language: ExportLanguage) throws -> String {
    let planned = try Self.endpoint.plan(
      baseURL: "http://h",
      values: [("area", "a$$b"), ("q", "a $$5 $foo ${FOO}x"), ("X-By", "$$1 by $WHO")])
    return ClientCode.text(
      for: Self.endpoint, planned: planned, baseURL: "http://h", language: language)
  }

  @Test func `curl sends what ran`() throws {
    #expect(
      try text(.curl) == #"""
        curl -G 'http://h/search/a%24b' \
          -H 'X-By: $1 by '"$WHO" \
          --data-urlencode 'q=a $5 '"$foo"' '"$FOO"'x'

        """#)
  }

  @Test func `HTTPie sends what ran`() throws {
    #expect(
      try text(.httpie) == #"""
        # HTTPie takes = or @ at the start of foo, FOO, and a backslash before a sign, for its own.
        # HTTPie drops a backslash before : ; = or @ in WHO.
        http --ignore-stdin GET 'http://h/search/a%24b' \
          'q==a $5 '"$foo"' '"$FOO"'x' \
          'X-By:$1 by '"$WHO"

        """#)
  }

  @Test func `a file of requests sends what ran`() throws {
    let text = try text(.http)
    #expect(text.contains("GET {{BASE_URL}}/search/a%24b?q=a%20%245%20{{foo}}%20{{FOO}}x\n"))
    #expect(text.contains("X-By: $1 by {{WHO}}\n"))
    #expect(text.contains("@foo = {{$processEnv foo}}\n"))
  }

  @Test(arguments: [
    (
      ExportLanguage.python,
      #"client.search("a$b", "a $5 " + os.environ["foo"] + " " + os.environ["FOO"] + "x", "$1 by " + os.environ["WHO"])"#
    ),
    (
      .typescript,
      #"search("a$b", "a $5 ${foo} ${FOO}x", "$1 by ${WHO}")"#
    ),
    (
      .swift,
      #"client.search(area: "a$b", q: "a $5 " + (ProcessInfo.processInfo.environment["foo"] ?? "") + " " + (ProcessInfo.processInfo.environment["FOO"] ?? "") + "x", xBy: "$1 by " + (ProcessInfo.processInfo.environment["WHO"] ?? ""))"#
    ),
  ])
  func `a call sends what ran`(language: ExportLanguage, call: String) throws {
    #expect(try text(language).contains(call))
  }

  @Test(arguments: [
    (ExportLanguage.python, #"read("$HOME")"#), (.typescript, #"read("$HOME")"#),
    (.swift, #"read(q: "$HOME")"#),
  ])
  func `a dollar sign of a document is no variable`(language: ExportLanguage, call: String) {
    let endpoint = Endpoint(
      name: "read", path: "/read",
      parameters: [
        Parameter(
          name: "q", location: .query, required: true,
          schema: ["type": "string", "example": "$HOME"])
      ])
    let text = ClientCode.text(for: endpoint, baseURL: "http://h", language: language)
    #expect(text.contains(call))
  }

  @Test(arguments: [
    (ExportLanguage.typescript, #"read(Number("$N"))"#),
    (.python, #"read(int(os.environ["N"]))"#),
    (
      .swift,
      #"read(n: try JSONDecoder().decode(Int.self, from: Data((ProcessInfo.processInfo.environment["N"] ?? "").utf8)))"#
    ),
  ])
  func `a number that is missing comes from the environment`(
    language: ExportLanguage, call: String
  ) {
    let endpoint = Endpoint(
      name: "read", path: "/read",
      parameters: [
        Parameter(name: "n", location: .query, required: true, schema: ["type": "integer"])
      ])
    let planned = endpoint.outline(
      baseURL: "http://h", values: [], placeholder: ClientCode.placeholder)
    let text = ClientCode.text(
      for: endpoint, planned: planned, baseURL: "http://h", language: language)
    #expect(text.contains(call))
  }

  @Test(arguments: ExportLanguage.allCases.filter { ![.openapi, .json].contains($0) })
  func `a secret beside a variable stays hidden`(language: ExportLanguage) throws {
    let endpoint = Endpoint(
      name: "read", path: "/read",
      parameters: [
        Parameter(name: "api_key", location: .query, schema: ["type": "string"]),
        Parameter(name: "Authorization", location: .header, schema: ["type": "string"]),
      ])
    let planned = try endpoint.plan(
      baseURL: "http://h",
      values: [("api_key", "hunter2$foo"), ("Authorization", "Bearer hunter3${FOO}")])
    let text = ClientCode.text(
      for: endpoint, planned: planned, baseURL: "http://h", language: language)
    #expect(!text.contains("hunter"))
  }

  @Test func `a URL is shown as it was typed`() throws {
    let planned = try Self.endpoint.plan(
      baseURL: "http://h", values: [("area", "7"), ("q", "${FOO}x$$5"), ("X-By", "me")])
    #expect(
      ShownRequest(Self.endpoint).url(of: planned)
        == "http://h/search/7?q=${FOO}x%245")
  }
}

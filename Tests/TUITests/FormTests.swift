import Endpoints
import StreamDecoding
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

  @Test func `the last line tells the keys of the form while it is filled in`() {
    let program = Program()
    program.selectMetrics()
    program.press(.character("e"))
    let last = program.screen.split(separator: "\n").last { $0.contains("READY") } ?? ""
    #expect(last.contains("Enter run  Esc leave  Tab next field"))
    #expect(!last.contains("c code"))
  }

  @Test(
    arguments: [
      ("application/problem+json; charset=utf-8", "{\"a\":\"\"}", "body: "),
      ("Text/JSON", "{\"a\":\"\"}", "body: "),
      ("application/x-ndjson", "", nil), ("text/plain", "", nil),
    ] as [(String, String, String?)])
  func `a JSON body is begun and checked whatever its type is called`(
    type: String, text: String, problem: String?
  ) {
    let schema: JSONValue = [
      "type": "object", "required": ["a"], "properties": ["a": ["type": "string"]],
    ]
    let endpoint = Endpoint(
      name: "say", method: "POST", path: "/say", body: RequestBody(mediaType: type, schema: schema))
    var draft = RequestDraft(endpoint, models: [:])
    #expect(draft.fields.filter(\.isBody).map(\.text) == [text])
    draft.fields[draft.firstField].input = TextInput("{")
    #expect(draft.problems.first.map { String($0.sentence.prefix(6)) } == problem)
  }

  @Test func `a value that is cut off has a mark at that end`() {
    let program = Program()
    program.select("/chat/stream")
    program.press(.character("e"), .paste(String(repeating: "0123456789", count: 20)))
    #expect(program.line(with: "▌ prompt")?.contains("[…") == true)
    program.press(.home)
    #expect(program.line(with: "▌ prompt")?.contains("…]") == true)
  }
}

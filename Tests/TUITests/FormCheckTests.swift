import Endpoints
import StreamDecoding
import Testing

@testable import TUI

/// What the form says of a request that does not fit its schema.
@Suite struct FormCheckTests {
  @Test(
    arguments: [
      (["type": "string", "pattern": "^[a-z]+$", "minLength": 3], "AB", "q must have at least 3"),
      (["type": "string", "pattern": "^[a-z]+$"], "AB", "q must match ^[a-z]+$"),
      (["type": "string", "format": "date"], "2026-02-30", "q must be a date such as"),
      (["type": "string", "format": "uuid"], "zz", "q must be a UUID such as"),
      (["type": "integer", "multipleOf": 5], "7", "q must be a multiple of 5"),
      (["type": "integer", "minimum": 0], "-1", "q must be integer of at least 0"),
      (
        ["anyOf": [["type": "string", "format": "email"], ["type": "null"]]], "x",
        "q must be an email"
      ),
      (
        ["type": "array", "items": ["type": "string", "pattern": "^a"]], "ab,b", "q must match ^a"
      ),
      (
        ["type": "array", "minItems": 3, "items": ["type": "string"]], "a,b",
        "q must have at least 3"
      ),
    ] as [(JSONValue, String, String)])
  func `the rule that a value breaks is named`(schema: JSONValue, typed: String, words: String) {
    let program = Program(
      catalog: Catalog(
        baseURL: "http://h:1",
        endpoints: [
          Endpoint(
            name: "a", path: "/a", kind: .sse,
            parameters: [Parameter(name: "q", location: .query, required: true, schema: schema)])
        ]))
    program.press(.character("e"))
    program.type(typed)
    #expect(program.line(with: "✗ " + words) != nil)
    #expect(program.press(.enter).isEmpty)
  }

  @Test func `a body is checked to its depth`() {
    let body: JSONValue = [
      "type": "object", "required": ["age", "to"],
      "properties": [
        "age": ["type": "integer", "minimum": 0], "to": ["$ref": "#/components/schemas/Address"],
      ],
    ]
    let models: JSONObject = [
      "Address": [
        "type": "object", "required": ["zip"],
        "properties": ["zip": ["type": "string", "pattern": #"^\d{5}$"#]],
      ]
    ]
    let endpoint = Endpoint(
      name: "say", method: "POST", path: "/say", body: RequestBody(schema: body))
    var draft = RequestDraft(endpoint, models: models)
    #expect(draft.problems.isEmpty)
    draft.fields[draft.firstField].input = TextInput(#"{"age":-1,"to":{"zip":"x"}}"#)
    #expect(
      draft.problems.map(\.sentence) == [
        "age must be at least 0", #"to.zip must match ^\d{5}$"#,
      ])
    draft.fields[draft.firstField].input = TextInput("{}")
    #expect(draft.problems.map(\.sentence) == ["age is required", "to is required"])
  }

  @Test func `a pattern that would take for ever is not held against a value`() {
    let endpoint = Endpoint(
      name: "a", path: "/a",
      parameters: [
        Parameter(
          name: "q", location: .query, schema: ["type": "string", "pattern": "^(a|a?)+$"])
      ])
    var draft = RequestDraft(endpoint, models: [:])
    draft.fields[0].input = TextInput(String(repeating: "a", count: 5000) + "b")
    _ = draft.problems
  }
}

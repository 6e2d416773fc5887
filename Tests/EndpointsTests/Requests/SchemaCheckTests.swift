import StreamDecoding
import Testing

@testable import Endpoints

/// Values held against their schemas: the rule that is broken is named.
@Suite struct SchemaCheckTests {
  private static let models: JSONObject = [
    "Address": [
      "type": "object", "required": ["zip"],
      "properties": ["zip": ["type": "string", "minLength": 2], "city": ["type": "string"]],
      "additionalProperties": false,
    ],
    "Node": [
      "type": "object", "properties": ["next": ["$ref": "#/components/schemas/Node"]],
    ],
  ]

  private static func sentences(_ value: String, _ schema: JSONValue) throws -> [String] {
    SchemaCheck.breaches(
      of: try JSONValue(parsing: value), in: schema, models: models,
      search: { pattern, text in
        // The tests' engine: one class of small letters.
        pattern == "^[a-z]+$"
          ? !text.isEmpty && text.utf8.allSatisfy { (97...122).contains($0) } : nil
      }
    ).map { $0.sentence(of: "body") }
  }

  @Test(
    arguments: [
      ("-1", ["type": "integer", "minimum": 0], "body must be at least 0"),
      ("11", ["type": "integer", "maximum": 10], "body must be at most 10"),
      ("0", ["type": "number", "exclusiveMinimum": 0], "body must be above 0"),
      ("1", ["type": "number", "exclusiveMaximum": 1], "body must be below 1"),
      ("7", ["type": "integer", "multipleOf": 5], "body must be a multiple of 5"),
      ("1.5", ["type": "integer"], "body must be integer"),
      ("\"a\"", ["type": ["integer", "null"]], "body must be integer or null"),
      (
        "\"a\"", ["anyOf": [["type": "integer"], ["type": "null"]]], "body must be integer or null"
      ),
      (
        "-1", ["anyOf": [["type": "integer", "minimum": 0], ["type": "null"]]],
        "body must be at least 0"
      ),
      ("\"a\"", ["type": "string", "minLength": 2], "body must have at least 2 characters"),
      ("\"ab\"", ["type": "string", "maxLength": 1], "body must have at most 1 character"),
      ("\"AB\"", ["type": "string", "pattern": "^[a-z]+$"], "body must match ^[a-z]+$"),
      ("\"c\"", ["enum": ["a", "b"]], "body must be one of a, b"),
      ("2", ["const": 1], "body must be 1"),
      ("[]", ["type": "array", "minItems": 1], "body must have at least 1 item"),
      ("[1,1]", ["type": "array", "uniqueItems": true], "body must have no item twice"),
      ("[1,\"a\"]", ["type": "array", "items": ["type": "integer"]], "body[1] must be integer"),
      ("{}", ["type": "object", "required": ["a"]], "a is required"),
      ("{}", ["type": "object", "minProperties": 1], "body must have at least 1 member"),
      (
        "{\"zip\":\"\"}", ["$ref": "#/components/schemas/Address"],
        "zip must have at least 2 characters"
      ),
      (
        "{\"to\":{\"zip\":\"1\"}}",
        ["properties": ["to": ["$ref": "#/components/schemas/Address"]]],
        "to.zip must have at least 2 characters"
      ),
      ("{\"zip\":\"12\",\"x\":1}", ["$ref": "#/components/schemas/Address"], "x must not be there"),
      (
        "{\"a\":{\"b\":1}}",
        ["additionalProperties": ["additionalProperties": ["type": "string"]]],
        "a.b must be string"
      ),
      ("{}", ["allOf": [["required": ["a"]], ["required": ["b"]]]], "a is required"),
      ("1", ["not": ["type": "integer"]], "body must be something else"),
    ] as [(String, JSONValue, String)])
  func `the first rule that a body breaks is named, with its place`(
    value: String, schema: JSONValue, sentence: String
  ) throws {
    #expect(try Self.sentences(value, schema).first == sentence)
  }

  @Test(
    arguments: [
      ("1.0", ["type": "integer"]), ("1", ["const": 1.0]), ("0.3", ["multipleOf": 0.1]),
      ("null", ["anyOf": [["type": "string"], ["type": "null"]]]), ("\"x\"", ["pattern": "(?<!"]),
      ("{\"next\":{\"next\":{}}}", ["$ref": "#/components/schemas/Node"]), ("7", [:]), ("7", true),
      ("\"x\"", ["format": "whatever"]), ("\"é\"", ["maxLength": 1]),
    ] as [(String, JSONValue)])
  func `what fits is let through, and so is what nobody can check`(
    value: String, schema: JSONValue
  ) throws {
    #expect(try Self.sentences(value, schema) == [])
  }

  @Test(arguments: [
    ("date", "2026-02-28", "2026-02-30"), ("date", "2024-02-29", "2023-02-29"),
    ("date", "2026-12-31", "31.12.2026"), ("time", "12:00:00Z", "24:00:00"),
    ("time", "12:00:00.5+01:00", "12"), ("date-time", "2026-01-31T12:00:00Z", "2026-01-31"),
    ("date-time", "2026-01-31 12:00:00+02:00", "yesterday"),
    ("date-time", "2026-01-31T12:00:00.123", "2026-13-31T12:00:00Z"),
    ("duration", "P3DT4H", "3 days"), ("uuid", "00000000-0000-0000-0000-000000000000", "zz"),
    ("uuid", "ABCDEFABCDEFABCDEFABCDEFABCDEFAB", "0000-0000"),
    ("email", "a@example.com", "a.example.com"), ("email", "a@b", "@b"),
    ("uri", "https://example.com/a", "example"), ("url", "mailto:a@b", "http://a b"),
    ("ipv4", "192.0.2.1", "192.0.2.256"), ("ipv4", "0.0.0.0", "1.2.3"),
    ("ipv6", "2001:db8::1", "2001:db8"), ("ipvanyaddress", "::1", "a"),
  ])
  func `a text is of its format or it is not`(format: String, good: String, bad: String) throws {
    let schema: JSONValue = ["type": "string", "format": .string(format)]
    #expect(try Self.sentences("\"\(good)\"", schema) == [])
    #expect(try Self.sentences("\"\(bad)\"", schema).count == 1)
    let endpoint = Endpoint(
      name: "a", path: "/a",
      parameters: [Parameter(name: "q", location: .query, schema: schema)])
    #expect(endpoint.problems([("q", good)]).isEmpty)
    #expect(endpoint.problems([("q", bad)]).count == 1)
    #expect(endpoint.problems([("q", "$NAME")]).isEmpty)
  }

  @Test(
    arguments: [
      ["type": "integer"], ["type": "integer", "minimum": 0.0], ["type": "integer", "minimum": 18],
      ["type": "integer", "maximum": -3], ["type": "integer", "exclusiveMinimum": 0],
      ["type": "integer", "minimum": 1, "multipleOf": 5], ["type": "integer", "minimum": 0.5],
      ["type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1],
      ["type": "string", "minLength": 2], ["type": "string", "minLength": 9, "maxLength": 10],
      ["type": "string", "maxLength": 3], ["type": "string", "format": "date"],
      ["type": "string", "format": "email"], ["type": "string", "format": "uuid"],
      ["type": "string", "format": "date-time"], ["type": "string", "format": "uri"],
      ["type": "array", "minItems": 2, "items": ["type": "integer", "minimum": 1]],
    ] as [JSONValue])
  func `a sample fits its own schema`(schema: JSONValue) {
    for filling in [BodyDraft.Filling.form, .example] {
      let sample = BodyDraft.value(for: schema, models: [:], filling: filling)
      #expect(SchemaCheck.breaches(of: sample, in: schema, models: [:]) == [], "\(sample.text())")
    }
  }

  @Test(
    arguments: [
      ("^[a-z]+$", 0, "a"), ("^[a-z]{3,8}$", 5, "aaaaa"), (#"^\d{5}$"#, 0, "00000"),
      (#"^[A-Z]{2}-\d+$"#, 0, "AA-0"), ("^(a|b)$", 0, "a"), ("^[^a]$", 0, "x"), ("a{3}", 9, nil),
      (#"^(?:v\d+\.)+x?$"#, 0, "v0."), (#"^(?=a)a$"#, 0, nil), (#"^(a)\1$"#, 0, nil),
    ] as [(String, Int, String?)])
  func `a simple pattern gives a sample`(pattern: String, least: Int, sample: String?) {
    #expect(PatternSample.text(for: pattern, least: least) == sample)
  }

  @Test func `an integer sample is written without a fraction`() {
    let schema: JSONValue = ["type": "integer", "minimum": .number("0.0")]
    #expect(BodyDraft.value(for: schema, models: [:], filling: .form).text() == "0")
  }
}

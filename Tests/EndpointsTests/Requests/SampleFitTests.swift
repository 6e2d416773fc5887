import StreamDecoding
import Testing

@testable import Endpoints

/// Every sample is valid by the one check there is.
@Suite struct SampleFitTests {
  private static let models: JSONObject = [
    "Level": ["type": "string", "enum": ["low", "high"]],
    "Base": [
      "type": "object", "properties": ["id": ["type": "integer"], "note": ["type": "string"]],
    ],
    "Loop": [
      "anyOf": [["$ref": "#/components/schemas/Loop"], ["$ref": "#/components/schemas/Loop"]]
    ],
    "Node": [
      "type": "object", "required": ["next", "name"],
      "properties": [
        "name": ["type": "string", "minLength": 1],
        "next": ["anyOf": [["$ref": "#/components/schemas/Node"], ["type": "null"]]],
      ],
    ],
  ]

  @Test(arguments: [
    #"{"oneOf": [{"type": "string"}, {"type": "integer"}]}"#,
    #"{"oneOf": [{"type": "null"}, {"type": "integer", "minimum": 3}]}"#,
    #"{"anyOf": [{"enum": ["a", "b"]}, {"const": 4}]}"#, #"{"oneOf": [{"minLength": 3}]}"#,
    ##"{"allOf": [{"$ref": "#/components/schemas/Level"}]}"##,
    ##"{"$ref": "#/components/schemas/Node"}"##,
    ##"{"allOf": [{"$ref": "#/components/schemas/Base"}], "required": ["note"]}"##,
    ##"{"allOf": [{"$ref": "#/components/schemas/Base"}, {"required": ["id"]}],"##
      + ##" "properties": {"own": {"type": "boolean"}}, "required": ["own"]}"##,
    #"{"allOf": [{"type": "number", "minimum": 2}, {"type": "integer", "maximum": 9},"#
      + #" {"minimum": 5}]}"#,
    #"{"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "integer"}},"#
      + #" "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}"#,
    #"{"type": "integer", "exclusiveMinimum": 0}"#, #"{"type": "integer", "maximum": -2}"#,
    #"{"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1}"#,
    #"{"type": "integer", "minimum": 7, "multipleOf": 5}"#,
    #"{"multipleOf": 0.5, "minimum": 1.2}"#,
    #"{"type": "string", "minLength": 40}"#, #"{"type": "string", "maxLength": 2}"#,
    #"{"type": "string", "maxLength": 3, "examples": ["long one"]}"#,
    #"{"type": "integer", "default": "none"}"#, #"{"type": "string", "example": 5}"#,
    #"{"type": "integer", "minimum": 5, "default": 1, "examples": [2, 8]}"#,
    #"{"type": ["null", "integer"], "minimum": 2}"#,
    #"{"type": "array", "items": {"type": "string"}, "minItems": 2}"#,
    #"{"type": "array", "items": {"type": "string"}, "minItems": 3, "uniqueItems": true}"#,
    #"{"type": "array", "items": {"type": "integer"}, "minItems": 3, "uniqueItems": true}"#,
    #"{"type": "array", "items": {"enum": ["a", "b"]}, "minItems": 2, "uniqueItems": true}"#,
    #"{"type": "array", "items": {"type": "string", "format": "date"}, "minItems": 2,"#
      + #" "uniqueItems": true}"#,
    #"{"type": "array", "items": {"type": "string", "pattern": "^[A-Z]{2}$"}, "minItems": 2,"#
      + #" "uniqueItems": true}"#,
    #"{"type": "array", "items": {"type": "object", "required": ["n"], "properties":"#
      + #" {"n": {"type": "integer"}}}, "minItems": 2, "uniqueItems": true}"#,
    #"{"type": "array", "prefixItems": [{"type": "integer"}, {"const": "x"}], "minItems": 2}"#,
    #"{"type": "array", "contains": {"const": 5}, "items": {"type": "integer"}}"#,
    #"{"type": "object", "required": ["kind"], "properties": {"kind": {"oneOf": [{"const": "x"}]}}}"#,
    #"{"type": "object", "required": ["a"], "dependentRequired": {"a": ["b"], "b": ["c"]},"#
      + #" "properties": {"a": {"type": "integer"}, "b": {"type": "string"}}}"#,
    #"{"type": "object", "minProperties": 2, "properties": {"a": {"type": "integer"}}}"#,
    #"{"type": "object", "minProperties": 1, "additionalProperties": false, "properties":"#
      + #" {"a": {"type": "integer"}}}"#,
    #"{"type": "object", "minProperties": 2, "additionalProperties": false,"#
      + #" "patternProperties": {"^x[0-9]$": {"type": "integer"}}}"#,
    #"{"type": "object", "maxProperties": 1, "properties": {"a": {"default": 1},"#
      + #" "b": {"default": 2}}}"#,
    #"{"type": "integer", "not": {"const": 0}}"#, #"{"type": "string", "not": {"const": ""}}"#,
    #"{"type": "string", "not": {"enum": ["string", ""]}}"#,
    #"{"enum": ["a", "b"], "not": {"const": "a"}}"#,
    #"{"type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["a", "b"]},"#
      + #" "x": {"type": "integer"}}, "if": {"properties": {"kind": {"const": "a"}}},"#
      + #" "then": {"required": ["x"]}}"#,
    #"{"type": "object", "properties": {"kind": {"const": "b"}, "y": {"type": "string"}},"#
      + #" "if": {"required": ["kind"]}, "then": {}, "else": {"required": ["y"]}}"#,
    #"{"type": "string", "pattern": "^(cat|dog)-\\d{2,}$", "minLength": 8}"#,
    #"{"type": "string", "format": "uuid"}"#, #"{"type": "string", "format": "ipv6"}"#,
    #"{"type": "string", "format": "date-time"}"#, #"{"type": "string", "format": "duration"}"#,
  ])
  func `a sample fits its own schema`(text: String) throws {
    let schema = try JSONValue(parsing: text)
    for filling in [BodyDraft.Filling.form, .example] {
      let value = BodyDraft.value(for: schema, models: Self.models, filling: filling)
      let breaches = SchemaCheck.breaches(of: value, in: schema, models: Self.models)
      #expect(breaches == [], "\(value.text())")
      #expect(!value.isNull)
    }
  }

  @Test(arguments: [
    "minProperties", "maxProperties", "minItems", "maxItems", "minContains", "maxContains",
    "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
    "multipleOf",
  ])
  func `numbers that make no sense are no end of the program`(keyword: String) {
    for number in ["-5", "-1", "0", "9223372036854775807", "-9223372036854775808", "1e400", "0.5"] {
      for type in ["object", "array", "string", "number", "integer"] {
        let schema: JSONValue = [
          "type": .string(type), keyword: .number(number),
          "patternProperties": ["^a[0-9]+$": [:]], "contains": [:], "pattern": "^b+$",
          "uniqueItems": true, "items": ["type": "boolean"],
        ]
        for filling in [BodyDraft.Filling.form, .example] {
          _ = BodyDraft.value(for: schema, models: [:], filling: filling)
        }
      }
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a large object that is forbidden takes no minutes`() {
    let members = (0..<50).map { ("m\($0)", JSONValue.object(["type": "string"])) }
    var properties = JSONObject()
    for (name, member) in members { properties[name] = member }
    let one: JSONValue = [
      "type": "object", "properties": .object(properties),
      "required": .array(members.map { .string($0.0) }), "not": ["type": "object"],
    ]
    let value = BodyDraft.value(
      for: ["anyOf": .array(Array(repeating: one, count: 30))], models: [:], filling: .example)
    #expect(value.objectValue?.count == 50)
  }

  @Test func `models that choose among themselves end`() {
    let schema: JSONValue = ["$ref": "#/components/schemas/Loop"]
    _ = BodyDraft.value(for: schema, models: Self.models, filling: .example)
  }

  private static let flag: JSONValue = ["type": ["boolean", "null"]]

  @Test(
    arguments: [
      (["properties": ["stream": flag]], nil, #"{"stream":true}"#, "{}"),
      (["properties": ["stream": flag]], ["a": 1], #"{"a":1,"stream":true}"#, #"{"a":1}"#),
      (
        ["properties": ["stream": flag], "example": ["a": 1]], nil, #"{"a":1,"stream":true}"#,
        #"{"a":1}"#
      ),
      (
        ["allOf": [["properties": ["stream": flag]]], "examples": [["a": 1]]], nil,
        #"{"a":1,"stream":true}"#, #"{"a":1}"#
      ),
      (
        ["properties": ["stream": ["const": false]], "example": ["stream": false, "a": 1]], nil,
        #"{"stream":false,"a":1}"#, #"{"stream":false,"a":1}"#
      ),
      (["properties": ["stream": ["type": "string"]]], nil, "{}", "{}"),
      (["type": "object"], nil, "{}", "{}"),
      (
        [
          "oneOf": [
            ["properties": ["stream": ["const": false]], "required": ["stream"]],
            [
              "properties": ["stream": ["const": true], "n": ["const": 2]],
              "required": ["stream", "n"],
            ],
          ]
        ], nil, #"{"stream":true,"n":2}"#, #"{"stream":false}"#
      ),
    ] as [(JSONValue, JSONValue?, String, String)])
  func `the member that decides whether an endpoint streams is there`(
    schema: JSONValue, example: JSONValue?, streaming: String, ordinary: String
  ) {
    let body = RequestBody(schema: schema, example: example)
    for (kind, text) in [(EndpointKind.sse, streaming), (.unary, ordinary)] {
      let endpoint = Endpoint(name: "x", method: "POST", path: "/x", kind: kind, body: body)
      let value = BodyDraft.value(for: body, of: endpoint, models: [:], filling: .example)
      #expect(value.text() == text)
    }
  }
}

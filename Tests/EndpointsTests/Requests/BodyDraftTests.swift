import StreamDecoding
import Testing

@testable import Endpoints

@Suite struct BodyDraftTests {
  @Test func `a body is drafted through references, and circles end`() {
    let models: JSONObject = [
      "Node": [
        "type": "object", "required": ["name", "next", "kind", "size"],
        "properties": [
          "name": ["type": "string"], "next": ["$ref": "#/components/schemas/Node"],
          "kind": ["enum": ["leaf", "branch"]], "size": ["type": "integer", "minimum": 3],
          "note": ["type": "string"],
        ],
      ]
    ]
    let value = BodyDraft.value(
      for: ["$ref": "#/components/schemas/Node"], models: models, filling: .form)
    #expect(value["name"] == "" && value["kind"] == "leaf" && value["size"] == 3)
    #expect(value["next"]?["name"] == "" && value["note"] == nil)
  }

  @Test func `models that hold each other many times still end soon`() {
    let members = (0..<40).map { "m\($0)" }
    var properties = JSONObject()
    for name in members { properties[name] = ["$ref": "#/components/schemas/Wide"] }
    let wide: JSONValue = [
      "type": "object", "required": .array(members.map(JSONValue.string)),
      "properties": .object(properties),
    ]
    let value = BodyDraft.value(for: wide, models: ["Wide": wide], filling: .form)
    #expect(value.text().utf8.count < 20_000)
  }

  @Test func `a sample is one that a backend takes`() {
    let pet: JSONValue = [
      "oneOf": [["$ref": "#/components/schemas/Cat"], ["$ref": "#/components/schemas/Dog"]],
      "discriminator": [
        "propertyName": "kind",
        "mapping": ["dog": "#/components/schemas/Dog", "cat": "#/components/schemas/Cat"],
      ],
    ]
    let number: JSONValue = ["type": "integer"]
    let body: JSONValue = [
      "type": "object", "required": ["pet", "at", "day", "id", "place", "some", "none"],
      "properties": [
        "pet": pet, "at": ["type": "string", "format": "date-time"],
        "day": ["type": "string", "format": "date"], "id": ["type": "string", "format": "uuid"],
        "place": ["type": "array", "prefixItems": [number, ["type": "string"]]],
        "some": ["type": "array", "items": number, "minItems": 2],
        "none": ["type": "array", "items": number],
      ],
    ]
    let cat: JSONValue = [
      "type": "object", "required": ["meows"],
      "properties": ["kind": ["const": "cat", "default": "cat"], "meows": number],
    ]
    let value = BodyDraft.value(for: body, models: ["Cat": cat], filling: .example)
    #expect(
      value.text()
        == #"{"pet":{"meows":0,"kind":"cat"},"at":"2025-01-31T12:00:00Z","day":"2025-01-31","#
        + #""id":"00000000-0000-0000-0000-000000000000","place":[0,"string"],"some":[0,0],"none":[]}"#
    )
  }

  @Test(arguments: [
    ("Page%5BUser%5D", #"{"total":0}"#), ("Order/$defs/Status", #""open""#), ("Status", "{}"),
    ("Order/%24defs/Status", #""open""#), ("Order/$defs/Lost", "null"),
  ])
  func `a draft is of the schema that a reference names`(path: String, text: String) {
    let models: JSONObject = [
      "Page[User]": [
        "type": "object", "required": ["total"], "properties": ["total": ["type": "integer"]],
      ],
      "Order": ["type": "object", "$defs": ["Status": ["enum": ["open", "closed"]]]],
      "Status": ["type": "object"],
    ]
    let schema: JSONValue = ["$ref": .string("#/components/schemas/" + path)]
    #expect(BodyDraft.value(for: schema, models: models, filling: .form).text() == text)
  }

  @Test(arguments: [
    "#/components/schemas/Page%5BCat%5D", "Page[Cat]", "#/components/schemas/Page[Cat]",
  ])
  func `the tag of a draft is the one that the mapping has for its model`(target: String) {
    let pet: JSONValue = [
      "oneOf": [["$ref": "#/components/schemas/Page%5BCat%5D"]],
      "discriminator": ["propertyName": "kind", "mapping": ["cat": .string(target)]],
    ]
    let value = BodyDraft.value(
      for: pet, models: ["Page[Cat]": ["type": "object"]], filling: .form)
    #expect(value.text() == #"{"kind":"cat"}"#)
  }
}

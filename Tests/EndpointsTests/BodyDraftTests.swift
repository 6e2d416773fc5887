import StreamDecoding
import Testing

@testable import Endpoints

@Suite struct BodyDraftTests {
  @Test func `a body is drafted through references, and circles end`() throws {
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
    let text = BodyDraft.text(for: ["$ref": "#/components/schemas/Node"], models: models)
    let value = try JSONValue(parsing: text)
    #expect(value["name"] == "" && value["kind"] == "leaf" && value["size"] == 3)
    #expect(value["next"]?["name"] == "" && value["note"] == nil)
  }

  @Test func `models that hold each other many times still end soon`() throws {
    let members = (0..<40).map { "m\($0)" }
    var properties = JSONObject()
    for name in members { properties[name] = ["$ref": "#/components/schemas/Wide"] }
    let wide: JSONValue = [
      "type": "object", "required": .array(members.map(JSONValue.string)),
      "properties": .object(properties),
    ]
    let text = BodyDraft.text(for: wide, models: ["Wide": wide])
    #expect(text.utf8.count < 20_000)
  }
}

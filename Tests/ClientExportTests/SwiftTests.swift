import Endpoints
import StreamDecoding
import Testing

@testable import ClientExport

struct SwiftTests {
  @Test(arguments: ["classic", "nasty"])
  func `a catalog becomes one file`(name: String) {
    let catalog = name == "classic" ? Catalog.classic : .nasty
    let text = ClientCode.text(for: catalog, endpoints: catalog.endpoints, language: .swift)
    // Another ending, for the fixture is not to be compiled with the tests.
    GoldenFile(name + ".swift.txt").expect(text)
  }

  @Test func `the first connection of an event stream is tried again`() throws {
    let endpoint = try #require(Catalog.classic.endpoint(named: "stream_chat"))
    let text = ClientCode.text(
      for: endpoint, models: Catalog.classic.models, baseURL: "http://host", language: .swift)
    let records =
      #"http.records(request(call, as: [.sse]), options: options.ending(with: "[DONE]"))"#
    #expect(text.contains(records))
  }

  @Test func `a required member that is nil is encoded as null`() {
    let item = NamedSchema(
      name: "Note",
      schema: [
        "type": "object", "required": ["text"],
        "properties": ["text": ["type": ["string", "null"]], "tag": ["type": "string"]],
      ])
    let text = ClientCode.text(
      for: Endpoint(name: "notes", path: "/notes", kind: .ndjson, item: item),
      baseURL: "http://host", language: .swift)
    #expect(text.contains("    try container.encode(self.text, forKey: .text)\n"))
    #expect(text.contains("    try container.encodeIfPresent(self.tag, forKey: .tag)\n"))
  }

  @Test func `the same catalog gives the same bytes`() {
    let texts = (0..<5).map { _ in
      ClientCode.text(for: .nasty, endpoints: Catalog.nasty.endpoints, language: .swift)
    }
    #expect(Set(texts).count == 1)
  }

  @Test func `no model hides what a file stands on`() {
    let item = NamedSchema(
      name: "Void", schema: ["type": "object", "properties": ["a": ["type": "string"]]])
    let text = ClientCode.text(
      for: Endpoint(name: "read", path: "/read", item: item), models: ["Void": item.schema],
      baseURL: "http://host", language: .swift)
    #expect(text.contains("struct Void_: Codable"))
  }

  @Test func `a list is written as its document says`() {
    var ids = Parameter(
      name: "ids", location: .query, required: true,
      schema: ["type": "array", "items": ["type": "integer"]])
    ids.listStyle = .space
    let text = ClientCode.text(
      for: Endpoint(name: "read", path: "/read", parameters: [ids]), baseURL: "http://host",
      language: .swift)
    #expect(text.contains("    call.joints[\"ids\"] = \"%20\"\n"))
  }

  @Test func `of two objects the one that knows more of the members is tried first`() {
    func object(_ names: [String]) -> JSONValue {
      var properties = JSONObject()
      for name in names { properties[name] = ["type": "string"] }
      return ["type": "object", "properties": .object(properties), "required": ["id"]]
    }
    let either: JSONValue = [
      "anyOf": [["$ref": "#/components/schemas/Small"], ["$ref": "#/components/schemas/Big"]]
    ]
    let text = ClientCode.text(
      for: Endpoint(name: "read", path: "/read", item: NamedSchema(schema: either)),
      models: ["Small": object(["id"]), "Big": object(["id", "name"])], baseURL: "http://host",
      language: .swift)
    #expect(
      text.contains(
        """
            for place in decoder.ranked([["id"], ["id", "name"]]) {
              switch place {
              case 0:
                if let value = try? Small(from: decoder) { self = .small(value); return }
              default:
                if let value = try? Big(from: decoder) { self = .big(value); return }
              }
            }
        """))
  }
}

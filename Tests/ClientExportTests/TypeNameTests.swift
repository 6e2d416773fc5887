import Endpoints
import StreamDecoding
import Testing

@testable import ClientExport

@Suite struct TypeNameTests {
  @Test(arguments: [
    ("cat", "Cat"), ("api_error", "ApiError"), ("Page_User_", "PageUser"), ("URL", "URL"),
    ("v1.User", "V1User"), ("my-model", "MyModel"), ("User", "User"), ("___", "Value"),
    ("2fa", "_2fa"), ("\u{732B}", "\u{732B}"),
  ])
  func `a type is named as Python and Swift name types`(name: String, type: String) {
    #expect(NameScope.capitalizedTypeName(name) == type)
  }

  @Test func `of two names that become one each has a type, and the exact one its own`() {
    let models: JSONObject = [
      "cat": Self.object("tail"), "Cat": Self.object("claw"), "string": Self.object("s"),
      "Any": Self.object("a"), "list": Self.object("l"),
      "Either": ["anyOf": .array(["cat", "Cat", "string", "list"].map(Self.reference))],
    ]
    let endpoint = Endpoint(
      name: "cat", path: "/cat", mediaType: "application/json",
      item: NamedSchema(name: "Either", schema: models["Either"] ?? [:]))
    func text(_ language: ExportLanguage) -> String {
      ClientCode.text(for: endpoint, models: models, baseURL: "http://h", language: language)
    }
    let python = text(.python)
    #expect(python.contains("class Cat(TypedDict):\n    claw: "))
    #expect(python.contains("class Cat_(TypedDict):\n    tail: "))
    let swift = text(.swift)
    #expect(swift.contains("struct Cat: Codable, Hashable, Sendable {\n  var claw: "))
    #expect(swift.contains("struct Cat_: Codable, Hashable, Sendable {\n  var tail: "))
    #expect(swift.contains("  case cat(Cat_)\n  case cat_(Cat)\n"))
  }

  private static func object(_ member: String) -> JSONValue {
    [
      "type": "object", "properties": .object([member: ["type": "string"]]),
      "required": [.string(member)],
    ]
  }

  private static func reference(_ name: String) -> JSONValue {
    ["$ref": .string("#/components/schemas/" + name)]
  }
}

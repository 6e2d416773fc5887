import Endpoints
import StreamDecoding
import Testing

struct SchemaReferenceTests {
  private static let order: JSONValue = [
    "$defs": ["Status": ["enum": ["open"]]],
    "prefixItems": [["type": "integer"], ["type": "string"]],
  ]
  private static let models: JSONObject = [
    "Order": order, "Status": ["type": "object"], "Page[User]": ["title": "page"],
    "a/b~c": ["title": "odd"], "50%": ["title": "half"], "": ["title": "empty"],
  ]

  @Test(
    arguments: [
      ("Order", order),
      ("Order/$defs/Status", ["enum": ["open"]]),
      ("Order/%24defs/Status", ["enum": ["open"]]),
      ("Order/prefixItems/1", ["type": "string"]),
      ("Order/prefixItems/01", nil),
      ("Order/prefixItems/2", nil),
      ("Order/$defs/Lost", nil),
      ("Page%5BUser%5D", ["title": "page"]),
      ("Page[User]", ["title": "page"]),
      ("a~1b~0c", ["title": "odd"]),
      ("a%2Fb%7E0c", ["title": "odd"]),
      ("50%25", ["title": "half"]),
      ("50%", ["title": "half"]),
      ("", ["title": "empty"]),
    ] as [(String, JSONValue?)])
  func `a reference leads to what it names`(path: String, target: JSONValue?) {
    let reference = SchemaReference(text: "#/components/schemas/" + path)
    #expect(reference != nil)
    #expect(reference?.target(in: Self.models) == target)
  }

  @Test(arguments: ["Page[User]", "a/b~c", "50%", "Заказ", "a b", "", "Order"])
  func `a reference that is written is read again`(model: String) {
    let reference = SchemaReference(to: model, inner: ["$defs", "x/~1[y]"])
    #expect(SchemaReference(text: reference.text) == reference)
    #expect(reference.text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x5B })
  }

  @Test(arguments: [
    "Order", "other.json#/components/schemas/Order", "#/definitions/Order", "#Order", "",
    "#/components/schemas", "#/components/responses/Order",
  ])
  func `what leads elsewhere is no reference to a model`(text: String) {
    #expect(SchemaReference(text: text) == nil)
  }
}

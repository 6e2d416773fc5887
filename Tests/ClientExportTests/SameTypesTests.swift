import Endpoints
import StreamDecoding
import Testing

@testable import ClientExport

/// What a schema says is known once: each row is one schema, and its type in every language.
struct SameTypesTests {
  // MARK: References

  private static let models: JSONObject = [
    "Order": [
      "type": "object",
      "$defs": [
        "Status": ["enum": ["open", "closed"]],
        "Line": [
          "type": "object", "required": ["of"],
          "properties": ["of": MemberTypes.reference("Order/$defs/Status")],
        ],
      ],
    ],
    "Status": ["type": "object", "properties": ["code": ["type": "integer"]]],
    "Page[User]": ["type": "object", "properties": ["total": ["type": "integer"]]],
    "a/b": ["type": "object", "properties": ["c": ["type": "integer"]]],
  ]

  @Test(
    arguments: [
      (MemberTypes.reference("Status"), ["Status", "Status", "Status"]),
      (MemberTypes.reference("Order/$defs/Status"), ["OrderStatus", "OrderStatus", "OrderStatus"]),
      (MemberTypes.reference("Order/%24defs/Line"), ["OrderLine", "OrderLine", "OrderLine"]),
      (MemberTypes.reference("Page%5BUser%5D"), ["PageUser", "PageUser", "PageUser"]),
      (
        ["type": "array", "items": MemberTypes.reference("Page%5BUser%5D")],
        ["PageUser[]", "list[PageUser]", "[PageUser]"]
      ),
      (
        ["anyOf": [MemberTypes.reference("Page%5BUser%5D"), ["type": "null"]]],
        ["PageUser | null", "PageUser | None", "PageUser?"]
      ),
      (
        ["type": "object", "additionalProperties": MemberTypes.reference("Order/$defs/Line")],
        ["{ [key: string]: OrderLine }", "dict[str, OrderLine]", "[String: OrderLine]"]
      ),
      (MemberTypes.reference("a~1b"), ["AB", "AB", "AB"]),
      (MemberTypes.reference("Order/$defs/Lost"), ["unknown", "Any", "JSON"]),
      (["$ref": "#/definitions/Status"], ["unknown", "Any", "JSON"]),
    ] as [(JSONValue, [String])])
  func `a reference is the type of what it names, wherever it stands`(
    schema: JSONValue, expected: [String]
  ) {
    #expect(MemberTypes.of(schema, models: Self.models) == expected)
    #expect(MemberTypes.of(schema, models: Self.models, isSent: true) == expected)
  }

  @Test(arguments: [
    (ExportLanguage.typescript, #"export type OrderStatus = "open" | "closed";"#),
    (.python, #"OrderStatus: TypeAlias = Literal["open", "closed"]"#),
    (.swift, "enum OrderStatus: String, Codable, Hashable, Sendable {\n  case open_ = \"open\"\n"),
  ])
  func `a schema inside of a model has its own shape beside a model of its name`(
    language: ExportLanguage, declaration: String
  ) {
    let endpoint = Endpoint(
      name: "call", path: "/", mediaType: "application/json",
      item: NamedSchema(schema: [
        "type": "array",
        "prefixItems": [
          MemberTypes.reference("Order/$defs/Line"), MemberTypes.reference("Status"),
        ],
      ]))
    let text = ClientCode.text(for: endpoint, models: Self.models, baseURL: "", language: language)
    #expect(text.contains(declaration))
    #expect(text.contains("code"))
  }

  // MARK: Parts

  @Test(
    arguments: [
      (
        ["allOf": [MemberTypes.reference("Status")], "description": "Just so"],
        ["Status", "Status", "Status"]
      ),
      (
        ["allOf": [MemberTypes.reference("Status"), MemberTypes.reference("a~1b")]],
        ["(Status & AB)", "ItA", "ItA"]
      ),
      (["allOf": [["type": "string"], ["maxLength": 5]]], ["string", "str", "String"]),
      (
        ["type": "string", "anyOf": [["minLength": 1], ["pattern": "x"]]],
        ["string", "str", "String"]
      ),
    ] as [(JSONValue, [String])])
  func `what is put together of parts is all of them`(schema: JSONValue, expected: [String]) {
    #expect(MemberTypes.of(schema, models: Self.models) == expected)
  }

  @Test(arguments: [
    (ExportLanguage.python, "    common: str\n"), (.swift, "  var common: String\n"),
  ])
  func `each of several alternatives has the members that all have`(
    language: ExportLanguage, member: String
  ) {
    let endpoint = Endpoint(
      name: "call", path: "/", mediaType: "application/json",
      item: NamedSchema(schema: [
        "properties": ["common": ["type": "string"]], "required": ["common"],
        "oneOf": [
          ["properties": ["one": ["type": "integer"]], "required": ["one"]], ["required": ["two"]],
        ],
      ]))
    let text = ClientCode.text(for: endpoint, baseURL: "", language: language)
    #expect(text.split(separator: member).count == 3)
  }

  @Test(arguments: ["type", "allOf"])
  func `a tag whose values only the mapping tells has them`(form: String) {
    let pet: JSONValue = ["type": "object", "properties": ["kind": ["type": "string"]]]
    let models: JSONObject = [
      "Base": pet, "Cat": form == "allOf" ? ["allOf": [MemberTypes.reference("Base")]] : pet,
      "Dog": form == "allOf" ? ["allOf": [MemberTypes.reference("Base")]] : pet,
      "Pet": [
        "oneOf": [MemberTypes.reference("Cat"), MemberTypes.reference("Dog")],
        "discriminator": [
          "propertyName": "kind", "mapping": ["cat": "#/components/schemas/Cat", "hound": "Dog"],
        ],
      ],
    ]
    let endpoint = Endpoint(
      name: "call", path: "/", mediaType: "application/json", item: NamedSchema(name: "Pet"))
    for (language, tags) in [
      (ExportLanguage.typescript, ["kind: \"cat\"", "kind: \"hound\""]),
      (.python, ["    kind: Literal[\"cat\"]\n", "    kind: Literal[\"hound\"]\n"]),
      (.swift, ["  case cat = \"cat\"\n", "  case hound = \"hound\"\n"]),
    ] {
      let text = ClientCode.text(for: endpoint, models: models, baseURL: "", language: language)
      for tag in tags { #expect(text.contains(tag)) }
    }
  }

  // MARK: Places

  private static let text: JSONValue = ["type": "string"]
  private static let preset: JSONValue = ["type": "string", "default": "x"]

  @Test(
    arguments: [
      // A Swift decoder refuses what is not there, and a default may be left out.
      (preset, false, ["string", "str", "String?"], ["?: string", "NotRequired[str]", "String?"]),
      (
        text, false, ["?: string", "NotRequired[str]", "String?"],
        ["?: string", "NotRequired[str]", "String?"]
      ),
      (
        ["type": "string", "readOnly": true], true, ["string", "str", "String"],
        ["?: string", "NotRequired[str]", "String?"]
      ),
      (
        ["type": "string", "writeOnly": true], true,
        ["?: string", "NotRequired[str]", "String?"], ["string", "str", "String"]
      ),
    ] as [(JSONValue, Bool, [String], [String])])
  func `what only one side sets, the other may leave out`(
    schema: JSONValue, isRequired: Bool, got: [String], sent: [String]
  ) {
    #expect(MemberTypes.of(schema, models: [:], isRequired: isRequired) == got)
    #expect(MemberTypes.of(schema, models: [:], isSent: true, isRequired: isRequired) == sent)
  }

  @Test(arguments: [
    (
      ExportLanguage.python,
      """
      class User(TypedDict):
          id: int
          password: NotRequired[str]


      class UserInput(TypedDict):
          id: NotRequired[int]
          password: str

      """
    ),
    (
      .swift,
      "struct User: Codable, Hashable, Sendable {\n  var id: Int\n  var password: String?\n"
    ),
    (
      .swift,
      "struct UserInput: Codable, Hashable, Sendable {\n  var id: Int?\n  var password: String\n"
    ),
  ])
  func `a model that goes both ways has a type for each`(
    language: ExportLanguage, declaration: String
  ) {
    let user: JSONValue = [
      "type": "object", "required": ["id", "password"],
      "properties": [
        "id": ["type": "integer", "readOnly": true],
        "password": ["type": "string", "writeOnly": true],
      ],
    ]
    let endpoint = Endpoint(
      name: "call", method: "POST", path: "/", mediaType: "application/json",
      body: RequestBody(schema: MemberTypes.reference("User")), item: NamedSchema(name: "User"))
    let text = ClientCode.text(
      for: endpoint, models: ["User": user], baseURL: "", language: language)
    #expect(text.contains(declaration))
  }

  @Test(arguments: [
    ("application/json", ["string", "str", "String"]),
    ("multipart/form-data", ["Blob", "FilePart", "FilePart"]),
  ])
  func `bytes are a text in JSON and a file in the parts of a form`(
    mediaType: String, expected: [String]
  ) {
    let bytes: JSONValue = ["type": "string", "format": "binary"]
    #expect(MemberTypes.of(bytes, models: [:], isSent: true, mediaType: mediaType) == expected)
  }

  // MARK: Names

  @Test(arguments: [
    (ExportLanguage.typescript, "  level: Level,\n"), (.python, "(self, level: Level) -> Any:\n"),
    (.swift, "    level: Level,\n"),
  ])
  func `a parameter's choices have the name of their model`(
    language: ExportLanguage, parameter: String
  ) {
    let level: JSONValue = ["type": "string", "enum": ["low", "high"], "title": "Level"]
    let endpoint = Endpoint(
      name: "call", path: "/",
      parameters: [Parameter(name: "level", location: .query, required: true, schema: level)])
    let text = ClientCode.text(
      for: endpoint, models: ["Level": level], baseURL: "", language: language)
    #expect(text.contains(parameter))
  }

  @Test(arguments: [ExportLanguage.typescript, .python, .swift])
  func `the model that FastAPI makes of a form is named for its function`(
    language: ExportLanguage
  ) {
    let model = "Body_save_file_files__id__post"
    let endpoint = Endpoint(
      name: "save_file", method: "POST", path: "/",
      body: RequestBody(mediaType: "multipart/form-data", schema: MemberTypes.reference(model)))
    let text = ClientCode.text(
      for: endpoint,
      models: [model: ["type": "object", "properties": ["a": ["type": "string"]]]], baseURL: "",
      language: language)
    #expect(text.contains("body: SaveFileBody"))
    #expect(!text.contains("Body_save"))
  }
}

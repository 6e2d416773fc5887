import Endpoints
import StreamDecoding
import Testing

@testable import ClientExport

/// Each row is a schema and its type in TypeScript, Python and Swift.
struct SchemaTests {
  typealias Row = (schema: JSONValue, types: [String])

  private static func reference(_ path: String) -> JSONValue { MemberTypes.reference(path) }

  private static let integer: JSONValue = ["type": "integer"]
  private static let text: JSONValue = ["type": "string"]

  private static let models: JSONObject = [
    "Order": [
      "type": "object",
      "$defs": ["Status": ["enum": ["open", "closed"]], "a/b [c]": ["type": "integer"]],
    ],
    "Status": ["type": "object", "properties": ["code": integer]],
    "Page[User]": ["type": "object", "properties": ["total": integer]],
    "Base": [
      "type": "object", "properties": ["self": ["type": ["integer", "null"]], "other": text],
    ],
    "Level": ["type": "string", "enum": ["low", "high"]],
    "Cat": ["type": "object", "properties": ["kind": text]],
    "Dog": ["type": "object", "properties": ["kind": text, "size": integer]],
    "Tree": ["type": "object", "properties": ["next": reference("Tree")]],
    "Json": ["anyOf": [text, ["type": "array", "items": reference("Json")]]],
    "One": reference("Two"), "Two": reference("Three"), "Three": reference("One"),
    "Self": ["allOf": [reference("Self")]],
    "Either": ["oneOf": [reference("Or"), text]], "Or": ["anyOf": [reference("Either"), integer]],
    "Outer": [
      "type": "object",
      "properties": [
        "inner": ["allOf": [reference("Outer"), ["properties": ["b": text]]]]
      ],
    ],
    "Alias": ["allOf": [reference("Base")]],
  ]

  private func expect(_ row: Row) {
    #expect(MemberTypes.of(row.schema, models: Self.models) == row.types)
  }

  @Test(
    arguments: [
      (["type": "string", "format": "uuid"], ["FluidTypes.UUID", "str", "String"]),
      (["type": "string", "format": "no such"], ["string", "str", "String"]),
      (
        ["anyOf": [["type": "string", "format": "date"], ["type": "string"]]],
        ["FluidTypes.Date | string", "str", "String"]
      ),
      (
        ["type": ["string", "null"], "format": "date-time"],
        ["FluidTypes.DateTime | null", "str | None", "String?"]
      ),
      (["type": ["integer", "number"]], ["number", "int | float", "ItA"]),
      (["type": "lost"], ["unknown", "Any", "JSON"]),
    ] as [Row])
  func `a text has its form where the language has one`(row: Row) { expect(row) }

  @Test(
    arguments: [
      (["type": ["string", "null"]], ["string | null", "str | None", "String?"]),
      (["type": "string", "nullable": true], ["string | null", "str | None", "String?"]),
      (["nullable": true, "anyOf": [reference("Tree")]], ["Tree | null", "Tree | None", "Tree?"]),
      (
        ["type": ["string", "null"], "enum": ["a", .null, "b"]],
        [#""a" | null | "b""#, #"Literal["a", "b"] | None"#, "ItA?"]
      ),
      (["enum": [1, 2], "nullable": true], ["1 | 2 | null", "Literal[1, 2] | None", "Int?"]),
      (["const": "x"], [#""x""#, #"Literal["x"]"#, "ItA = .x"]),
      (["const": 3], ["3", "Literal[3]", "Int = 3"]),
      (["const": true], ["true", "Literal[True]", "Bool = true"]),
      (["const": .null], ["null", "None", "JSON"]),
      (["const": 1.5], ["1.5", "float", "Double"]),
      (["const": ["a": 1]], ["unknown", "Any", "JSON"]),
      (["enum": ["a", [1]]], ["unknown", "Any", "JSON"]),
      (["enum": ["a", "a"]], [#""a""#, #"Literal["a"]"#, "ItA = .a"]),
      (["enum": []], ["unknown", "Any", "JSON"]),
    ] as [Row])
  func `null and constants are what a schema says of them`(row: Row) { expect(row) }

  @Test(
    arguments: [
      (true, ["unknown", "Any", "JSON"]),
      (false, ["never", "Any", "JSON"]),
      (["anyOf": [false, text]], ["string", "str", "String"]),
      (["type": "array", "items": true], ["unknown[]", "list[Any]", "[JSON]"]),
      (["type": "array", "items": false], ["never[]", "list[Any]", "[JSON]"]),
      (["items": integer], ["number[]", "list[int]", "[Int]"]),
      (
        ["items": ["type": ["integer", "null"]]],
        ["(number | null)[]", "list[int | None]", "[Int?]"]
      ),
      (
        ["prefixItems": [integer, text], "items": false],
        ["[number, string]", "Sequence[int | str]", "[JSON]"]
      ),
      (
        ["prefixItems": [integer, integer], "minItems": 2, "maxItems": 2],
        ["[number, number]", "Sequence[int]", "[Int]"]
      ),
      (
        ["prefixItems": [integer], "items": text],
        ["[number, ...string[]]", "Sequence[int | str]", "[JSON]"]
      ),
      (
        ["prefixItems": [integer, text], "minItems": 1, "maxItems": 1],
        ["[number]", "Sequence[int]", "[Int]"]
      ),
    ] as [Row])
  func `lists and tuples hold what a schema says of their places`(row: Row) { expect(row) }

  @Test(
    arguments: [
      (
        ["type": "object"], ["{ [key: string]: unknown }", "dict[str, Any]", "[String: JSON]"]
      ),
      (
        ["type": "object", "additionalProperties": false],
        ["{ [key: string]: never }", "dict[str, Any]", "[String: JSON]"]
      ),
      (
        ["additionalProperties": integer],
        ["{ [key: string]: number }", "dict[str, int]", "[String: Int]"]
      ),
      (
        ["type": "object", "patternProperties": ["^x-": integer]],
        ["{ [key: string]: number }", "dict[str, int]", "[String: Int]"]
      ),
      (
        ["patternProperties": ["^x": integer, "^y": text], "additionalProperties": false],
        ["{ [key: string]: number | string }", "dict[str, int | str]", "[String: ItAValue]"]
      ),
      (
        ["patternProperties": ["^x": integer], "additionalProperties": true],
        ["{ [key: string]: unknown }", "dict[str, Any]", "[String: JSON]"]
      ),
      (["properties": ["b": text]], ["{ b?: string }", "ItA", "ItA"]),
      (
        ["properties": ["b": text], "required": ["b"], "additionalProperties": false],
        ["{ b: string }", "ItA", "ItA"]
      ),
      (
        ["properties": ["b": text], "patternProperties": ["^x-": integer]],
        ["{ b?: string; [key: string]: unknown }", "ItA", "ItA"]
      ),
      (
        ["type": ["object", "null"], "properties": ["b": text]],
        ["{ b?: string } | null", "ItA | None", "ItA?"]
      ),
    ] as [Row])
  func `an object has the members that a schema names, or any`(row: Row) { expect(row) }

  @Test(
    arguments: [
      (
        ["allOf": [reference("Base"), ["required": ["self"]]]],
        ["(Base & { self: number | null })", "ItA", "ItA"]
      ),
      (
        ["$ref": "#/components/schemas/Base", "required": ["self"]],
        ["({ self: number | null } & Base)", "ItA", "ItA"]
      ),
      (
        ["$ref": "#/components/schemas/Base", "description": "Just so"], ["Base", "Base", "Base"]
      ),
      (
        ["allOf": [["required": ["b"]], ["properties": ["b": text]]]],
        ["{ b: string }", "ItA", "ItA"]
      ),
      (
        ["allOf": [reference("Level"), text]],
        ["(Level & string)", "Level", "Level"]
      ),
      (
        ["allOf": [text, ["enum": ["a", "b"]]]],
        [#"(string & ("a" | "b"))"#, #"Literal["a", "b"]"#, "ItA"]
      ),
      (
        ["allOf": [["enum": [1, 2]], ["enum": [2, 3]], ["type": "number"]]],
        ["((1 | 2) & (2 | 3) & number)", "Literal[2]", "Int = 2"]
      ),
      (
        ["allOf": [["type": "array"], ["items": text]]],
        ["(unknown[] & string[])", "list[str]", "[String]"]
      ),
      (
        [
          "properties": ["b": text], "required": ["b"],
          "oneOf": [["properties": ["c": integer]], ["required": ["d"]]],
        ], ["({ b: string } & ({ c?: number } | { d: unknown }))", "ItA | ItA2", "ItA_"]
      ),
      (["allOf": [text, integer]], ["(string & number)", "Any", "JSON"]),
      (
        ["allOf": [reference("Base"), ["oneOf": [reference("Cat"), reference("Dog")]]]],
        ["(Base & (Cat | Dog))", "ItA | ItA2", "ItA_"]
      ),
      (
        ["anyOf": [reference("Alias"), ["type": "null"]]],
        ["Alias | null", "Alias | None", "Alias?"]
      ),
    ] as [Row])
  func `what is put together of parts fits all of them`(row: Row) { expect(row) }

  @Test(
    arguments: [
      (
        ["prefixItems": [reference("Page%5BUser%5D"), text], "items": false],
        ["[PageUser, string]", "Sequence[PageUser | str]", "[JSON]"]
      ),
      (
        ["allOf": [reference("Page%5BUser%5D"), reference("Status")]],
        ["(PageUser & Status)", "ItA", "ItA"]
      ),
      (
        ["patternProperties": ["^x": reference("Order/$defs/Status")]],
        ["{ [key: string]: OrderStatus }", "dict[str, OrderStatus]", "[String: OrderStatus]"]
      ),
      (
        ["oneOf": [reference("Status"), reference("Order/$defs/Status")]],
        ["Status | OrderStatus", "Status | OrderStatus", "ItA"]
      ),
      (
        ["items": reference("Order/%24defs/a~1b%20%5Bc%5D")],
        ["OrderABC[]", "list[OrderABC]", "[OrderABC]"]
      ),
      (["items": reference("Order/$defs/Lost")], ["unknown[]", "list[Any]", "[JSON]"]),
      (["$ref": "https://example.com/a.json"], ["unknown", "Any", "JSON"]),
    ] as [Row])
  func `a reference is the type of what it names, at any depth`(row: Row) { expect(row) }

  @Test(
    arguments: [
      (reference("Tree"), ["Tree", "Tree", "Tree"]), (reference("Json"), ["Json", "Json", "Json"]),
      (reference("One"), ["One", "One", "One"]), (reference("Self"), ["Self", "Self", "Self_"]),
      (reference("Either"), ["Either", "Either", "Either"]),
    ] as [Row])
  func `a model that stands for itself has a name`(row: Row) { expect(row) }

  // MARK: Declarations

  private func file(of name: String, _ models: JSONObject, in language: ExportLanguage) -> String {
    let endpoint = Endpoint(
      name: "call", path: "/", mediaType: "application/json", item: NamedSchema(name: name))
    return ClientCode.text(for: endpoint, models: models, baseURL: "", language: language)
  }

  @Test(arguments: [
    ("One", ["type One = unknown;", "One: TypeAlias = Any", "typealias One = JSON"]),
    ("Two", ["type Two = unknown;", "Two: TypeAlias = Any", "typealias Two = JSON"]),
    ("Self", ["type Self = unknown;", "Self: TypeAlias = Any", "typealias Self_ = JSON"]),
    ("Either", ["type Either = unknown;", "Either: TypeAlias = Any", "typealias Either = JSON"]),
    (
      "Json",
      [
        "type Json = string | Json[];", #"Json: TypeAlias = Union[str, list["Json"]]"#,
        "indirect enum Json: Codable",
      ]
    ),
    (
      "Tree",
      [
        "interface Tree {\n  next?: Tree;\n}",
        "class Tree(TypedDict):\n    next: NotRequired[Tree]\n", "  var next: Box<Tree>?\n",
      ]
    ),
    (
      "Outer",
      [
        "  inner?: (Outer & { b?: string });\n", "    inner: NotRequired[OuterInner]\n    b: ",
        "struct OuterInner: Codable, Hashable, Sendable {\n  var inner: Box<OuterInner>?\n",
      ]
    ),
    ("Alias", ["type Alias = Base;", #"Alias: TypeAlias = "Base""#, "typealias Alias = Base\n"]),
  ])
  func `a circle of names ends`(name: String, declarations: [String]) {
    for (language, text) in zip([ExportLanguage.typescript, .python, .swift], declarations) {
      #expect(file(of: name, Self.models, in: language).contains(text))
    }
  }

  @Test(arguments: [
    (
      ExportLanguage.python,
      """
      class Derived(TypedDict):
          kind: Literal["derived"]
          note: NotRequired[str]
          size: int

      """
    ),
    (.swift, "struct Derived: Codable, Hashable, Sendable {\n  var kind: DerivedKind = .derived\n"),
    (
      .typescript,
      """
      export type Derived = ({ kind: "derived" } & Root & { note?: string; size: number });

      """
    ),
  ])
  func `parts that say more of one member are all heard`(language: ExportLanguage, text: String) {
    let models: JSONObject = [
      "Root": ["type": "object", "required": ["kind"], "properties": ["kind": Self.text]],
      "Derived": [
        "allOf": [
          Self.reference("Root"),
          ["properties": ["note": Self.text, "size": Self.integer], "required": ["size"]],
        ],
        "properties": ["kind": ["const": "derived"]],
      ],
    ]
    #expect(file(of: "Derived", models, in: language).contains(text))
  }

  @Test(arguments: [ExportLanguage.typescript, .python, .swift])
  func `models that hold each other many times are written all the same`(
    language: ExportLanguage
  ) {
    var models: JSONObject = ["L0": ["type": "object", "properties": ["a": Self.text]]]
    for level in 1...40 {
      let parts = ["L", "R"].map { Self.reference($0 + String(level - 1)) }
      for name in ["L", "R"] {
        models[name + String(level)] = [
          "allOf": .array(parts), "required": ["a"], "oneOf": .array(parts),
          "properties": ["a": ["allOf": .array(parts), "required": ["a"]]],
        ]
      }
    }
    models["R0"] = models["L0"]
    #expect(file(of: "L40", models, in: language).contains("L40"))
  }
}

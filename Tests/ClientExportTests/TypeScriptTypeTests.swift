import Endpoints
import StreamDecoding
import Testing

@testable import ClientExport

struct TypeScriptTypeTests {
  private static func reference(_ name: String) -> JSONValue {
    ["$ref": .string("#/components/schemas/" + name)]
  }

  /// The declarations for an endpoint that answers with one model and takes another.
  private func declarations(
    of models: JSONObject, answer: String? = nil, body: String? = nil,
    mediaType: String = "application/json", parameters: [Parameter] = []
  ) -> [String] {
    let endpoint = Endpoint(
      name: "call", method: "POST", path: "/", mediaType: "application/json",
      parameters: parameters,
      body: body.map { RequestBody(mediaType: mediaType, schema: Self.reference($0)) },
      item: answer.map { NamedSchema(name: $0) })
    var names = TypeScriptNames(taken: [])
    return TypeScriptModels(endpoints: [endpoint], models: models, names: &names).declarations
  }

  /// The type of an answer of this schema.
  private func type(_ schema: JSONValue, models: JSONObject = [:]) -> String {
    var models = models
    models["It"] = ["anyOf": [schema]]
    let text = declarations(of: models, answer: "It").first { $0.hasPrefix("export type It") } ?? ""
    return String(text.dropFirst("export type It = ".count).dropLast(2))
  }

  // MARK: Bytes

  private static let file: JSONValue = [
    "type": "object", "required": ["data"],
    "properties": [
      "data": ["type": "string", "contentMediaType": "application/octet-stream"]
    ],
  ]

  @Test func `bytes in JSON are a text, whichever way they go`() {
    #expect(
      declarations(of: ["File": Self.file], answer: "File", body: "File") == [
        "export interface File {\n  data: string;\n}\n"
      ])
  }

  @Test func `bytes in a form in parts are a Blob`() {
    let form = "multipart/form-data"
    #expect(
      declarations(of: ["File": Self.file], body: "File", mediaType: form) == [
        "export interface File {\n  data: Blob;\n}\n"
      ])
    #expect(
      declarations(of: ["File": Self.file], answer: "File", body: "File", mediaType: form) == [
        "export interface File {\n  data: string;\n}\n",
        "export interface FileForm {\n  data: Blob;\n}\n",
      ])
  }

  @Test func `bytes in an answer that is no JSON are a Blob`() {
    let endpoint = Endpoint(
      name: "call", path: "/", mediaType: "application/xml",
      item: NamedSchema(schema: ["type": "string", "format": "binary"]))
    let text = ClientCode.text(for: endpoint, baseURL: "", language: .typescript)
    #expect(text.contains("Promise<ApiResult<Blob>>"))
  }

  @Test(
    arguments: [
      ("application/xml", ["type": "string"], "Blob"),
      ("application/xml", ["type": "object"], "Blob"),
      ("image/png", [:], "Blob"),
      ("text/csv", ["type": "string"], "string"),
      ("text/html", ["type": "array"], "string"),
      ("application/problem+json", ["type": "string"], "string"),
      ("text/json", ["type": "integer"], "number"),
      ("*/*", ["type": "integer"], "number"),
      (nil, ["type": "integer"], "number"),
    ] as [(String?, JSONValue, String)])
  func `an answer has the type of what its media type makes of it`(
    mediaType: String?, schema: JSONValue, type: String
  ) {
    let endpoint = Endpoint(
      name: "call", path: "/", mediaType: mediaType, item: NamedSchema(schema: schema))
    let text = ClientCode.text(for: endpoint, baseURL: "", language: .typescript)
    #expect(text.contains("): Promise<ApiResult<" + type + ">> {"))
  }

  @Test func `what HEAD gives is nothing to look at`() {
    let endpoint = Endpoint(
      name: "call", method: "HEAD", path: "/", mediaType: "application/json",
      item: NamedSchema(schema: ["type": "integer"]))
    let text = ClientCode.text(for: endpoint, baseURL: "", language: .typescript)
    #expect(text.contains("): Promise<ApiResult<unknown>> {"))
  }

  // MARK: Parts and places

  @Test(
    arguments: [
      (
        [
          "properties": ["common": ["type": "string"]], "required": ["common"],
          "oneOf": [
            ["properties": ["a": ["type": "integer"]], "required": ["a"]],
            ["properties": ["b": ["type": "integer"]]],
          ],
        ], "({ common: string } & ({ a: number } | { b?: number }))"
      ),
      (
        [
          "type": "object", "properties": ["a": ["type": "string"], "b": ["type": "boolean"]],
          "anyOf": [["required": ["a"]], ["required": ["b"]]],
        ], "({ a?: string; b?: boolean } & ({ a: string } | { b: boolean }))"
      ),
      (["type": "string", "anyOf": [["minLength": 1], ["pattern": "x"]]], "string"),
      (["allOf": [reference("Base")], "required": ["self"]], "({ self: number | null } & Base)"),
      (
        [
          "allOf": [
            reference("Base"), ["properties": ["own": ["type": "string"]], "required": ["self"]],
          ]
        ], "(Base & { own?: string; self: number | null })"
      ),
      (["allOf": [reference("Base")], "required": ["nowhere"]], "Base"),
      (["allOf": [reference("Base")], "description": "just so"], "Base"),
    ] as [(JSONValue, String)])
  func `an object put together of parts is all of them`(schema: JSONValue, text: String) {
    let base: JSONValue = [
      "type": "object", "properties": ["self": ["type": ["number", "null"]]],
    ]
    #expect(type(schema, models: ["Base": base]) == text)
  }

  @Test(
    arguments: [
      (["minItems": 2, "maxItems": 2], "[number, string | null]"),
      (["items": false], "[number, string | null]"),
      ([:], "[number, string | null, ...unknown[]]"),
      (["items": ["type": ["number", "null"]]], "[number, string | null, ...(number | null)[]]"),
      (["minItems": 1, "maxItems": 2], "[number, (string | null)?]"),
      (["minItems": 0, "items": ["type": "boolean"]], "[number?, (string | null)?, ...boolean[]]"),
      (["maxItems": 3], "[number, string | null, ...unknown[]]"),
    ] as [(JSONObject, String)])
  func `a tuple has the places that it may have`(more: JSONObject, text: String) {
    var schema: JSONObject = [
      "type": "array", "prefixItems": [["type": "integer"], ["type": ["string", "null"]]],
    ]
    for (key, value) in more { schema[key] = value }
    #expect(type(.object(schema)) == text)
  }

  @Test func `what only one side sets, the other may leave out`() {
    let user: JSONValue = [
      "type": "object", "required": ["id", "name", "password"],
      "properties": [
        "id": ["type": "integer", "readOnly": true], "name": ["type": "string"],
        "password": ["type": "string", "writeOnly": true],
      ],
    ]
    #expect(
      declarations(of: ["User": user], answer: "User", body: "User") == [
        "export interface User {\n  id: number;\n  name: string;\n  password?: string;\n}\n",
        "export interface UserInput {\n  id?: number;\n  name: string;\n  password: string;\n}\n",
      ])
  }

  @Test func `a reference into a model is a type of its own`() {
    let models: JSONObject = [
      "Tree": [
        "type": "object",
        "properties": ["id": ["type": "integer"], "top": Self.reference("Tree/$defs/Node")],
        "$defs": [
          "Node": [
            "type": "object",
            "properties": [
              "next": Self.reference("Tree/$defs/Node"), "of": Self.reference("Tree/properties/id"),
              "lost": Self.reference("Tree/$defs/Lost"),
            ],
          ]
        ],
      ]
    ]
    #expect(
      declarations(of: models, answer: "Tree") == [
        "export interface Tree {\n  id?: number;\n  top?: TreeNode;\n}\n",
        "export interface TreeNode {\n  next?: TreeNode;\n  of?: TreeId;\n  lost?: unknown;\n}\n",
        "export type TreeId = number;\n",
      ])
  }

  @Test func `the model that FastAPI makes of a form is named for its function`() {
    let endpoint = Endpoint(
      name: "save_file", method: "POST", path: "/",
      body: RequestBody(
        mediaType: "multipart/form-data", schema: Self.reference("Body_save_file_files__id__post")))
    let text = ClientCode.text(
      for: endpoint, models: ["Body_save_file_files__id__post": Self.file], baseURL: "",
      language: .typescript)
    #expect(text.contains("  body: SaveFileBody,\n"))
    #expect(text.contains("export interface SaveFileBody {\n  data: Blob;\n}\n"))
  }

  // MARK: Tags

  @Test(arguments: ["$ref", "allOf"])
  func `the tag of a union can't be left out`(form: String) {
    let member: JSONValue = [
      "type": "object", "properties": ["kind": ["const": "cat", "default": "cat"]],
    ]
    let models: JSONObject = [
      "Pet": [
        "oneOf": [Self.reference("Cat"), Self.reference("Dog")],
        "discriminator": ["propertyName": "kind"],
      ],
      "Cat": form == "allOf" ? ["allOf": [member]] : member,
      "Dog": ["type": "object", "properties": ["kind": ["const": "dog"]], "required": ["kind"]],
    ]
    let found = declarations(of: models, body: "Pet").joined()
    #expect(found.contains("kind: \"cat\""))
    #expect(found.contains("kind: \"dog\""))
    #expect(!declarations(of: models, body: "Cat").joined().contains("kind: \"cat\""))
  }

  // MARK: Choices

  @Test(
    arguments: [
      (["type": "integer", "enum": [1, 2], "title": "Level", "default": 1], "Level"),
      (
        [
          "title": "Levels",
          "anyOf": [
            ["type": "array", "items": ["type": "integer", "enum": [1, 2], "title": "Level"]],
            ["type": "null"],
          ],
        ], "Level[] | null"
      ),
      (["type": "integer", "enum": [1, 2, 3], "title": "Level"], "1 | 2 | 3"),
      (["type": "integer", "enum": [1, 2]], "1 | 2"),
    ] as [(JSONValue, String)])
  func `a parameter's choices have the name of their model`(schema: JSONValue, type: String) {
    let level: JSONValue = ["type": "integer", "enum": [1, 2], "title": "Level"]
    let endpoint = Endpoint(
      name: "call", path: "/",
      parameters: [Parameter(name: "level", location: .query, required: true, schema: schema)])
    let text = ClientCode.text(
      for: endpoint, models: ["Level": level], baseURL: "", language: .typescript)
    #expect(text.contains("  level: " + type + ",\n"))
    #expect(text.contains("export type Level = 1 | 2;\n") == type.contains("Level"))
  }

  // MARK: Times

  @Test func `a Date may stand wherever a parameter has a time`() throws {
    let time: JSONValue = ["type": "string", "format": "date-time"]
    func type(_ schema: JSONValue) throws -> String {
      let endpoint = Endpoint(
        name: "call", path: "/",
        parameters: [Parameter(name: "at", location: .query, required: true, schema: schema)])
      var names = TypeScriptNames(taken: [])
      let models = TypeScriptModels(endpoints: [endpoint], models: [:], names: &names)
      return try #require(TypeScriptParameter.all(of: endpoint, models: models).first).type
    }
    #expect(try type(time) == "Date | FluidTypes.DateTime")
    #expect(try type(["type": "array", "items": time]) == "(Date | FluidTypes.DateTime)[]")
    #expect(
      try type(["anyOf": [["items": time], ["type": "null"]]])
        == "(Date | FluidTypes.DateTime)[] | null")
  }

  // MARK: An answer beside a stream

  @Test func `events are pieces, the answer beside them is the whole`() {
    var endpoint = Endpoint(
      name: "generate", method: "POST", path: "/", kind: .sse, kinds: [.sse, .unary],
      item: NamedSchema(name: "Piece"))
    endpoint.answer = NamedSchema(name: "Whole")
    let text = ClientCode.text(
      for: endpoint,
      models: ["Piece": Self.file, "Whole": ["type": "object", "additionalProperties": true]],
      baseURL: "", language: .typescript)
    #expect(
      text.contains("EventCallbacks<{ [type: string]: Piece }> & ChunkCallbacks<Whole>"))
    #expect(text.contains("EventConnection<{ [type: string]: Piece }, Whole>"))
    #expect(text.contains("export interface Piece {\n"))
    #expect(text.contains("export interface Whole {\n"))
  }

  @Test func `an answer beside events of any kind leaves only these to the caller`() {
    var endpoint = Endpoint(
      name: "generate", path: "/", kind: .sse, kinds: [.sse, .unary],
      events: [NamedEvent(name: "piece")])
    endpoint.answer = NamedSchema(schema: ["type": "integer"])
    let text = ClientCode.text(for: endpoint, baseURL: "", language: .typescript)
    #expect(text.contains("export function generate(\n"))
    #expect(text.contains("EventCallbacks<{ piece: unknown }> & ChunkCallbacks<number>"))
  }
}

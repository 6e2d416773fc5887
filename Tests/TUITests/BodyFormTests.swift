import Endpoints
import StreamDecoding
import Testing

@testable import TUI

/// A JSON body that is filled in by the fields of its schema.
@Suite struct BodyFormTests {
  static let models: JSONObject = [
    "Order": [
      "type": "object", "required": ["customer", "amount", "address", "pet"],
      "properties": [
        "customer": ["type": "string"],
        "amount": ["type": "integer", "minimum": 1, "maximum": 100],
        "urgent": ["type": "boolean", "default": false],
        "level": ["$ref": "#/components/schemas/Level"],
        "address": ["$ref": "#/components/schemas/Address"],
        "billing": ["anyOf": [["$ref": "#/components/schemas/Address"], ["type": "null"]]],
        "tags": ["type": "array", "items": ["type": "string"]],
        "pet": [
          "oneOf": [["$ref": "#/components/schemas/Cat"], ["$ref": "#/components/schemas/Dog"]],
          "discriminator": ["propertyName": "kind"],
        ],
        "password": ["type": "string"],
        "note": ["type": ["string", "null"]],
      ],
    ],
    "Level": ["type": "string", "enum": ["low", "high"]],
    "Address": [
      "type": "object", "required": ["city"],
      "properties": [
        "city": ["type": "string"], "zip": ["type": "string", "pattern": #"^\d{5}$"#],
      ],
    ],
    "Cat": [
      "type": "object", "required": ["kind", "name"],
      "properties": ["kind": ["const": "Cat"], "name": ["type": "string"]],
    ],
    "Dog": [
      "type": "object", "required": ["kind", "name", "barks"],
      "properties": [
        "kind": ["const": "Dog"], "name": ["type": "string"], "barks": ["type": "integer"],
      ],
    ],
  ]

  static func program(
    _ schema: JSONValue = ["$ref": "#/components/schemas/Order"], _ columns: Int = 120,
    _ rows: Int = 36
  ) -> Program {
    let program = Program(
      columns, rows,
      catalog: Catalog(
        baseURL: "http://h:1",
        endpoints: [
          Endpoint(
            name: "order", method: "POST", path: "/orders", kind: .sse,
            body: RequestBody(schema: schema))
        ], models: models))
    program.press(.character("e"))
    return program
  }

  /// The body as it would be sent.
  private func body(_ program: Program) -> String? {
    program.state.draft?.body.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Goes down to the row of a name.
  private func go(to name: String, _ program: Program) {
    for _ in 0..<40 {
      if case .editing(let editor) = program.state.mode, editor.row?.path.text == name { return }
      program.press(.down)
    }
    Issue.record("there is no row \(name)")
  }

  @Test(arguments: [(120, 36), (80, 24), (60, 20)])
  func `a nested body has a row for each of its values`(columns: Int, rows: Int) {
    let program = Self.program(["$ref": "#/components/schemas/Order"], columns, rows)
    Screen.expect(program.state, is: "body-fields-\(columns)x\(rows)")
    go(to: "tags", program)
    program.press(.control("n"))
    program.type("a")
    Screen.expect(program.state, is: "body-item-\(columns)x\(rows)")
    program.press(.control("t"))
    Screen.expect(program.state, is: "body-text-\(columns)x\(rows)")
  }

  @Test func `what is typed into a row is typed as its schema says, and the broken rule beside it`()
  {
    let program = Self.program()
    program.type("ann")
    program.press(.down, .control("u"))
    program.type("12x")
    #expect(program.line(with: "▌ amount")?.contains("✗ must be integer") == true)
    program.press(.backspace)
    #expect(program.line(with: "▌ amount")?.contains("✗") == false)
    program.type("5")
    #expect(program.line(with: "▌ amount")?.contains("✗ must be at most 100") == true)
    go(to: "address.city", program)
    program.type("Ulm")
    program.press(.down)
    program.type("890")
    #expect(program.line(with: "▌   zip")?.contains(#"✗ must match ^\d{5}$"#) == true)
    #expect(
      body(program)
        == #"{"customer":"ann","urgent":false,"address":{"city":"Ulm","zip":"890"},"#
        + #""pet":{"kind":"Cat","name":""},"amount":125}"#)
  }

  @Test func `an item is added and taken out again`() {
    let program = Self.program()
    go(to: "tags", program)
    program.press(.control("n"))
    #expect(program.line(with: "▌ tags")?.contains("0 items") == true)
    program.press(.control("n"))
    program.type("red")
    program.press(.control("n"))
    program.type("blue")
    #expect(body(program)?.contains(#""tags":["red","blue"]"#) == true)
    program.press(.up, .control("x"))
    #expect(body(program)?.contains(#""tags":["blue"]"#) == true)
    program.press(.up, .control("x"))
    #expect(program.line(with: "▌ tags")?.contains("left out") == true)
    #expect(body(program)?.contains("tags") == false)
  }

  @Test func `the branch of a union is chosen, and what both know stays`() {
    let program = Self.program()
    go(to: "pet.name", program)
    program.type("Rex")
    program.press(.up, .up, .right)
    #expect(body(program)?.contains(#""pet":{"kind":"Dog","name":"Rex","barks":0}"#) == true)
    program.press(.left)
    #expect(body(program)?.contains(#""pet":{"kind":"Cat","name":"Rex"}"#) == true)
  }

  @Test func `an optional member is put in and left out`() {
    let program = Self.program()
    go(to: "billing", program)
    #expect(program.line(with: "▌ billing")?.contains("left out") == true)
    program.press(.character(" "), .down)
    program.type("Bonn")
    #expect(body(program)?.contains(#""billing":{"city":"Bonn"}"#) == true)
    program.press(.up, .control("x"))
    #expect(body(program)?.contains("billing") == false)
    go(to: "level", program)
    program.press(.right, .right)
    #expect(body(program)?.contains(#""level":"high""#) == true)
  }

  @Test func `fields and text are two views of one value`() {
    let program = Self.program()
    program.type("ann")
    program.press(.control("t"))
    #expect(program.line(with: #"  "customer": "ann","#) != nil)
    program.press(.down, .end, .backspace, .backspace)
    program.type("a\",")
    program.press(.control("t"))
    #expect(program.line(with: "▌ customer")?.contains("[anna") == true)
  }

  @Test func `a text that is no JSON stays one, with its line and its column`() {
    let program = Self.program()
    program.press(.control("t"), .down, .end, .backspace)
    #expect(program.line(with: "line 3, column 3") != nil)
    program.press(.control("t"))
    #expect(program.line(with: "no JSON yet, so it stays text") != nil)
    #expect(program.press(.control("s")).isEmpty)
    program.type(",")
    program.press(.control("t"))
    #expect(program.line(with: "▌ customer") != nil)
  }

  @Test func `a text of a body has several lines, and Esc goes back to the rows`() {
    let program = Self.program()
    go(to: "note", program)
    program.press(.alt("l"))
    program.type("a")
    program.press(.enter)
    program.type("b")
    Screen.expect(program.state, is: "body-lines-120x36")
    program.press(.escape)
    #expect(program.line(with: "▌ note")?.contains("a␊b") == true)
    #expect(body(program)?.hasSuffix(#""note":"a\nb"}"#) == true)
  }

  @Test(
    arguments: [
      (#"{"type":["string","integer"]}"#, "12", "12"),
      (#"{"type":["string","integer"]}"#, "\"12\"", "\"12\""),
      (#"{"type":["string","null"]}"#, "null", "null"), (#"{"type":"string"}"#, "12", "\"12\""),
      (#"{"type":"string"}"#, "", "\"\""), (#"{}"#, "[1]", "[1]"), (#"{}"#, "a", "\"a\""),
      (#"{"type":"number"}"#, "1e", "\"1e\""), (#"{"type":"number"}"#, "-0.50", "-0.50"),
      (#"{"enum":[1,2]}"#, "2", "2"), (#"{"type":"integer"}"#, "", nil),
    ] as [(String, String, String?)])
  func `a text means the value that the schema takes`(
    schema: String, text: String, value: String?
  ) throws {
    let node = BodyNode(
      BodyPath(steps: [.member("a")]), try JSONValue(parsing: schema), value: nil, isRequired: true,
      models: [:])
    let meant = node.meaning(of: text)
    #expect(meant?.text() == value)
    let shown = BodyNode(
      node.path, try JSONValue(parsing: schema), value: meant, isRequired: true, models: [:])
    #expect(shown.meaning(of: shown.text) == meant)
  }

  @Test func `a secret of a body is seen by nobody`() {
    let program = Self.program()
    go(to: "password", program)
    program.type("geheim")
    #expect(!program.screen.contains("geheim"))
    program.press(.up)
    #expect(!program.screen.contains("geheim"))
    guard case .edit(let text, _)? = program.press(.control("o")).first else {
      Issue.record("no editor was asked for")
      return
    }
    #expect(!text.contains("geheim") && text.contains("\n  \"amount\": 1"))
    program.send(.edited(text.replacing("\"amount\": 1", with: "\"amount\": 7")))
    #expect(body(program)?.contains(#""amount":7"#) == true)
    #expect(body(program)?.contains(#""password":"geheim""#) == true)
    program.send(.edited(text.replacing("\"amount\": 1", with: "\"amount\": ")))
    #expect(program.line(with: "✗ body: ") != nil)
    #expect(body(program)?.contains(#""password": "geheim""#) == true)
  }

  @Test func `a secret comes back to where an editor moved it, and to nothing else`() throws {
    let old = try JSONValue(
      parsing: #"[{"n":"a","token":"ta"},{"n":"b","token":"tb"},{"n":"c","token":7}]"#)
    let elements = try #require(old.withoutSecrets.arrayValue)
    let moved = JSONValue.array([elements[2], elements[1]])
    #expect(!moved.text().contains("tb"))
    #expect(
      moved.restoringSecrets(of: old).text()
        == #"[{"n":"c","token":7},{"n":"b","token":"tb"}]"#)
    let text = "[\(elements[1].text()), "
    #expect(JSONValue.restoringSecrets(of: old, in: text) == #"[{"n":"b","token":"tb"}, "#)
  }

  @Test func `a body of a thousand members is walked from end to end`() {
    var properties = JSONObject()
    for number in 0..<1000 { properties["m\(number)"] = ["type": "string"] }
    let program = Self.program(["type": "object", "properties": .object(properties)])
    program.press(.up)
    #expect(program.line(with: "[") != nil)
    go(to: "m20", program)
    program.type("x")
    #expect(body(program) == #"{"m20":"x"}"#)
  }

  @Test(arguments: ["[", "{\"a\":[[[[]]]]}", "[{\"a\":1},2]", "\"a\"", "null"])
  func `a body of any shape is walked there and back`(text: String) throws {
    guard let value = try? JSONValue(parsing: text) else { return }
    let root = BodyNode(BodyPath(), [:], value: value, isRequired: true, models: [:])
    var there: [BodyPath] = []
    var walk = try #require(BodyWalk(root, showsRoot: true))
    repeat { there.append(walk.node.path) } while walk.next()
    var back: [BodyPath] = []
    walk = try #require(BodyWalk(endOf: root, showsRoot: true))
    repeat { back.append(walk.node.path) } while walk.previous()
    #expect(there == back.reversed())
    for path in there {
      #expect(BodyWalk(root, showsRoot: true, at: path)?.node.path == path)
    }
  }
}

import Endpoints
import ScriptedServers
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

  @Test func `a file of one endpoint shows its call with the user's values`() throws {
    let endpoint = Endpoint(
      name: "search", method: "POST", path: "/search/{area}", kind: .sse,
      parameters: [
        Parameter(name: "area", location: .path, required: true, schema: ["type": "string"]),
        Parameter(
          name: "ids", location: .query, schema: ["type": "array", "items": ["type": "integer"]]),
        Parameter(name: "dry", location: .query, schema: ["type": "boolean"]),
        Parameter(name: "sid", location: .cookie, schema: ["type": "string"]),
      ],
      body: RequestBody(schema: ["type": "object", "properties": ["password": ["type": "string"]]]))
    let planned = try endpoint.plan(
      baseURL: "http://h",
      values: [("area", "a \"b\""), ("ids", "1"), ("ids", "2"), ("sid", "hunter2")],
      body: Array(#"{"password":"hunter3"}"#.utf8))
    let text = ClientCode.text(
      for: endpoint, planned: planned, baseURL: "http://h", language: .swift)
    let lines = text.split(separator: "\n").prefix(8).joined(separator: "\n")
    #expect(
      lines == #"""
        // POST /search/{area}: client code written by fluidtop. Export it again rather than change it.
        //
        // It needs the library StreamClient of the package fluidtop.
        //
        // Call it so:
        //
        //   let client = Client()
        //   for try await event in try client.search(area: "a \"b\"", body: try JSONDecoder().decode(SearchBody.self, from: Data(("{\"password\":\"" + (ProcessInfo.processInfo.environment["PASSWORD"] ?? "") + "\"}").utf8)), ids: [1, 2], sid: ProcessInfo.processInfo.environment["SID"] ?? "") {
        """#)
  }

  /// The lines of the call that the file of one endpoint shows, without its client.
  private func call(
    _ endpoint: Endpoint, body: String? = nil, values: [(name: String, value: String)] = [],
    schemes: JSONObject = [:]
  ) throws -> String {
    let planned = endpoint.outline(
      baseURL: "http://h", values: values, body: body.map { Array($0.utf8) },
      placeholder: ClientCode.placeholder)
    let text = ClientCode.text(
      for: endpoint, planned: planned, securitySchemes: schemes, baseURL: "http://h",
      language: .swift)
    let start = try #require(text.firstRange(of: "Call it so:\n//\n//   let client = Client()\n"))
    return text[start.upperBound...].prefix { $0 != "\n" }.description
  }

  @Test func `the values of a form have the types of its members`() throws {
    #expect(
      try call(.counting, body: "name=a+b&n=3&on=true&tags=x&pin=1234")
        == #"""
        //   print(try await client.count(body: try JSONDecoder().decode(CountBody.self, from: Data(("{\"name\":\"a b\",\"n\":3,\"on\":true,\"tags\":[\"x\"],\"pin\":" + (ProcessInfo.processInfo.environment["PIN"] ?? "") + "}").utf8))))
        """#)
  }

  @Test func `the call has a file for each upload`() {
    let text = ClientCode.text(for: .upload, baseURL: "http://h", language: .swift)
    let file = #"FilePart(path: "file.bin")"#
    let form = "UploadBody(file: " + file + ", more: [" + file + "], level: 0)"
    #expect(text.contains("print(try await client.upload(body: " + form + "))"))
    #expect(text.contains("    call.form = try body.form()\n"))
  }

  @Test func `a text that is sent as it is stands in the call`() throws {
    let raw = Endpoint(
      name: "raw", method: "POST", path: "/raw",
      body: RequestBody(mediaType: "text/plain", schema: ["type": "string"]))
    #expect(
      try call(raw, body: "@it's !x")
        == #"//   print(try await client.raw(body: Data("@it's !x".utf8)))"#)
  }

  @Test func `the call gives the secret of the endpoint's scheme`() {
    let schemes: JSONObject = ["HTTPBearer": ["type": "http", "scheme": "bearer"]]
    let text = ClientCode.text(
      for: Endpoint(name: "me", path: "/me", security: ["HTTPBearer"]), securitySchemes: schemes,
      baseURL: "http://h", language: .swift)
    #expect(
      text.contains(
        #"""
        //   var client = Client()
        //   client.secrets.httpBearer = { ProcessInfo.processInfo.environment["TOKEN"] }
        //   print(try await client.me())
        """#))
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

  @Test func `the tag of a union is filled in`() {
    let text = ClientCode.text(
      for: .tagged, models: Endpoint.taggedModels, baseURL: "http://host", language: .swift)
    #expect(text.contains("  var kind: TextKind = .text\n  var body: String\n"))
    #expect(text.contains("  var kind: ImageKind = .image\n  var size: Int?\n"))
  }

  @Test func `the same catalog gives the same bytes`() {
    let texts = (0..<5).map { _ in
      ClientCode.text(for: .nasty, endpoints: Catalog.nasty.endpoints, language: .swift)
    }
    #expect(Set(texts).count == 1)
  }

  @Test func `what is added to a form may throw by its label, a text too`() {
    let schema: JSONValue = [
      "type": "object", "required": ["a", "f"],
      "properties": ["a": ["type": "string"], "f": ["type": "string", "format": "binary"]],
    ]
    let body = RequestBody(mediaType: "multipart/form-data", schema: schema)
    let text = ClientCode.text(
      for: Endpoint(name: "send", method: "POST", path: "/send", body: body), models: [:],
      baseURL: "http://host", language: .swift)
    #expect(text.contains("    try form.add(\"a\", value: a)\n    form.add(\"f\", f)\n"))
  }

  @Test func `no model hides what a file stands on`() {
    let item = NamedSchema(
      name: "Void", schema: ["type": "object", "properties": ["a": ["type": "string"]]])
    let text = ClientCode.text(
      for: Endpoint(name: "read", path: "/read", item: item), models: ["Void": item.schema],
      baseURL: "http://host", language: .swift)
    #expect(text.contains("struct Void_: Codable"))
  }

  @Test func `names of any writing stay as they are`() {
    let text = ClientCode.text(
      for: Endpoint(
        name: "lire_événement", path: "/e/{numéro}", item: NamedSchema(name: "注文一覧")),
      models: ["注文一覧": ["type": "object", "properties": ["個数": ["type": "integer"]]]],
      baseURL: "http://host", language: .swift)
    #expect(text.contains("  func lireÉvénement(\n    numéro: String,\n"))
    #expect(text.contains("struct 注文一覧: Codable, Hashable, Sendable {\n  var 個数: Int?\n"))
  }

  @Test func `the end of a stream is told, and left by the call`() throws {
    let chat = try #require(Catalog.classic.endpoint(named: "stream_chat"))
    let text = ClientCode.text(
      for: chat, models: Catalog.classic.models, baseURL: "http://host", language: .swift)
    #expect(text.contains("  /// The last event's data is `[DONE]`, which is no value.\n"))
    #expect(text.contains("//     if event.data == \"[DONE]\" { break }\n"))
  }

  @Test func `a list is written as its document says`() {
    var ids = Parameter(
      name: "ids", location: .query, required: true,
      schema: ["type": "array", "items": ["type": "integer"]])
    ids.style = ParameterStyle(.spaceDelimited)
    let text = ClientCode.text(
      for: Endpoint(name: "read", path: "/read", parameters: [ids]), baseURL: "http://host",
      language: .swift)
    #expect(text.contains("    call.query.append((\"ids\", Styled(ids, \"spaceDelimited\")))\n"))
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

  @Test func `the methods of one path have their method in the name`() {
    let endpoints = ["GET", "DELETE"].map { Endpoint(name: "multi", method: $0, path: "/multi") }
    let text = ClientCode.text(
      for: Catalog(endpoints: endpoints), endpoints: endpoints, language: .swift)
    for name in ["multiGet", "multiDelete"] { #expect(text.contains("  func \(name)(")) }
  }
}

import Endpoints
import StreamDecoding
import Testing

private let example = Catalog(
  title: "T",
  sources: [
    CatalogSource(kind: .openapi, at: "http://localhost:8000/openapi.json", endpoints: 2)
  ],
  endpoints: [
    Endpoint(
      name: "stream_notifications", path: "/notifications/stream", kind: .sse,
      mediaType: "text/event-stream", summary: "Stream real-time notifications",
      parameters: [
        Parameter(
          name: "user_id", location: .query, required: true, schema: ["type": "integer"],
          summary: "whose")
      ],
      item: NamedSchema(name: "Notification", schema: ["type": "object"]),
      events: [NamedEvent(name: "notification")],
      location: SourceLocation(file: "main.py", line: 12),
      evidence: [Evidence(fact: .kind, source: .source, detail: "returns EventSourceResponse")]),
    Endpoint(
      name: "chat", method: "POST", path: "/chat", kind: .unary,
      body: RequestBody(schema: ["type": "string"]), sentinel: "[DONE]"),
  ],
  models: ["Notification": ["type": "object"]], warnings: ["w"])

@Suite struct `Listing a catalog as JSON` {
  @Test func `streams are listed with every key in its place`() {
    #expect(
      example.listJSON(all: false, kind: nil).text() == """
        {"version":1,"sources":[{"kind":"openapi","at":"http://localhost:8000/openapi.json",\
        "endpoints":2}],"endpoints":[{"name":"stream_notifications","method":"GET",\
        "path":"/notifications/stream","kind":"sse","mediaType":"text/event-stream",\
        "kinds":["sse"],"summary":"Stream real-time notifications","tags":[],"deprecated":false,\
        "parameters":[{"name":"user_id","in":"query","required":true,\
        "schema":{"type":"integer"}}],"body":null,"item":{"name":"Notification",\
        "schema":{"type":"object"}},"events":[{"name":"notification","item":null}],\
        "sentinel":null,"security":[],"location":{"file":"main.py","line":12},\
        "evidence":[{"fact":"kind","source":"source","detail":"returns EventSourceResponse"}]}],\
        "models":{"Notification":{"type":"object"}},"warnings":["w"]}
        """)
  }

  @Test func `an ordinary endpoint is listed when all are wanted`() throws {
    let list = example.listJSON(all: true, kind: nil)
    let chat = try #require(list["endpoints"]?[1])
    #expect(
      chat.text() == """
        {"name":"chat","method":"POST","path":"/chat","kind":"unary","mediaType":null,\
        "kinds":["unary"],"summary":"","tags":[],"deprecated":false,"parameters":[],\
        "body":{"mediaType":"application/json","required":true,"schema":{"type":"string"}},\
        "item":null,"events":[],"sentinel":"[DONE]","security":[],"location":null,"evidence":[]}
        """)
  }

  @Test(arguments: [
    (EndpointKind.sse, ["stream_notifications"]), (.unary, ["chat"]), (.file, []),
  ])
  func `a kind is listed alone`(kind: EndpointKind, names: [String]) {
    #expect(example.listed(all: false, kind: kind).map(\.name) == names)
  }
}

@Suite struct `Naming an endpoint` {
  @Test(arguments: ["stream_notifications", "GET /notifications/stream", "/notifications/stream"])
  func `a name, a title or a path finds it`(text: String) {
    #expect(example.endpoint(named: text)?.name == "stream_notifications")
  }

  @Test(arguments: ["GET /files/{p}", "/files/{p}", "GET /files/{p:path}", "get /files/{p:path}"])
  func `a path is found without its convertors`(text: String) {
    var catalog = example
    catalog.endpoints.append(Endpoint(name: "file", path: "/files/{p:path}"))
    #expect(catalog.endpoints(named: text).map(\.name) == ["file"])
  }

  @Test func `of two on one path the stream is meant`() {
    var catalog = example
    catalog.endpoints.insert(Endpoint(name: "create", method: "POST", path: "/s"), at: 0)
    catalog.endpoints.append(Endpoint(name: "s", path: "/s", kind: .sse))
    #expect(catalog.endpoint(named: "/s")?.name == "s")
    #expect(catalog.endpoint(named: "nothing") == nil)
  }
}

@Suite struct `The table of endpoints` {
  @Test func `a wide terminal shows every column`() {
    #expect(
      CatalogTable(example.endpoints).lines(width: 100) == [
        "KIND   METHOD  PATH                   ITEM          FROM",
        "sse    GET     /notifications/stream  Notification  main.py:12",
        "unary  POST    /chat",
      ])
  }

  @Test func `a narrow one cuts the path last`() {
    #expect(
      CatalogTable(example.endpoints).lines(width: 36) == [
        "KIND   METHOD  PATH",
        "sse    GET     /notifications/stream",
        "unary  POST    /chat",
      ])
    #expect(
      CatalogTable(example.endpoints).lines(width: 24) == [
        "KIND   METHOD  PATH", "sse    GET     /notific…", "unary  POST    /chat",
      ])
  }

  @Test(arguments: 20...70) func `no line is wider than it may be`(width: Int) {
    for line in CatalogTable(example.endpoints).lines(width: width) {
      #expect(line.count <= width)
    }
  }

  @Test func `control characters of a hostile path stay out of it`() {
    let lines = CatalogTable([Endpoint(name: "x", path: "/\u{1B}]0;x\u{7}")]).lines(width: 80)
    #expect(lines.last == "unary  GET     /\u{FFFD}]0;x\u{FFFD}")
  }

  @Test(
    arguments: [
      (
        ["anyOf": [["$ref": "#/components/schemas/Tick"], ["$ref": "#/components/schemas/Trade"]]],
        "Tick | Trade"
      ),
      (
        ["oneOf": [["$ref": "#/components/schemas/Page%5BTick%5D"], ["type": "null"]]],
        "Page[Tick]"
      ),
      (["anyOf": [["$ref": "#/components/schemas/Tick"], ["type": "string"]]], "Tick | string"),
      (["anyOf": [["$ref": "#/components/schemas/Tick"], [:]]], "-"),
      (["anyOf": [["type": "string"], ["type": "number"]]], "-"), ([:], "-"),
    ] as [(JSONValue, String)])
  func `the item of a union of models names its members`(schema: JSONValue, item: String) {
    let stream = Endpoint(name: "s", path: "/s", kind: .sse, item: NamedSchema(schema: schema))
    #expect(CatalogTable([stream]).lines(width: 80).last == "sse   GET     /s    " + item)
  }

  @Test func `characters of two cells keep the columns in line`() {
    let endpoints = [
      Endpoint(name: "a", path: "/船/位置", item: NamedSchema(name: "Ship")),
      Endpoint(name: "b", path: "/ships", item: NamedSchema(name: "Ship")),
    ]
    let table = CatalogTable(endpoints) { $0.isASCII ? 1 : 2 }
    #expect(
      table.lines(width: 60) == [
        "KIND   METHOD  PATH      ITEM  FROM",
        "unary  GET     /船/位置  Ship",
        "unary  GET     /ships    Ship",
      ])
    #expect(table.lines(width: 22)[1] == "unary  GET     /船/位…")
  }
}
